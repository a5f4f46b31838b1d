package io.healing.core.diagnose;

import io.healing.api.Image;
import io.healing.api.Options;
import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.diagnose.Neighbourhood;
import io.healing.api.job.FileVersion;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStatistics;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.SlaConfig;
import io.healing.api.job.SlaHealth;
import io.healing.api.job.SlaReport;
import io.healing.api.job.SlaStatus;
import io.healing.api.review.BusinessLog;
import io.healing.api.review.ReviewMaterial;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request put together by a test; what is not said is empty. */
final class TestRequest implements AnalysisRequest {
  Options options = Options.of(List.of(), Map.of());
  static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  static final String JOB = "report";

  Subject subject = Subject.job(JOB);
  JobDefinition definition = JobDefinition.of(JOB);
  JobRun last;
  int failures = 1;
  JobStatistics statistics = JobStatistics.none();
  RunError silencedBy;
  SlaConfig sla = SlaConfig.defaults();
  BusinessLog businessLog;
  Neighbourhood neighbours = Neighbourhood.none();
  Instant began = NOW;
  final List<ChangeEvent> changes = new ArrayList<>();
  final List<Finding> findings = new ArrayList<>();
  final List<JobRun> runs = new ArrayList<>();
  final List<String> logLines = new ArrayList<>();
  final Map<String, String> scripts = new HashMap<>();
  final Map<String, String> prompts = new HashMap<>();
  final Map<String, String> configs = new HashMap<>();
  final List<JobSnapshot> others = new ArrayList<>();
  final List<Path> files = new ArrayList<>();
  final Map<Path, List<FileVersion>> versions = new HashMap<>();

  static TestRequest review() {
    return new TestRequest();
  }

  /** The last run, which began a minute ago and took a second, failed with this. */
  static TestRequest failed(String type, String message) {
    TestRequest request = new TestRequest();
    request.last = failure(new RunError(type, message, ""), "", null);
    request.finding("job.failed");
    return request;
  }

  static JobRun failure(RunError error, String log, Integer exit) {
    Instant start = NOW.minusSeconds(60);
    return new JobRun(
        7,
        JOB,
        start,
        start.plusSeconds(1),
        RunOutcome.FAILURE,
        1000L,
        1,
        RunTrigger.SCHEDULED,
        error,
        log,
        false,
        null,
        exit);
  }

  /** An ended run, {@code minutes} ago. */
  static JobRun run(long minutes, RunOutcome outcome, long millis, int attempt, Long size) {
    Instant start = NOW.minus(Duration.ofMinutes(minutes));
    return new JobRun(
        minutes,
        JOB,
        start,
        start.plusMillis(millis),
        outcome,
        millis,
        attempt,
        RunTrigger.SCHEDULED,
        null,
        "",
        false,
        size,
        null);
  }

  TestRequest finding(String id) {
    findings.add(Finding.of(id, subject(), "the finding " + id));
    return this;
  }

  TestRequest file(Path file, String good, Instant seenAt) {
    files.add(file);
    versions.put(file, List.of(new FileVersion(1, JOB, file.toString(), Image.of(good), seenAt)));
    return this;
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Subject subject() {
    return subject;
  }

  @Override
  public Optional<JobSnapshot> job() {
    return Optional.of(
        new JobSnapshot(definition, List.of(), last, null, failures, statistics, null, silencedBy));
  }

  @Override
  public List<Finding> findings() {
    return findings;
  }

  @Override
  public boolean proactive() {
    return findings.isEmpty();
  }

  @Override
  public ReviewMaterial material() {
    return new ReviewMaterial(
        runs, logLines, List.of(), List.of(), List.of(), scripts, prompts, configs, Map.of());
  }

  @Override
  public Collection<JobSnapshot> others() {
    return others;
  }

  @Override
  public List<FileVersion> versions(Path file) {
    return versions.getOrDefault(file, List.of());
  }

  @Override
  public List<Path> files() {
    return files;
  }

  @Override
  public SlaReport sla() {
    return new SlaReport(
        sla, SlaHealth.NO_DATA, 100, 100, 100, 100, 0, 0, 0, "stable", SlaStatus.NO_SLA, List.of());
  }

  @Override
  public Optional<BusinessLog> businessLog() {
    return Optional.ofNullable(businessLog);
  }

  @Override
  public Neighbourhood neighbours() {
    return neighbours;
  }

  @Override
  public Optional<Instant> began() {
    return Optional.of(began);
  }

  @Override
  public List<ChangeEvent> changes() {
    return changes;
  }
}
