package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureMonitorsTest {
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Subject JOB = Subject.job("nightly");
  private static final RunError TIMEOUT =
      new RunError(
          "java.net.SocketTimeoutException",
          "Read timed out after 3000 ms\nsecond line",
          """
          at java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:288)
          at app//com.acme.Orders.read(Orders.java:12)
          at com.acme.Nightly.run(Nightly.java:7)
          at java.base/java.lang.Thread.run(Thread.java:840)
          """);

  private static JobSnapshot nightly(JobRun last) {
    return Sample.job("nightly").last(last).seen();
  }

  private static Observation failed(JobSnapshot... jobs) {
    return new Watch(new FailedMonitor(EVERY, true)).changed(jobs);
  }

  private static Finding failure(Sample.Ran run) {
    return Watch.only(failed(nightly(run.run())));
  }

  @Test
  void aFailedRunIsTold() {
    Finding finding = failure(Sample.ran(RunOutcome.FAILURE).error(TIMEOUT));

    assertThat(finding.id()).isEqualTo("job.failed");
    assertThat(finding.subject()).isEqualTo(JOB);
    assertThat(finding.severity()).isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(finding.type()).isEqualTo(ErrorType.NETWORK_TIMEOUT);
    assertThat(finding.message())
        .isEqualTo(
            "The last run of nightly failed: java.net.SocketTimeoutException: "
                + "Read timed out after 3000 ms");
    assertThat(finding.hint()).isNotBlank();
    assertThat(finding.evidence())
        .containsEntry("error_type", "java.net.SocketTimeoutException")
        .containsEntry("frames", "com.acme.Orders.read\ncom.acme.Nightly.run")
        .containsEntry("run", "7")
        .doesNotContainKey("exit_code")
        .doesNotContainKey("log");
  }

  @Test
  void onlyASuccessClearsIt() {
    assertThat(failed(nightly(Sample.run(RunOutcome.SUCCESS))).clear()).containsExactly(JOB);
  }

  @ParameterizedTest
  @EnumSource(
      value = RunOutcome.class,
      names = {"CANCELLED", "ORPHANED", "UNKNOWN"})
  void anyOtherEndIsNoDataForIt(RunOutcome outcome) {
    Observation seen = failed(nightly(Sample.run(outcome)));

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.clear()).isEmpty();
    assertThat(seen.noData()).containsOnlyKeys(JOB);
  }

  @Test
  void aFailureThatItsRunnerWillTryAgainIsNotTold() {
    Observation seen =
        failed(nightly(Sample.ran(RunOutcome.FAILURE).error(TIMEOUT).retryPending().run()));

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.noData().get(JOB)).contains("will try again");
  }

  private static JobSnapshot logged(long id, RunOutcome outcome, String log) {
    Sample.Ran run = Sample.ran(outcome).id(id).log(log);
    return nightly(outcome == RunOutcome.FAILURE ? run.error(TIMEOUT).run() : run.run());
  }

  @Test
  void whatIsNewInTheLogOfAFailedRunIsToldAsLongAsItIsTheLast() {
    Watch watch = new Watch(new FailedMonitor(EVERY, true));
    watch.changed(logged(1, RunOutcome.SUCCESS, "read 3 rows"));
    JobSnapshot failed = logged(2, RunOutcome.FAILURE, "read 5 rows\nlost row 7 of /data/a");

    Finding first = Watch.only(watch.changed(failed));

    assertThat(first.evidence())
        .containsEntry(
            "log_new", "new since the good run of 2026-03-01T11:50:00Z: lost row <*> of <*> (once)")
        .doesNotContainKeys("log_recurring", "log_burst");
    assertThat(Watch.only(watch.changed(failed)).evidence()).isEqualTo(first.evidence());
  }

  @Test
  void aSuccessWhoseLogIsUnusualIsToldAsThatAndNotAsAFailure() {
    Watch watch = new Watch(new FailedMonitor(EVERY, true));
    for (int id = 1; id <= 5; id++) {
      Observation seen = watch.changed(logged(id, RunOutcome.SUCCESS, "read 3 rows"));
      assertThat(seen.clear()).containsExactly(JOB);
    }
    JobSnapshot odd = logged(6, RunOutcome.SUCCESS, "read 5 rows\nWARN lost row 7\nWARN slow");

    Finding told = Watch.only(watch.changed(odd));

    assertThat(told.id()).isEqualTo("job.unusual_log");
    assertThat(told.severity()).isEqualTo(ErrorSeverity.LOW);
    assertThat(told.message())
        .contains("ended well")
        .contains("0 in a usual run: WARN lost row <*> (once); and 1 more");
    assertThat(told.evidence().get("log_new").lines()).hasSize(2);
    assertThat(Watch.only(watch.changed(odd))).isEqualTo(told);
    assertThat(watch.changed(logged(7, RunOutcome.SUCCESS, "read 3 rows")).clear())
        .containsExactly(JOB);
  }

  @Test
  void withoutPatternsNothingIsSaidOrKeptOfTheLog() {
    Watch watch = new Watch(new FailedMonitor(EVERY, false));

    assertThat(watch.changed(logged(1, RunOutcome.SUCCESS, "read 3 rows")).states()).isEmpty();
    assertThat(Watch.only(watch.changed(logged(2, RunOutcome.FAILURE, "lost row 7"))).evidence())
        .doesNotContainKey("log_new");
  }

  @Test
  void aRunThatWasCutOffTeachesNothing() {
    Watch watch = new Watch(new FailedMonitor(EVERY, true));

    assertThat(watch.changed(logged(1, RunOutcome.CANCELLED, "read 3 rows")).states()).isEmpty();
  }

  @Test
  void beforeTheFirstRunThereIsNoData() {
    assertThat(failed(Sample.job("nightly").seen()).noData()).containsOnlyKeys(JOB);
  }

  @Test
  void onlyWhatChangedIsLookedAt() {
    JobSnapshot job = nightly(Sample.failure(TIMEOUT));

    assertThat(new Watch(new FailedMonitor(EVERY, true)).idle(job).findings()).isEmpty();
  }

  @Test
  void theSameErrorInAnotherRunIsTheSameCauseAndAnotherErrorIsAnother() {
    RunError later =
        new RunError(
            TIMEOUT.type(), "Read timed out after 17 ms", TIMEOUT.stack().replace(":12", ":13"));
    RunError elsewhere =
        new RunError(TIMEOUT.type(), TIMEOUT.message(), "at com.acme.Other.go(O.java:1)");
    String one = print(Sample.ran(RunOutcome.FAILURE).error(TIMEOUT).id(1));

    assertThat(print(Sample.ran(RunOutcome.FAILURE).error(later).id(2))).isEqualTo(one);
    assertThat(print(Sample.ran(RunOutcome.FAILURE).error(elsewhere))).isNotEqualTo(one);
  }

  @Test
  void exitCodesAndTheLastErrorOfTheOutputTellCommandsFailuresApart() {
    Sample.Ran one = Sample.ran(RunOutcome.FAILURE).exit(1).log("start\nerror: no input 17\nbye");

    assertThat(print(one))
        .isEqualTo(print(Sample.ran(RunOutcome.FAILURE).exit(1).log("error: no input 18")));
    assertThat(print(one))
        .isNotEqualTo(print(Sample.ran(RunOutcome.FAILURE).exit(1).log("error: no disk")));
    assertThat(print(one))
        .isNotEqualTo(print(Sample.ran(RunOutcome.FAILURE).exit(2).log("error: no input 17")));
    assertThat(failure(one).evidence()).containsEntry("exit_code", "1").containsKey("log");
  }

  private static String print(Sample.Ran run) {
    return Detection.fingerprint(failure(run));
  }

  @Test
  void aRunThatDidNotSayWhyIsToldToo() {
    assertThat(failure(Sample.ran(RunOutcome.FAILURE)).message()).endsWith("it did not say why");
  }

  @Test
  void theLinesAroundTheLastErrorOfALongLogAreShown() {
    String log =
        "x\n".repeat(500) + "ERROR the disk is full\n" + "y\n".repeat(500) + "No errors found\n";
    String shown = LogExcerpt.around(log);

    assertThat(shown.lines()).hasSize(16).contains("ERROR the disk is full");
    assertThat(LogExcerpt.around("z\n".repeat(500)).lines()).hasSize(10);
    assertThat(LogExcerpt.around("error " + "w".repeat(9_000))).hasSize(301);
    assertThat(LogExcerpt.around("")).isEmpty();
  }

  @Test
  void aMalformedJobDoesNotHideTheOthers() {
    JobSnapshot good = nightly(Sample.failure(TIMEOUT));
    @SuppressWarnings("NullAway")
    JobSnapshot bad = new JobSnapshot(null, List.of(), null, null, 0, null, null, null);
    @SuppressWarnings("NullAway")
    JobSnapshot broken =
        Sample.job("broken")
            .last(
                new JobRun(
                    1,
                    "broken",
                    null,
                    null,
                    RunOutcome.FAILURE,
                    null,
                    1,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null))
            .seen();
    Observation seen = failed(bad, broken, good);

    assertThat(Watch.only(seen).subject()).isEqualTo(JOB);
    assertThat(seen.noData()).containsKey(Subject.job("broken")).hasSize(2);
    assertThat(seen.noData().get(Subject.job("broken"))).contains("NullPointerException");
  }

  @ParameterizedTest
  @CsvSource({
    "2, 3, false",
    "3, 3, true",
    "4, 3, true",
    "4, 5, false",
    "5, 5, true",
    "1, 2, false"
  })
  void soManyInARowAreFailing(int inARow, int times, boolean told) {
    Watch watch = new Watch(new FailingMonitor(EVERY)).option("times", Integer.toString(times));
    Observation seen =
        watch.changed(Sample.job("nightly").last(Sample.failure(TIMEOUT)).inARow(inARow).seen());

    assertThat(!seen.findings().isEmpty()).isEqualTo(told);
    assertThat(seen.clear().isEmpty()).isEqualTo(told);
  }

  @Test
  void failingIsHighAndOneIncidentWhateverTheErrors() {
    Finding one = failing(TIMEOUT);
    Finding other = failing(new RunError("java.io.IOException", "disk full", ""));

    assertThat(one.severity()).isEqualTo(ErrorSeverity.HIGH);
    assertThat(one.message()).isEqualTo("The last 3 runs of nightly went wrong");
    assertThat(one.evidence()).containsEntry("failures_in_a_row", "3").containsKey("error_type");
    assertThat(Detection.fingerprint(one)).isEqualTo(Detection.fingerprint(other));
  }

  private static Finding failing(RunError error) {
    Watch watch = new Watch(new FailingMonitor(EVERY));
    return Watch.only(
        watch.changed(Sample.job("nightly").last(Sample.failure(error)).inARow(3).seen()));
  }

  @Test
  void beforeTheFirstRunNothingIsFailing() {
    Observation seen = new Watch(new FailingMonitor(EVERY)).changed(Sample.job("nightly").seen());

    assertThat(seen.noData()).containsOnlyKeys(JOB);
  }

  @Test
  void aRunWhoseProcessDiedIsOrphanedWithAHintThatFitsTheJob() {
    JobRun died = Sample.run(RunOutcome.RUNNING).orphaned(Watch.START);
    Finding repeatable = Watch.only(orphaned(nightly(died)));
    JobSnapshot once =
        Sample.job("nightly").defined(d -> d.withRepeatable(false)).last(died).seen();

    assertThat(repeatable.id()).isEqualTo("job.orphaned");
    assertThat(repeatable.severity()).isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(repeatable.hint()).startsWith("Run it again");
    assertThat(repeatable.evidence()).containsEntry("run", "7").containsEntry("repeatable", "true");
    assertThat(Watch.only(orphaned(once)).hint()).startsWith("It may not be repeated");
  }

  @Test
  void aLaterRunThatEndedByItselfClearsAnOrphan() {
    assertThat(orphaned(nightly(Sample.run(RunOutcome.SUCCESS))).clear()).containsExactly(JOB);
    assertThat(orphaned(nightly(Sample.run(RunOutcome.FAILURE))).clear()).containsExactly(JOB);
    assertThat(orphaned(nightly(Sample.run(RunOutcome.CANCELLED))).noData()).containsOnlyKeys(JOB);
    assertThat(orphaned(Sample.job("nightly").seen()).noData()).containsOnlyKeys(JOB);
  }

  private static Observation orphaned(JobSnapshot job) {
    return new Watch(new OrphanedMonitor(EVERY)).changed(job);
  }

  @Test
  void aTaskThatSilentlyEndedIsToldWithItsStack() {
    Watch watch = new Watch(new SilencedMonitor(EVERY));
    Finding finding = Watch.only(watch.changed(Sample.job("nightly").silencedBy(TIMEOUT).seen()));

    assertThat(finding.id()).isEqualTo("job.silenced");
    assertThat(finding.severity()).isEqualTo(ErrorSeverity.HIGH);
    assertThat(finding.type()).isEqualTo(ErrorType.NETWORK_TIMEOUT);
    assertThat(finding.message()).contains("will not run again").contains("Read timed out");
    assertThat(finding.evidence().get("stack")).contains("com.acme.Orders.read(Orders.java:12)");
    assertThat(watch.changed(Sample.job("nightly").seen()).clear()).containsExactly(JOB);
  }

  @Test
  void aTaskThatEndedWithoutAnExceptionIsToldToo() {
    RunError bare = new RunError("silenced", "it came to its end", "");
    Watch watch = new Watch(new SilencedMonitor(EVERY));
    Finding finding = Watch.only(watch.changed(Sample.job("nightly").silencedBy(bare).seen()));

    assertThat(finding.evidence()).doesNotContainKey("stack").containsKey("error_message");
  }
}
