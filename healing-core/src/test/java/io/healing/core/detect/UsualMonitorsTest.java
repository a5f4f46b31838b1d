package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStatistics;
import io.healing.api.job.RunOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsualMonitorsTest {
  private static final Subject JOB = Subject.job("nightly");

  private static Watch fast() {
    return new Watch(new TooFastMonitor(Duration.ofSeconds(30)));
  }

  private static Watch small() {
    return new Watch(new TooSmallMonitor(Duration.ofSeconds(30)));
  }

  private static JobStatistics durations(int samples, long median, long spread) {
    return new JobStatistics(samples, median, spread, 2 * median, 0, null, null);
  }

  private static JobStatistics sizes(int samples, long median, long spread) {
    return new JobStatistics(64, 1_000, 0, 1_000, samples, median, spread);
  }

  private static JobSnapshot took(long millis, JobStatistics usual) {
    return Sample.job("nightly")
        .last(Sample.ran(RunOutcome.SUCCESS).took(millis).run())
        .usual(usual)
        .seen();
  }

  private static JobSnapshot did(long size, JobStatistics usual) {
    return Sample.job("nightly")
        .last(Sample.ran(RunOutcome.SUCCESS).size(size).run())
        .usual(usual)
        .seen();
  }

  private static String said(Observation seen) {
    if (!seen.findings().isEmpty()) {
      return "told";
    }
    return seen.clear().contains(JOB) ? "clear" : "no data";
  }

  @ParameterizedTest
  @CsvSource({
    "2499, 10, 10000, 0, told",
    "2500, 10, 10000, 0, clear",
    "2499, 9, 10000, 0, no data",
    "2499, 64, 10000, 1250, told",
    "2499, 64, 10000, 1251, clear",
    "2494, 64, 10000, 1251, clear",
    "2493, 64, 10000, 1251, told",
    "0, 64, 100, 0, told",
    "0, 64, 99, 0, no data",
    "10000, 64, 10000, 0, clear",
  })
  void fasterThanBothBoundsIsTooFast(
      long took, int samples, long median, long spread, String expected) {
    assertThat(said(fast().changed(took(took, durations(samples, median, spread)))))
        .isEqualTo(expected);
  }

  @Test
  void theBoundsAreOptions() {
    JobSnapshot job = took(4_000, durations(5, 10_000, 900));

    assertThat(said(fast().changed(job))).isEqualTo("no data");
    assertThat(said(fast().option("samples", "5").changed(job))).isEqualTo("clear");
    assertThat(said(fast().option("samples", "5").option("fraction", "0.5").changed(job)))
        .isEqualTo("told");
    assertThat(
            said(
                fast()
                    .option("samples", "5")
                    .option("fraction", "0.5")
                    .option("spreads", "7")
                    .changed(job)))
        .isEqualTo("clear");
    assertThat(said(fast().option("samples", "5").option("least_usual", "PT11S").changed(job)))
        .isEqualTo("no data");
  }

  @Test
  void whatIsTooFastIsToldWithTheUsual() {
    Finding finding = Watch.only(fast().changed(took(250, durations(20, 10_000, 10))));

    assertThat(finding.id()).isEqualTo("job.too_fast");
    assertThat(finding.severity()).isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(finding.message())
        .isEqualTo("The last run of nightly succeeded in 250 ms, usually it takes 10 s");
    assertThat(finding.evidence())
        .containsEntry("median_ms", "10000")
        .containsEntry("samples", "20");
  }

  @Test
  void withoutASuccessThereIsNoData() {
    JobSnapshot job = Sample.job("nightly").last(Sample.run(RunOutcome.FAILURE)).seen();

    assertThat(said(fast().changed(job))).isEqualTo("no data");
    assertThat(said(small().changed(job))).isEqualTo("no data");
  }

  @ParameterizedTest
  @CsvSource({
    "24, 10, 100, 0, told",
    "25, 10, 100, 0, clear",
    "24, 9, 100, 0, no data",
    "24, 64, 100, 12, told",
    "24, 64, 100, 13, clear",
    "0, 64, 100, 40, told",
    "0, 64, 0, 0, clear",
    "100, 64, 100, 0, clear",
  })
  void smallerThanBothBoundsOrNothingIsTooSmall(
      long size, int samples, long median, long spread, String expected) {
    assertThat(said(small().changed(did(size, sizes(samples, median, spread)))))
        .isEqualTo(expected);
  }

  @Test
  void nothingAtAllMayBeAllowed() {
    JobSnapshot job = did(0, sizes(64, 100, 40));

    assertThat(said(small().option("zero", "false").changed(job))).isEqualTo("clear");
  }

  @Test
  void whatIsTooSmallIsToldWithTheUsual() {
    Finding finding = Watch.only(small().changed(did(3, sizes(12, 100, 1))));

    assertThat(finding.id()).isEqualTo("job.too_small");
    assertThat(finding.message())
        .isEqualTo("The last run of nightly succeeded with a size of 3, usually it is 100");
    assertThat(finding.evidence()).containsEntry("size", "3").containsEntry("median_size", "100");
  }

  @Test
  void aSuccessThatToldNoSizeIsNoData() {
    assertThat(said(small().changed(took(5, sizes(64, 100, 0))))).isEqualTo("no data");
  }
}
