package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.SlaConfig;
import io.healing.api.job.SlaHealth;
import io.healing.api.job.SlaReport;
import io.healing.api.job.SlaStatus;
import io.healing.api.job.SlaViolation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlaMonitorTest {
  private static final SlaViolation WENT_WRONG = SlaViolation.ofRun(1, "The run of x went wrong");
  private static final Subject JOB = Subject.job("nightly");
  private static final SlaConfig ON = SlaConfig.defaults().withEnabled(true);
  private static final SlaConfig TIMED = ON.withMaxDuration(60);

  private final Watch watch = new Watch(new SlaMonitor(Duration.ofSeconds(30)));

  private static SlaReport report(
      SlaConfig config, double score, SlaStatus last, SlaViolation... broken) {
    SlaHealth health = score < 90 ? SlaHealth.CRITICAL : SlaHealth.HEALTHY;
    return new SlaReport(
        config, health, score, score, 100, 100, 10, 1, 1, "stable", last, List.of(broken));
  }

  private static SlaReport empty(SlaConfig config) {
    return new SlaReport(
        config,
        SlaHealth.NO_DATA,
        100,
        100,
        100,
        100,
        0,
        0,
        0,
        "stable",
        SlaStatus.NO_SLA,
        List.of());
  }

  private static JobSnapshot ended(RunTrigger trigger) {
    return Sample.job("nightly").last(Sample.ran(RunOutcome.FAILURE).trigger(trigger).run()).seen();
  }

  private Observation look(SlaReport report) {
    return watch.agreement(id -> report).changed(ended(RunTrigger.SCHEDULED));
  }

  private static JobSnapshot running(RunTrigger trigger) {
    return Sample.job("nightly").running(9, Watch.START, trigger).seen();
  }

  @ParameterizedTest
  @CsvSource({
    "89.9, FAIL, true",
    "89.9, PARTIAL, true",
    "89.9, PASS, false",
    "89.9, NO_SLA, false",
    "90.0, FAIL, false",
    "90.1, FAIL, false"
  })
  void aRunThatDidNotPassBelowTheAlertThresholdIsABreach(
      double score, SlaStatus last, boolean told) {
    Observation seen = look(report(ON, score, last, WENT_WRONG));

    assertThat(!seen.findings().isEmpty()).isEqualTo(told);
    assertThat(seen.clear().isEmpty()).isEqualTo(told);
  }

  @Test
  void aBreachSaysWhatBrokeItAndHowTheScoreStands() {
    Finding finding = Watch.only(look(report(ON, 42, SlaStatus.FAIL, WENT_WRONG)));

    assertThat(finding.id()).isEqualTo("job.sla");
    assertThat(finding.severity()).isEqualTo(ErrorSeverity.HIGH);
    assertThat(finding.message())
        .isEqualTo("nightly breaks its service level: The run of x went wrong");
    assertThat(finding.evidence())
        .containsEntry("score", "42.0")
        .containsEntry("alert_threshold", "90.0")
        .containsEntry("violations", "The run of x went wrong");
  }

  @Test
  void withoutAnAgreementOrWithoutAlertsNothingIsTold() {
    SlaConfig quiet = new SlaConfig(true, 95, 300, 60, null, null, "7d", false, 90);

    assertThat(look(report(SlaConfig.defaults(), 0, SlaStatus.FAIL)).clear()).containsExactly(JOB);
    assertThat(look(report(quiet, 0, SlaStatus.FAIL)).clear()).containsExactly(JOB);
  }

  @Test
  void failuresInARowAndTheErrorBudgetAreBrokenWhateverTheScore() {
    Finding finding =
        Watch.only(
            look(
                report(
                    ON,
                    99,
                    SlaStatus.PASS,
                    SlaViolation.ofJob("4 runs in a row went wrong, 3 are accepted"))));

    assertThat(finding.severity()).isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(finding.message()).endsWith("4 runs in a row went wrong, 3 are accepted");
  }

  @Test
  void withoutRunsThereIsNoDataAndNotZeroPercent() {
    Observation seen = look(empty(ON));

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.noData()).containsOnlyKeys(JOB);
  }

  @Test
  void aRunThatAPersonBeganDoesNotBreakIt() {
    watch.agreement(id -> report(ON, 10, SlaStatus.FAIL));

    assertThat(watch.changed(ended(RunTrigger.MANUAL)).noData()).containsOnlyKeys(JOB);
  }

  @Test
  void aJobThatDidNotChangeIsNotAskedFor() {
    assertThat(watch.idle(ended(RunTrigger.SCHEDULED)).findings()).isEmpty();
  }

  @Test
  void aRunThatGoesOnTooLongIsToldWhileItGoesOn() {
    watch.agreement(id -> report(TIMED, 95, SlaStatus.PASS));
    assertThat(watch.changed(running(RunTrigger.SCHEDULED)).clear()).containsExactly(JOB);
    watch.agreement(id -> report(TIMED, 91, SlaStatus.PASS));

    assertThat(watch.after(Duration.ofSeconds(60)).idle(running(RunTrigger.SCHEDULED)).findings())
        .isEmpty();
    Finding finding =
        Watch.only(watch.after(Duration.ofMillis(1)).idle(running(RunTrigger.SCHEDULED)));
    assertThat(finding.message()).contains("goes on, 60 s are allowed");
    assertThat(finding.evidence()).containsEntry("score", "89.2");
    Finding again =
        Watch.only(watch.after(Duration.ofSeconds(30)).idle(running(RunTrigger.SCHEDULED)));
    assertThat(again).isEqualTo(finding);
  }

  @Test
  void aRunThatGoesOnTooLongButLeavesTheScoreHighIsNotTold() {
    watch.agreement(id -> report(TIMED, 95, SlaStatus.PASS));
    watch.changed(running(RunTrigger.SCHEDULED));

    assertThat(watch.after(Duration.ofSeconds(61)).idle(running(RunTrigger.SCHEDULED)).clear())
        .containsExactly(JOB);
  }

  @Test
  void theFirstRunEverCountsTooWhenItGoesOnTooLong() {
    watch.agreement(id -> empty(TIMED));
    watch.changed(running(RunTrigger.SCHEDULED));
    Finding finding =
        Watch.only(watch.after(Duration.ofSeconds(61)).idle(running(RunTrigger.SCHEDULED)));

    assertThat(finding.evidence()).containsEntry("score", "80.0");
  }

  @Test
  void aRunOfAPersonThatGoesOnTooLongDoesNotCount() {
    watch.agreement(id -> empty(TIMED));
    watch.changed(running(RunTrigger.MANUAL));

    assertThat(watch.after(Duration.ofSeconds(61)).idle(running(RunTrigger.MANUAL)).findings())
        .isEmpty();
  }

  @Test
  void anAgreementThatIsLiftedIsForgotten() {
    watch.agreement(id -> empty(TIMED));
    watch.changed(running(RunTrigger.SCHEDULED));
    watch.agreement(id -> empty(SlaConfig.defaults()));
    assertThat(watch.after(Duration.ofSeconds(61)).changed(running(RunTrigger.SCHEDULED)).clear())
        .containsExactly(JOB);
    watch.agreement(
        id -> {
          throw new IllegalStateException("asked");
        });

    assertThat(watch.idle(running(RunTrigger.SCHEDULED)).noData()).isEmpty();
  }
}
