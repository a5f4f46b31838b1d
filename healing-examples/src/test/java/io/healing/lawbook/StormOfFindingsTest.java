package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.store.Page;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand failures within a second: one incident a cause, and the bounds hold. */
class StormOfFindingsTest {
  private static final int FAILURES = 10_000;
  private static final int JOBS = 40;
  private static final int SHARING = 30;
  private static final int MOST = 4;
  private static final String SHARED = "datasource:orders";
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Until every monitor has looked at what happened. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  @TempDir Path home;

  private static String job(int number) {
    return "job" + number;
  }

  private House house(int queue) {
    SelfHealingConfig healed =
        SelfHealingConfig.defaults()
            .withEnabled(true)
            .withRemediation(HealingRemediationConfig.defaults());
    House.Plan plan = House.in(home).root(root -> root.withLimits(limits(root.limits(), queue)));
    for (int i = 0; i < JOBS; i++) {
      JobDefinition job = JobDefinition.of(job(i));
      JobDefinition used = i < SHARING ? job.withUses(Set.of(SHARED)) : job;
      plan.job(JobConfig.of(used).withSelfHealing(healed));
    }
    return plan.plugin(new RunAgain()).open();
  }

  /** Sure that every sick job should run again, so that only the bounds hold it back. */
  private static final class RunAgain implements Analyzer {
    @Override
    public String id() {
      return "test.run-again";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      if (!request.subject().isJob() || request.proactive()) {
        return Analysis.none();
      }
      Proposal again =
          Proposal.of("Run it again", "It would help.", SuggestionCategory.RELIABILITY)
              .withConfidence(1)
              .withRequest(
                  ActionRequest.of(ActionType.RESTART_JOB, Target.job(request.subject().name())));
      return Analysis.none()
          .withHypothesis(Hypothesis.of("It passes", 1.0, new Evidence("host", "it is known")))
          .withProposal(again);
    }
  }

  private static LimitsConfig limits(LimitsConfig given, int queue) {
    LimitsConfig queued = Changed.in(given, "eventQueue", queue);
    LimitsConfig wide = Changed.in(queued, "blastRadiusSubjects", FAILURES);
    return Changed.in(wide, "actionsPerHour", MOST);
  }

  /** Those that share the data source lose it; each of the others has a trouble of its own. */
  private static void breakAll(House house) {
    for (int i = 0; i < JOBS; i++) {
      boolean sharing = i < SHARING;
      String words = sharing ? "Connection to orders refused" : "no page " + i;
      house.runner.does(
          job(i),
          log -> {
            throw thrown(sharing ? new ConnectException(words) : new IllegalStateException(words));
          });
    }
  }

  /** As it is thrown below a runner's own few frames, not those of a test. */
  private static Exception thrown(Exception trouble) {
    StackTraceElement[] stack = new StackTraceElement[5];
    for (int i = 0; i < stack.length; i++) {
      stack[i] = new StackTraceElement("com.acme.Client", "call" + (char) ('a' + i), null, i);
    }
    trouble.setStackTrace(stack);
    return trouble;
  }

  /** All the failures are told within one second of the clock, in that many turns of the loop. */
  private static void storm(House house, int turns) {
    breakAll(house);
    Duration each = SECOND.dividedBy(turns);
    for (int turn = 0; turn < turns; turn++) {
      for (int i = turn; i < FAILURES; i += turns) {
        house.runner.execute(job(i % JOBS), RunTrigger.SCHEDULED);
      }
      house.tick(each);
    }
  }

  private static List<Incident> failed(House house) {
    return house.admin().incidents().stream()
        .filter(incident -> incident.findingId().equals("job.failed"))
        .toList();
  }

  private static Incident stormOf(House house) {
    List<Incident> storms =
        house.admin().incidents().stream()
            .filter(incident -> incident.findingId().equals("host.storm"))
            .toList();
    assertThat(storms).hasSize(1);
    return storms.get(0);
  }

  private static int storedRuns(House house) {
    return IntStream.range(0, JOBS).map(i -> house.runs(job(i)).size()).sum();
  }

  private static void isGrouped(House house) {
    List<Incident> sick = failed(house);
    Incident storm = stormOf(house);
    assertThat(sick).extracting(i -> i.subject().name()).doesNotHaveDuplicates().hasSize(JOBS);
    assertThat(sick).extracting(Incident::causeId).containsOnly(storm.id());
    assertThat(storm.evidence())
        .containsEntry("resource", SHARED)
        .containsEntry("count", Integer.toString(JOBS));
    assertThat(house.admin().incidents())
        .as("each trouble of a job once, however often it was told")
        .extracting(incident -> incident.subject().name() + " " + incident.findingId())
        .doesNotHaveDuplicates();
  }

  private static void isWithinTheRate(House house) {
    List<Instant> begun =
        house.store.actions().page(Page.newest(1_000)).stream()
            .map(action -> action.row().createdAt())
            .sorted()
            .toList();
    assertThat(begun.size())
        .as("the bound was reached when the storm was over: %s", house.admin().why(job(0)))
        .isGreaterThanOrEqualTo(MOST);
    for (int i = MOST; i < begun.size(); i++) {
      assertThat(Duration.between(begun.get(i - MOST), begun.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofHours(1));
    }
  }

  @Test
  void withTheDefaultQueueNothingIsLostAndTheCausesAreGroupedUnderOneIncident() {
    int queue = LimitsConfig.defaults().eventQueue();
    try (House house = house(queue)) {
      house.tick(SECOND);
      storm(house, 4);
      house.tick(LOOK);

      assertThat(house.healing.status().eventsDropped()).isZero();
      assertThat(storedRuns(house)).isEqualTo(FAILURES);
      isGrouped(house);
      assertThat(house.admin().actions()).as("none while it blows").isEmpty();
      keepsNothingMore(house);

      house.ticks(20, FIVE_MINUTES);
      isWithinTheRate(house);
      assertThat(house.admin().incidents()).noneMatch(i -> i.findingId().equals("events.dropped"));
    }
  }

  @Test
  void withAQueueOfAHundredEveryDropIsCountedInAFindingAndEveryCauseIsSeen() {
    try (House house = house(100)) {
      house.tick(SECOND);
      storm(house, 1);
      house.tick(LOOK);

      long dropped = house.healing.status().eventsDropped();
      assertThat(dropped).isGreaterThan(FAILURES - 200);
      assertThat(dropped + storedRuns(house)).as("every run").isGreaterThanOrEqualTo(FAILURES);
      isGrouped(house);
      Incident told = drops(house);
      assertThat(told.evidence())
          .containsEntry("dropped", Long.toString(dropped))
          .containsEntry("event_queue", "100");
      assertThat(told.message()).contains(dropped + " runs").contains("100 events");
      assertThat(told.hint()).contains("limits.event_queue");

      house.ticks(3, MINUTE);
      assertThat(house.admin().incidents()).noneMatch(i -> i.findingId().equals("events.dropped"));
      house.ticks(20, FIVE_MINUTES);
      isWithinTheRate(house);
    }
  }

  private static Incident drops(House house) {
    return house.admin().incidents().stream()
        .filter(incident -> incident.findingId().equals("events.dropped"))
        .findFirst()
        .orElseThrow();
  }

  /** A second storm of the same causes finds room in what the first one made. */
  private static void keepsNothingMore(House house) {
    List<String> first = failed(house).stream().map(Incident::id).toList();
    int suggestions = house.store.suggestions().pending();
    long words = evidence(house);
    storm(house, 1);
    house.tick(LOOK);

    assertThat(failed(house)).extracting(Incident::id).containsExactlyInAnyOrderElementsOf(first);
    assertThat(house.store.suggestions().pending()).isEqualTo(suggestions);
    assertThat(evidence(house)).as("characters of evidence").isLessThan(2 * words + 10_000);
    assertThat(house.store.journal().open()).isEmpty();
    assertThat(house.store.reviews().running()).isEmpty();
  }

  /** How many characters the incidents that have not ended hold. */
  private static long evidence(House house) {
    return house.admin().incidents().stream()
        .mapToLong(i -> i.evidence().toString().length())
        .sum();
  }
}
