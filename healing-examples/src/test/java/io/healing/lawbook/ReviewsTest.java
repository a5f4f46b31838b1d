package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Plugin;
import io.healing.api.Target;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.ai.LanguageModel;
import io.healing.api.ai.LanguagePrompt;
import io.healing.api.ai.LanguageReply;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.ReviewItem;
import io.healing.api.job.ReviewSource;
import io.healing.api.job.SlaConfig;
import io.healing.api.review.HealingMode;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewFrequency;
import io.healing.api.review.ReviewMaterial;
import io.healing.api.review.ReviewScheduleConfig;
import io.healing.api.review.ReviewScopeConfig;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reviews that no failure asks for: when they take place, what they read, what comes of them. */
class ReviewsTest {
  private static final String JOB = "report";
  private static final ReviewScheduleConfig AT_THREE =
      ReviewScheduleConfig.defaults().withZone("UTC").withMinRuns(0);

  @TempDir Path home;

  private SelfHealingConfig proactive(ReviewScheduleConfig schedule) {
    return SelfHealingConfig.defaults()
        .withEnabled(true)
        .withMode(HealingMode.PROACTIVE)
        .withReviewSchedule(schedule);
  }

  private JobConfig job(SelfHealingConfig config) {
    return JobConfig.of(JobDefinition.of(JOB)).withSelfHealing(config);
  }

  private static List<HealingReview> proactive(House house) {
    return house.admin().reviews().stream().filter(r -> r.jobId().equals(JOB)).toList();
  }

  private static List<Instant> startsOver(House house, int hours) {
    for (int i = 0; i < hours; i++) {
      house.tick(Duration.ofHours(1));
    }
    List<Instant> starts =
        new ArrayList<>(proactive(house).stream().map(HealingReview::startedAt).toList());
    java.util.Collections.reverse(starts);
    return starts;
  }

  @Test
  void aDailyReviewTakesPlaceOnceADayAndNotOnTheDayOfEnabling() {
    Instant early = Instant.parse("2026-03-02T01:00:00Z");
    try (House house = House.in(home).job(job(proactive(AT_THREE))).from(early).open()) {
      assertThat(startsOver(house, 60))
          .containsExactly(
              Instant.parse("2026-03-03T03:00:00Z"), Instant.parse("2026-03-04T03:00:00Z"));
    }
  }

  @Test
  void aRestartNeitherRepeatsNorForgetsAReview() {
    Instant due = Instant.parse("2026-03-03T03:00:00Z");
    try (House first = House.in(home).job(job(proactive(AT_THREE))).open()) {
      assertThat(startsOver(first, 16)).containsExactly(due);
    }
    try (House second =
        House.in(home).job(job(proactive(AT_THREE))).from(due.plusSeconds(7200)).open()) {
      assertThat(startsOver(second, 5)).as("not repeated").containsExactly(due);
    }
    Instant late = Instant.parse("2026-03-05T11:00:00Z");
    try (House third = House.in(home).job(job(proactive(AT_THREE))).from(late).open()) {
      assertThat(startsOver(third, 2))
          .as("what was missed meanwhile is made up for once")
          .hasSize(2)
          .endsWith(late.plusSeconds(3600));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // Europe/Berlin skips 02:30 on 29 March and has it twice on 25 October 2026.
    "2026-03-27T12:00:00Z, 72, 2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z",
    "2026-10-23T12:00:00Z, 72, 2026-10-24T00:30:00Z 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z"
  })
  void whenTheClocksChangeAReviewIsNeitherLostNorDoubled(Instant from, int hours, String due) {
    ReviewScheduleConfig berlin = AT_THREE.withZone("Europe/Berlin").withTime("02:30");
    try (House house = House.in(home).job(job(proactive(berlin))).from(from).open()) {
      for (int i = 0; i < hours * 2; i++) {
        house.tick(Duration.ofMinutes(30));
      }
      assertThat(proactive(house))
          .extracting(HealingReview::startedAt)
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(due.split(" ")).map(Instant::parse).toList());
    }
  }

  @Test
  void dayZeroIsSundayAndTheFirstOfMarchIsAMonthAfterTheFirstOfFebruary() {
    ReviewScheduleConfig weekly = AT_THREE.withFrequency(ReviewFrequency.WEEKLY).withDay(0);
    try (House house = House.in(home).job(job(proactive(weekly))).open()) {
      assertThat(startsOver(house, 24 * 8)).containsExactly(Instant.parse("2026-03-08T03:00:00Z"));
    }
    ReviewScheduleConfig monthly = AT_THREE.withFrequency(ReviewFrequency.MONTHLY);
    Instant january = Instant.parse("2026-01-31T12:00:00Z");
    Path other = home.resolve("monthly");
    assertThat(other.toFile().mkdir()).isTrue();
    try (House house = House.in(other).job(job(proactive(monthly))).from(january).open()) {
      assertThat(startsOver(house, 24 * 30))
          .containsExactly(
              Instant.parse("2026-02-01T03:00:00Z"), Instant.parse("2026-03-01T03:00:00Z"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"manual", "on_failure", "on_sla_breach"})
  void whatIsNotByTheCalendarIsNeverDue(String word) {
    ReviewFrequency frequency = ReviewFrequency.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    try (House house =
        House.in(home).job(job(proactive(AT_THREE.withFrequency(frequency)))).open()) {
      assertThat(startsOver(house, 60)).isEmpty();
    }
  }

  @Test
  void aJobThatIsOffOrOnlyReactiveHasNoCalendar() {
    SelfHealingConfig on = proactive(AT_THREE);
    for (SelfHealingConfig config :
        List.of(on.withEnabled(false), on.withMode(HealingMode.REACTIVE))) {
      Path other = home.resolve("house" + config.enabled());
      assertThat(other.toFile().mkdir()).isTrue();
      try (House house = House.in(other).job(job(config)).open()) {
        assertThat(startsOver(house, 60)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "3, 1", "4, 1"})
  void withFewerRunsThanMinRunsTheDueTimeIsOver(int runs, int reviews) {
    try (House house = House.in(home).job(job(proactive(AT_THREE.withMinRuns(3)))).open()) {
      for (int i = 0; i < runs; i++) {
        house.run(JOB);
      }
      assertThat(startsOver(house, 20)).hasSize(reviews);
      if (reviews == 0) {
        assertThat(house.admin().why(JOB)).contains(BlockReason.TOO_FEW_RUNS.sentence());
        house.healing.review(JOB, false);
        house.tick(Duration.ofSeconds(1));
        assertThat(proactive(house)).isEmpty();
        house.healing.review(JOB, true);
        house.tick(Duration.ofSeconds(1));
        assertThat(proactive(house)).as("unless a person insists").hasSize(1);
      }
    }
  }

  @Test
  void aFailureStartsAReviewOnlyWhereTheFrequencySaysSo() {
    for (ReviewFrequency frequency :
        List.of(ReviewFrequency.ON_FAILURE, ReviewFrequency.ON_SLA_BREACH)) {
      Path other = home.resolve(frequency.word());
      assertThat(other.toFile().mkdir()).isTrue();
      try (House house =
          House.in(other).job(job(proactive(AT_THREE.withFrequency(frequency)))).open()) {
        house.runner.does(
            JOB,
            log -> {
              throw new IllegalStateException("odd");
            });
        house.run(JOB).tick(Duration.ofSeconds(11));
        int expected = frequency == ReviewFrequency.ON_FAILURE ? 1 : 0;
        assertThat(kinds(house, "proactive")).isEqualTo(expected);
      }
    }
  }

  @Test
  void aBrokenAgreementStartsOneReviewWhereTheFrequencySaysSoAndOneKeptStartsNone() {
    ReviewScheduleConfig onBreach = AT_THREE.withFrequency(ReviewFrequency.ON_SLA_BREACH);
    JobConfig agreed = job(proactive(onBreach)).withSla(SlaConfig.defaults().withEnabled(true));
    try (House house = House.in(home).job(agreed).open()) {
      house.run(JOB).ticks(3, Duration.ofSeconds(31));
      assertThat(kinds(house, "proactive")).as("the agreement is kept").isZero();

      house.runner.does(
          JOB,
          log -> {
            throw new IllegalStateException("odd");
          });
      house.run(JOB).ticks(3, Duration.ofSeconds(31));
      assertThat(house.admin().incidents()).extracting(Incident::findingId).contains("job.sla");
      assertThat(kinds(house, "proactive")).isEqualTo(1);

      house.run(JOB).ticks(3, Duration.ofSeconds(31));
      assertThat(kinds(house, "proactive")).as("it is the same breach").isEqualTo(1);
    }
  }

  private static long kinds(House house, String kind) {
    return house.admin().reviews().stream()
        .map(review -> house.store.reviews().find(review.id()).orElseThrow())
        .filter(entry -> entry.detail().kind().word().equals(kind))
        .count();
  }

  @Test
  void whoAsksForAReviewWhileOneRunsGetsThatOne() {
    Asking asking = new Asking();
    try (House house = House.in(home).job(job(proactive(AT_THREE))).plugin(asking).open()) {
      asking.wish = () -> house.healing.review(JOB, true);
      house.healing.review(JOB, true);
      house.healing.review(JOB, true);
      house.tick(Duration.ofSeconds(1)).tick(Duration.ofSeconds(11));
      assertThat(proactive(house)).hasSize(1);
    }
  }

  /** Wants another review of the same job while it is asked for the first. */
  private static final class Asking implements Analyzer {
    private Runnable wish = () -> {};

    @Override
    public String id() {
      return "acme.asking";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      wish.run();
      return Analysis.none();
    }
  }

  @Test
  void twoJobsAreReviewedOneAfterTheOther() {
    try (House house = House.in(home).job(job(proactive(AT_THREE))).job("other").open()) {
      house.healing.review(JOB, true);
      house.healing.review("other", true);
      house.tick(Duration.ofSeconds(1)).tick(Duration.ofSeconds(1));
      assertThat(house.admin().reviews()).hasSize(2).allMatch(r -> r.status().equals("completed"));
      assertThat(house.store.reviews().running()).isEmpty();
    }
  }

  /** Keeps what the last review was shown. */
  private static final class Reader implements Analyzer {
    private @Nullable ReviewMaterial seen;

    @Override
    public String id() {
      return "acme.reader";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      seen = request.material();
      return Analysis.none();
    }
  }

  private record Source(String id) implements ReviewSource {
    @Override
    public List<ReviewItem> aiSessions(String jobId, Instant since, int limit) {
      return List.of(new ReviewItem("session-1", since.plusSeconds(1), "talked"));
    }

    @Override
    public List<ReviewItem> workflows(String jobId, Instant since, int limit) {
      return List.of(new ReviewItem("flow-1", since.plusSeconds(1), "flowed"));
    }
  }

  private ReviewMaterial read(int without, Plugin... plugins) {
    boolean[] on = new boolean[8];
    Arrays.fill(on, true);
    if (without >= 0) {
      on[without] = false;
    }
    ReviewScopeConfig scope =
        new ReviewScopeConfig(on[0], on[1], on[2], on[3], on[4], on[5], on[6], on[7]);
    Path place = home.resolve("house" + without);
    assertThat(place.toFile().mkdir()).isTrue();
    Reader reader = new Reader();
    List<Path> files =
        List.of(
            place.resolve("job.sh"), place.resolve("prompt.md"), place.resolve("job.properties"));
    JobConfig job =
        JobConfig.of(JobDefinition.of(JOB).withFiles(files))
            .withSla(SlaConfig.defaults().withEnabled(true).withMaxConsecutiveFailures(1))
            .withSelfHealing(proactive(AT_THREE).withReviewScope(scope));
    House.Plan plan = House.in(place).job(job).plugin(reader);
    Arrays.stream(plugins).forEach(plan::plugin);
    try (House house = plan.open()) {
      house.write("job.sh", "#!/bin/sh\necho report\n");
      house.write("prompt.md", "Write a report.\n");
      house.write("job.properties", "size=1\n");
      house.runner.does(
          JOB,
          log -> {
            log.line("one line");
            throw new IllegalStateException("odd");
          });
      for (int i = 0; i < 6; i++) {
        house.run(JOB).tick(Duration.ofMinutes(1));
      }
      house.healing.review(JOB, true);
      house.tick(Duration.ofSeconds(1));
      HealingReview row = proactive(house).get(0);
      ReviewMaterial seen = java.util.Objects.requireNonNull(reader.seen);
      assertThat(row.status()).isEqualTo("completed");
      assertThat(row.runsAnalyzed()).isEqualTo(seen.runs().size());
      assertThat(row.logsLines()).isEqualTo(seen.logLines().size());
      assertThat(row.aiSessionsCount()).isEqualTo(seen.aiSessions().size());
      assertThat(row.slaViolationsCount()).isEqualTo(seen.slaViolations().size());
      return seen;
    }
  }

  @Test
  void everySwitchOfReviewScopeTakesAwayExactlyItsSource() {
    List<Function<ReviewMaterial, Integer>> sizes =
        List.of(
            m -> m.logLines().size(),
            m -> m.runs().size(),
            m -> m.aiSessions().size(),
            m -> m.slaViolations().size(),
            m -> m.workflows().size(),
            m -> m.scripts().size(),
            m -> m.prompts().size(),
            m -> m.configs().size());
    ReviewMaterial whole = read(-1, new Source("acme.source"));
    for (int i = 0; i < sizes.size(); i++) {
      assertThat(sizes.get(i).apply(whole)).as("source %d", i).isPositive();
      ReviewMaterial less = read(i, new Source("acme.source"));
      for (int j = 0; j < sizes.size(); j++) {
        int expected = i == j ? 0 : sizes.get(j).apply(whole);
        assertThat(sizes.get(j).apply(less)).as("source %d without %d", j, i).isEqualTo(expected);
      }
    }
  }

  @Test
  void withoutAReviewSourceTheReviewSaysSo() {
    ReviewMaterial seen = read(-1);
    assertThat(seen.aiSessions()).isEmpty();
    assertThat(seen.missing().values()).anyMatch(why -> why.contains("no source"));
  }

  /** Always proposes to make one of the job's files longer. */
  private record Editor(SuggestionCategory category, SuggestionSeverity risk, Path file)
      implements Analyzer {
    @Override
    public String id() {
      return "acme.editor";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      byte[] next = "size=2\n".getBytes(StandardCharsets.UTF_8);
      return Analysis.none()
          .withProposal(
              Proposal.of("Raise the size", "One is too few.", category)
                  .withSeverity(risk)
                  .withConfidence(0.9)
                  .withRequest(
                      ActionRequest.of(ActionType.EDIT_CONFIG, Target.file(file))
                          .with("content_base64", Base64.getEncoder().encodeToString(next))));
    }
  }

  private void reviewed(
      SuggestionBehaviorConfig behaviour, SuggestionCategory category, Consumer<House> then) {
    Path file = home.resolve("job.properties");
    JobConfig job =
        JobConfig.of(JobDefinition.of(JOB).withFiles(List.of(file)))
            .withSelfHealing(
                proactive(AT_THREE)
                    .withSuggestions(behaviour)
                    .withRemediation(
                        HealingRemediationConfig.defaults()
                            .withAllowedActions(List.of("edit_config"))));
    Editor editor = new Editor(category, SuggestionSeverity.LOW, file);
    try (House house = House.in(home).job(job).plugin(editor).open()) {
      house.write("job.properties", "size=1\n");
      house.healing.review(JOB, true);
      house.tick(Duration.ofSeconds(1)).tick(Duration.ofSeconds(1));
      then.accept(house);
    }
  }

  private static SuggestionBehaviorConfig behaviour(boolean auto, SuggestionSeverity bar) {
    return SuggestionBehaviorConfig.defaults().withAutoApply(auto).withMinSeverityForApproval(bar);
  }

  private static void assertWaiting(House house, BlockReason why) {
    assertThat(house.read("job.properties")).isEqualTo("size=1\n");
    assertThat(house.planned(SuggestionStatus.PENDING).row().title()).isEqualTo("Raise the size");
    assertThat(house.admin().why(JOB)).contains(why.sentence());
    assertThat(house.admin().actions()).isEmpty();
    assertThat(proactive(house).get(0).suggestionsCount()).isPositive();
    assertThat(proactive(house).get(0).autoAppliedCount()).isZero();
  }

  @Test
  void aReviewStoresItsSuggestionsAndTheyWaitByDefault() {
    reviewed(
        behaviour(false, SuggestionSeverity.HIGH),
        SuggestionCategory.CONFIG,
        house -> {
          assertWaiting(house, BlockReason.NOT_AUTO_APPLIED);
          assertThat(house.mailbox.received).anyMatch(m -> m.body().contains("Raise the size"));
        });
  }

  @Test
  void belowTheBarAutoApplyReallyWritesTheFileAndCountsIt() {
    reviewed(
        behaviour(true, SuggestionSeverity.HIGH),
        SuggestionCategory.CONFIG,
        house -> {
          assertThat(house.read("job.properties")).isEqualTo("size=2\n");
          assertThat(house.admin().actions()).hasSize(1);
          assertThat(house.planned(SuggestionStatus.APPLIED).row().reviewedBy()).isEqualTo("auto");
          assertThat(house.planned(SuggestionStatus.APPLIED).row().appliedAt()).isNotNull();
          assertThat(proactive(house).get(0).autoAppliedCount()).isEqualTo(1);
        });
  }

  @Test
  void atTheBarItWaits() {
    reviewed(
        behaviour(true, SuggestionSeverity.MEDIUM),
        SuggestionCategory.CONFIG,
        house -> assertWaiting(house, BlockReason.RISK));
  }

  @Test
  void aNamedCategoryIsAppliedWithoutAutoApply() {
    reviewed(
        behaviour(false, SuggestionSeverity.HIGH)
            .withAutoApplyCategories(List.of(SuggestionCategory.CONFIG)),
        SuggestionCategory.CONFIG,
        house -> assertThat(house.read("job.properties")).isEqualTo("size=2\n"));
  }

  @Test
  void securityIsNeverAppliedAloneUnlessItIsNamed() {
    reviewed(
        behaviour(true, SuggestionSeverity.CRITICAL),
        SuggestionCategory.SECURITY,
        house -> assertWaiting(house, BlockReason.SECURITY));
  }

  @Test
  void securityIsAppliedWhereItIsNamed() {
    reviewed(
        behaviour(true, SuggestionSeverity.CRITICAL)
            .withAutoApplyCategories(List.of(SuggestionCategory.SECURITY)),
        SuggestionCategory.SECURITY,
        house -> assertThat(house.read("job.properties")).isEqualTo("size=2\n"));
  }

  @Test
  void theSameSuggestionIsRefreshedAndNotDoubledAndARejectedOneIsSilentUntilItIsLifted() {
    reviewed(
        behaviour(false, SuggestionSeverity.HIGH),
        SuggestionCategory.CONFIG,
        house -> {
          long first = house.planned(SuggestionStatus.PENDING).row().id();
          again(house);
          assertThat(house.planned(SuggestionStatus.PENDING).row().id()).isEqualTo(first);

          house.admin().reject(first, "ben", "one is enough");
          again(house);
          assertThat(pendingWithPlan(house)).isZero();

          house.admin().lift(first);
          again(house);
          assertThat(house.planned(SuggestionStatus.PENDING).row().id()).isNotEqualTo(first);
        });
  }

  private static void again(House house) {
    house.tick(Duration.ofHours(1));
    house.healing.review(JOB, true);
    house.tick(Duration.ofSeconds(11));
  }

  private static long pendingWithPlan(House house) {
    return house.admin().suggestions(SuggestionStatus.PENDING).stream()
        .filter(entry -> entry.detail().plan() != null)
        .count();
  }

  /** Gives a recorded answer. */
  private static final class Recorded implements LanguageModel {
    private final Function<LanguagePrompt, LanguageReply> answer;
    private final List<LanguagePrompt> asked = new ArrayList<>();

    Recorded(Function<LanguagePrompt, LanguageReply> answer) {
      this.answer = answer;
    }

    @Override
    public String id() {
      return "acme.model";
    }

    @Override
    public LanguageReply ask(LanguagePrompt prompt) {
      asked.add(prompt);
      return answer.apply(prompt);
    }
  }

  private House asking(Recorded model) {
    House house = House.in(home).job(job(proactive(AT_THREE))).plugin(model).open();
    house.healing.review(JOB, true);
    house.tick(Duration.ofSeconds(1));
    return house;
  }

  @Test
  void aLanguageModelsAnswerBecomesPendingSuggestionsAndItsTokensAreKept() {
    String text =
        """
        Here is what I found {really}:
        ```json
        {"suggestions": [
          {"category": "performance", "severity": "low", "title": "Use ```fences``` and {braces}",
           "description": "a } in a string", "confidence": 0.7},
          {"category": "astrology", "severity": "low", "title": "Odd", "description": "unknown"}
        ]}
        ```
        """;
    try (House house = asking(new Recorded(p -> new LanguageReply(text, 321, "session-7")))) {
      HealingReview row = proactive(house).get(0);
      assertThat(row.status()).isEqualTo("completed");
      assertThat(row.aiTokensUsed()).isEqualTo(321);
      assertThat(house.admin().suggestions(SuggestionStatus.PENDING))
          .filteredOn(s -> s.row().title().contains("{braces}") || s.row().title().equals("Odd"))
          .extracting(s -> s.row().category())
          .containsExactlyInAnyOrder(SuggestionCategory.PERFORMANCE, SuggestionCategory.CONFIG);
    }
  }

  @Test
  void anAnswerWithoutJsonIsNoSuggestionAndNoFailure() {
    try (House house = asking(new Recorded(p -> new LanguageReply("All is well.", 5, null)))) {
      assertThat(proactive(house).get(0).status()).isEqualTo("completed");
      assertThat(proactive(house).get(0).aiTokensUsed()).isEqualTo(5);
    }
  }

  @Test
  void noAnswerFailsTheReview() {
    Recorded silent =
        new Recorded(
            p -> {
              throw new IllegalStateException("no connection");
            });
    try (House house = asking(silent)) {
      HealingReview row = proactive(house).get(0);
      assertThat(row.status()).isEqualTo("failed");
      assertThat(row.errorMessage()).contains("no connection");
    }
  }

  @Test
  void aModelThatIsRestedIsNoAnswerEither() {
    Recorded silent =
        new Recorded(
            p -> {
              throw new IllegalStateException("no connection");
            });
    try (House house = asking(silent)) {
      for (int i = 0; i < 3; i++) {
        house.healing.review(JOB, true);
        house.tick(Duration.ofSeconds(11));
      }
      assertThat(proactive(house)).hasSize(4).allMatch(row -> row.status().equals("failed"));
      assertThat(silent.asked).as("and it is left in peace").hasSize(3);
    }
  }

  @Test
  void aReviewWaitsWhileARepairOfTheSameJobIsJudged() {
    try (House house =
        House.in(home)
            .job(
                BrokenConfig.job(home, JOB)
                    .withSelfHealing(
                        proactive(AT_THREE)
                            .withRemediation(
                                HealingRemediationConfig.defaults()
                                    .withAllowedActions(List.of("edit_config")))))
            .open()) {
      BrokenConfig.happen(house, JOB);
      assertThat(house.admin().actions()).hasSize(1);
      house.healing.review(JOB, true);
      house.tick(Duration.ofSeconds(11));
      assertThat(kinds(house, "proactive")).isZero();
      assertThat(house.admin().why(JOB)).contains(BlockReason.BUSY.sentence());

      house.tick(Duration.ofMinutes(2)).run(JOB).ticks(4, Duration.ofSeconds(61));

      assertThat(house.admin().incidents()).isEmpty();
      assertThat(kinds(house, "proactive")).as("and then it takes place").isEqualTo(1);
    }
  }
}
