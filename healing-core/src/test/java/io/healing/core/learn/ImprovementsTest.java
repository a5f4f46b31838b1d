package io.healing.core.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.HeldClock;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.act.VerificationState;
import io.healing.api.config.LearningConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.diagnose.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Healing proposes to be set otherwise for itself, each rule at its bounds. */
class ImprovementsTest {
  private static final Instant NOON = Samples.NOON;
  private static final Function<String, List<HealthMetric>> NO_SAMPLES = name -> List.of();
  private static final RootConfig ROOT = RootConfig.defaults();

  private static List<Proposal> improvements(OwnFigures figures) {
    return new Learning(LearningConfig.defaults(), HeldClock.at(NOON)).improvements(figures);
  }

  private static OwnFigures incidents(
      List<Incident> incidents, Function<String, List<HealthMetric>> samples) {
    return new OwnFigures(ROOT, incidents, List.of(), List.of(), Map.of(), samples);
  }

  private static OwnFigures trials(List<Trial> trials) {
    return new OwnFigures(ROOT, List.of(), trials, List.of(), Map.of(), NO_SAMPLES);
  }

  private static List<String> changes(List<Proposal> proposals) {
    return proposals.stream().map(p -> p.suggestedChange().orElse("")).toList();
  }

  private static Incident cpu(int from, int seconds) {
    Finding finding =
        Finding.of("host.cpu", Subject.host(), "The processors are busy")
            .withEvidence("value", "91.5");
    return Incident.open("i-1", "healing.cpu", "f", finding, NOON.plusSeconds(from))
        .ended(IncidentEnd.RECOVERED, NOON.plusSeconds(from + seconds));
  }

  private static List<Incident> alarms(int count, int seconds) {
    List<Incident> alarms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      alarms.add(cpu(i * 100_000, seconds));
    }
    return alarms;
  }

  private static Function<String, List<HealthMetric>> samples(String metric, double... values) {
    List<HealthMetric> all = new ArrayList<>();
    for (double value : values) {
      all.add(new HealthMetric("m", metric, value, null, null, HealthStatus.HEALTHY, NOON));
    }
    return name -> name.equals(metric) ? all : List.of();
  }

  @ParameterizedTest
  @CsvSource({"4,120,false", "5,120,true", "5,121,false"})
  void fiveAlarmsThatEndedByThemselvesWithinTwiceTheSettleTimeAreFalse(
      int count, int seconds, boolean proposes) {
    List<String> changes = changes(improvements(incidents(alarms(count, seconds), NO_SAMPLES)));
    assertThat(changes)
        .isEqualTo(
            proposes ? List.of("self_healing.error_detection.threshold_cpu: 91.5") : List.of());
  }

  @Test
  void theProposedThresholdIsTheNinetyNinthPercentileOfTheStoredSamples() {
    double[] values = new double[200];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 2.0;
    }
    List<Proposal> all = improvements(incidents(alarms(6, 60), samples("cpu_usage", values)));
    assertThat(changes(all)).containsExactly("self_healing.error_detection.threshold_cpu: 98.5");
    assertThat(all.get(0).description())
        .contains("6 incidents host.cpu ended by themselves within 2 min")
        .contains("Of 200 values 99 % are at most 98.5")
        .contains("now 80");
    assertThat(all.get(0).request()).as("nothing that a program could do").isEmpty();
  }

  @Test
  void noLowerThresholdIsProposedAndNoneForWhatWeMended() {
    double[] low = new double[200];
    assertThat(improvements(incidents(alarms(9, 60), samples("cpu_usage", low)))).isEmpty();
    List<Incident> mended =
        alarms(9, 60).stream()
            .map(one -> Incident.open("i-2", "m", "f", Samples.finding("report"), one.detectedAt()))
            .toList();
    assertThat(improvements(incidents(mended, NO_SAMPLES))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2,60,false", "3,60,true", "3,120,true", "3,121,false"})
  void anIncidentThatReturnsThreeTimesTooSoonWantsALongerSettleTime(
      int returns, int gap, boolean proposes) {
    List<Incident> same = new ArrayList<>();
    for (int i = 0; i <= returns; i++) {
      same.add(cpu(i * (200 + gap), 200));
    }
    List<Proposal> all = improvements(incidents(same, NO_SAMPLES));
    assertThat(!all.isEmpty()).isEqualTo(proposes);
    if (proposes) {
      assertThat(changes(all))
          .singleElement()
          .asString()
          .startsWith("self_healing.limits.settle_time: ");
      assertThat(all.get(0).description()).contains("3 times, of 1 troubles");
    }
  }

  private static Trial trial(
      String type, VerificationState state, int attempt, long ms, String words) {
    return new Trial(
        type,
        null,
        null,
        new Repair(state, Duration.ZERO, attempt, 3),
        Duration.ofMillis(ms),
        ms >= 300_000 && state != VerificationState.VERIFIED,
        words);
  }

  private static List<Trial> many(int count, Trial trial) {
    return Collections.nCopies(count, trial);
  }

  @ParameterizedTest
  @CsvSource({"2,false", "3,true"})
  void aLimitThatIsPassedThreeTimesIsProposedToBeDoubled(int times, boolean proposes) {
    Trial late =
        trial(
            "run_command", VerificationState.INEFFECTIVE, 1, 300_000, "it did not end within PT5M");
    assertThat(changes(improvements(trials(many(times, late)))))
        .isEqualTo(proposes ? List.of("self_healing.limits.command_timeout: 10m") : List.of());
  }

  @Test
  void aTimeoutThatOnlyTheProofSpeaksOfPassedNoLimit() {
    Trial quick =
        trial(
            "adjust_timeout",
            VerificationState.INEFFECTIVE,
            1,
            5,
            "afterwards still found: net.endpoint, db:5432 gave no answer: connection timeout");
    assertThat(improvements(trials(many(9, quick)))).isEmpty();
  }

  private static OwnFigures procedures(int count, double ms) {
    double[] times = new double[count];
    Arrays.fill(times, ms);
    return incidents(List.of(), samples("procedure_time_ms", times));
  }

  @ParameterizedTest
  @CsvSource({
    "19,1000,''",
    "20,1000,1m",
    "20,59999,5m",
    "20,60000,''",
    "2,600000,''",
    "3,599999,''",
    "3,600000,20m"
  })
  void whatBoundsAWholeProcedureIsHeldAgainstWholeProcedures(int count, long ms, String next) {
    assertThat(changes(improvements(procedures(count, ms))))
        .isEqualTo(
            next.isEmpty()
                ? List.of()
                : List.of("self_healing.recovery.recovery_timeout: " + next));
    Trial quick = trial("edit_config", VerificationState.VERIFIED, 1, 5, "");
    assertThat(improvements(trials(many(30, quick)))).as("changes alone say nothing").isEmpty();
  }

  @Test
  void theLimitOfALookIsNeverProposedBelowWhatTheBuiltInMonitorsWaitFor() {
    double[] quick = new double[30];
    Map<String, Duration> monitors = Map.of("a", Duration.ofSeconds(30));
    OwnFigures figures =
        new OwnFigures(
            ROOT, List.of(), List.of(), List.of(), monitors, samples("monitor_time_ms/a", quick));
    assertThat(changes(improvements(figures)))
        .containsExactly("self_healing.limits.check_timeout: 7s");
  }

  @Test
  void theStreamOfTheEndpointThatRaisedTheAlarmsTellsTheThreshold() {
    List<Incident> alarms = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Finding slow =
          Finding.of("http.endpoint", Subject.environment("endpoint/http://a/b"), "slow")
              .withEvidence("value", "2100");
      alarms.add(
          Incident.open("i-1", "m", "f", slow, NOON.plusSeconds(i * 100_000L))
              .ended(IncidentEnd.RECOVERED, NOON.plusSeconds(i * 100_000L + 60)));
    }
    double[] values = new double[200];
    Arrays.fill(values, 2_500);
    OwnFigures figures = incidents(alarms, samples("response_time_ms/http://a/b", values));
    assertThat(changes(improvements(figures)))
        .containsExactly("self_healing.error_detection.threshold_response_time: 2500");
  }

  @Test
  void monitorsThatPassTheirLimitWantALongerOne() {
    Finding slow =
        Finding.of(
            "plugin.failed", Subject.plugin("healing.cpu"), "It did not end within 10000 ms");
    List<Incident> three =
        List.of(
            Incident.open("i-1", "m", "f1", slow, NOON),
            Incident.open("i-2", "m", "f2", slow, NOON.plusSeconds(9_000)),
            Incident.open("i-3", "m", "f3", slow, NOON.plusSeconds(18_000)));
    Map<String, Duration> monitors = Map.of("healing.cpu", Duration.ofSeconds(30));
    OwnFigures figures = new OwnFigures(ROOT, three, List.of(), List.of(), monitors, NO_SAMPLES);
    assertThat(changes(improvements(figures)))
        .containsExactly("self_healing.limits.check_timeout: 20s");
  }

  @ParameterizedTest
  @CsvSource({"0,10,true", "5,10,false", "0,9,false"})
  void secondAttemptsThatHelpMuchMoreOftenWantALaterFirstOne(
      int firstHelped, int tries, boolean proposes) {
    List<Trial> all = new ArrayList<>();
    for (int i = 0; i < tries; i++) {
      VerificationState first =
          i < firstHelped ? VerificationState.VERIFIED : VerificationState.INEFFECTIVE;
      all.add(trial("restart_job", first, 1, 60_000, ""));
      all.add(trial("restart_job", VerificationState.VERIFIED, 2, 60_000, ""));
    }
    List<Proposal> proposals = improvements(trials(all));
    assertThat(changes(proposals))
        .isEqualTo(
            proposes ? List.of("plugins.healing.outside_failure.first_delay: 15m") : List.of());
  }

  @ParameterizedTest
  @CsvSource({"300,''", "301,31", "900,90"})
  void looksThatTakeMoreThanAHundredthOfTheTimeAreToComeMoreSeldom(double ms, String next) {
    Map<String, Duration> monitors = Map.of("a", Duration.ofSeconds(30));
    OwnFigures figures =
        new OwnFigures(
            ROOT, List.of(), List.of(), List.of(), monitors, samples("monitor_time_ms/a", ms, ms));
    assertThat(changes(improvements(figures)))
        .isEqualTo(
            next.isEmpty()
                ? List.of()
                : List.of("self_healing.error_detection.monitoring_interval: " + next));
  }

  @ParameterizedTest
  @CsvSource({"15,15,false", "16,16,true", "16,17,false", "40,41,true"})
  void whatPeopleApprovedAndWhatHelpedLowersTheBar(int helped, int approved, boolean proposes) {
    List<OwnFigures.Approved> all = new ArrayList<>();
    for (int i = 0; i < approved; i++) {
      all.add(new OwnFigures.Approved(0.62 + i / 1_000.0, i < helped));
    }
    all.add(new OwnFigures.Approved(0.8, false));
    OwnFigures figures = new OwnFigures(ROOT, List.of(), List.of(), all, Map.of(), NO_SAMPLES);
    assertThat(changes(improvements(figures)))
        .isEqualTo(
            proposes ? List.of("self_healing.learning.confidence_threshold: 0.62") : List.of());
  }

  @Test
  void withContinuousImprovementOffNothingIsProposed() {
    Learning off =
        new Learning(
            LearningConfig.defaults().withContinuousImprovement(false), HeldClock.at(NOON));
    assertThat(off.improvements(incidents(alarms(9, 60), NO_SAMPLES))).isEmpty();
  }
}
