package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What comes of the suggestions of reviews. */
class ReviewSuggestionsTest extends ReviewedHouse {
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
          .withModelUse(12, "session-7")
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

  @Test
  void dailyReviewsOfAFewRunsEachStillTellThatTheRunsTakeLonger() {
    try (House house = House.in(home).job(job(proactive(AT_THREE))).open()) {
      for (int day = 0; day < 6; day++) {
        house.run(JOB, Duration.ofMinutes(10 + 3 * day)).tick(Duration.ofHours(8));
        house.run(JOB, Duration.ofMinutes(11 + 3 * day)).tick(Duration.ofHours(8));
        house.run(JOB, Duration.ofMinutes(12 + 3 * day)).tick(Duration.ofHours(7));
        house.tick(Duration.ofSeconds(30));
      }
      assertThat(proactive(house)).hasSizeGreaterThan(3).allMatch(r -> r.runsAnalyzed() < 10);
      assertThat(house.admin().suggestions(SuggestionStatus.PENDING))
          .extracting(entry -> entry.row().title())
          .contains("The runs of report take longer and longer");
    }
  }

  @Test
  void anActionNamesTheSessionOfTheLanguageModelThatTookPart() {
    reviewed(
        behaviour(true, SuggestionSeverity.HIGH),
        SuggestionCategory.CONFIG,
        house ->
            assertThat(house.admin().actions())
                .singleElement()
                .satisfies(a -> assertThat(a.row().aiSessionKey()).isEqualTo("session-7")));
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
}
