package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MissedMonitorTest {
  private static final Subject JOB = Subject.job("nightly");
  private static final Instant EXPECTED = Watch.START;
  private static final Duration GRACE = Duration.ofMinutes(5);

  private final Watch watch = new Watch(new MissedMonitor(Duration.ofSeconds(30)));

  private static JobDefinition hourly(JobDefinition job) {
    return job.withSchedule(JobSchedule.every(Duration.ofHours(1))).withStartGrace(GRACE);
  }

  private static Sample owed() {
    return Sample.job("nightly").defined(MissedMonitorTest::hourly).expected(EXPECTED);
  }

  private static JobSnapshot late() {
    return owed().seen();
  }

  @Test
  void withinItsGraceNothingIsMissed() {
    Observation seen = watch.after(GRACE).idle(late());

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.clear()).isEmpty();
  }

  @Test
  void afterItsGraceTheStartIsMissedAndSaidAtEveryLook() {
    Finding first = Watch.only(watch.after(GRACE.plusMillis(1)).idle(late()));
    Finding second = Watch.only(watch.after(Duration.ofHours(5)).idle(late()));

    assertThat(first.id()).isEqualTo("job.missed");
    assertThat(first.severity()).isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(first.message())
        .isEqualTo("nightly should have started by " + EXPECTED + " and did not");
    assertThat(first.evidence())
        .containsEntry("grace", "5 min")
        .containsEntry("schedule", "every PT1H");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aJobHasItsOwnGrace() {
    JobSnapshot patient =
        owed().defined(job -> hourly(job).withStartGrace(Duration.ofMinutes(6))).seen();

    assertThat(watch.after(GRACE.plusMillis(1)).idle(patient).findings()).isEmpty();
  }

  @Test
  void manyMissedStartsAreOneFindingWithTheirNumber() {
    JobSnapshot job =
        owed()
            .last(Sample.run(RunOutcome.SUCCESS))
            .expected(EXPECTED.plusSeconds(4 * 3_600))
            .seen();
    watch.after(Duration.ofHours(4)).after(GRACE.plusMillis(1));
    Finding finding = Watch.only(watch.idle(job));

    assertThat(finding.message()).endsWith("; 4 starts were missed");
    assertThat(finding.severity()).isEqualTo(ErrorSeverity.HIGH);
    assertThat(finding.evidence()).containsEntry("missed", "4");
  }

  @Test
  void aRunThatGoesOnOrNothingOwedIsClearWhenItChanged() {
    JobSnapshot running = owed().running(1, Watch.START, RunTrigger.SCHEDULED).seen();
    JobSnapshot nothing = owed().expected(null).seen();
    watch.after(Duration.ofHours(1));

    assertThat(watch.changed(running).clear()).containsExactly(JOB);
    assertThat(watch.changed(nothing).clear()).containsExactly(JOB);
    assertThat(watch.idle(nothing).clear()).isEmpty();
  }

  @Test
  void aSilencedTaskIsToldAsSilencedNotAsMissed() {
    JobSnapshot silenced = owed().silencedBy(new RunError("x.Y", "z", "")).seen();
    Observation seen = watch.after(Duration.ofHours(1)).changed(silenced);

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.noData()).containsOnlyKeys(JOB);
  }

  @Test
  void afterALongPauseTheRunnerIsGivenTimeBeforeAStartCountsAsMissed() {
    Observation woken = watch.after(Duration.ofHours(8)).idle(late());
    Observation still = watch.after(Duration.ofSeconds(59)).idle(late());
    Observation missed = watch.after(Duration.ofSeconds(1)).idle(late());

    assertThat(woken.findings()).isEmpty();
    assertThat(woken.noData().get(JOB)).contains("nobody looked");
    assertThat(still.findings()).isEmpty();
    assertThat(missed.findings()).hasSize(1);
  }

  @Test
  void aPauseIsSeenFromTwoLooksAfterTheGraceOn() {
    assertThat(watch.after(GRACE.plusSeconds(60)).idle(late()).findings()).hasSize(1);
    Watch other = new Watch(new MissedMonitor(Duration.ofSeconds(30)));
    assertThat(other.after(GRACE.plusMillis(60_001)).idle(late()).findings()).isEmpty();
  }

  @Test
  void whoStartsAfterThePauseIsNeverTold() {
    watch.after(Duration.ofHours(8)).idle(late());
    JobSnapshot started =
        owed().expected(null).running(1, watch.now(), RunTrigger.SCHEDULED).seen();

    assertThat(watch.after(Duration.ofSeconds(30)).changed(started).clear()).containsExactly(JOB);
    assertThat(watch.after(Duration.ofHours(8)).idle(late()).findings()).isEmpty();
  }

  @Test
  void aShortGraceIsNotMadeLongerThanItIs() {
    JobSnapshot hasty =
        owed().defined(job -> hourly(job).withStartGrace(Duration.ofSeconds(10))).seen();
    watch.after(Duration.ofHours(8)).idle(hasty);

    assertThat(watch.after(Duration.ofSeconds(10)).idle(hasty).findings()).hasSize(1);
  }
}
