package io.healing.core.review;

import io.healing.api.HeldClock;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobRun;
import io.healing.api.job.ReviewItem;
import io.healing.api.job.ReviewSource;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.SlaConfig;
import io.healing.api.job.SlaHealth;
import io.healing.api.job.SlaReport;
import io.healing.api.job.SlaStatus;
import io.healing.api.job.SlaViolation;
import io.healing.api.review.ReviewKind;
import io.healing.api.review.ReviewMaterial;
import io.healing.core.store.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A job with a file of each kind, and a store for its runs; {@code hunter2} is the secret. */
record Desk(Path home, InMemoryStore store, Reviewing reviewing, List<Path> files) {

  static Desk in(Path home) throws IOException {
    InMemoryStore store = InMemoryStore.create();
    Reviewing reviewing =
        new Reviewing(
            store,
            HeldClock.at(Samples.NOON),
            text -> text.replaceAll("hunter2|swordfish", "[masked]"),
            LimitsConfig.defaults());
    List<Path> files =
        List.of(
            Files.writeString(home.resolve("report.sh"), "echo hunter2\n"),
            Files.writeString(home.resolve("report.md"), "Write the report.\n"),
            Files.writeString(home.resolve("report.conf"), "dir=/srv\n"));
    return new Desk(home, store, reviewing, files);
  }

  void save(JobRun run) {
    store.runs().save(List.of(run));
  }

  ReviewMaterial read(Reading reading) {
    return reviewing.read(reading);
  }

  Reading reading(ReviewKind kind, SelfHealingConfig healing, ReviewSource... sources) {
    return new Reading(
        kind,
        Subject.job("report"),
        healing,
        null,
        List.of(sources),
        sla(),
        files,
        List.of(),
        home);
  }

  Reading since(Instant last) {
    SelfHealingConfig healing = SelfHealingConfig.defaults();
    Subject report = Subject.job("report");
    return new Reading(
        ReviewKind.PROACTIVE, report, healing, last, List.of(), null, List.of(), List.of(), home);
  }

  Reading with(Path file) {
    SelfHealingConfig healing = SelfHealingConfig.defaults();
    Subject report = Subject.job("report");
    return new Reading(
        ReviewKind.PROACTIVE,
        report,
        healing,
        null,
        List.of(),
        null,
        List.of(file),
        List.of(),
        home);
  }

  Reading about(Subject subject) {
    SelfHealingConfig healing = SelfHealingConfig.defaults();
    return new Reading(
        ReviewKind.PROACTIVE, subject, healing, null, List.of(), null, List.of(), List.of(), home);
  }

  /** A failed run of a second. */
  static JobRun run(long id, Instant startedAt, String log) {
    return run(Samples.run(id, "report", startedAt, RunOutcome.FAILURE), log, 1);
  }

  /** A good run of a second. */
  static JobRun good(long id, Instant startedAt, String log) {
    return run(Samples.run(id, "report", startedAt, RunOutcome.SUCCESS), log, 0);
  }

  private static JobRun run(JobRun d, String log, int exitCode) {
    return new JobRun(
        d.id(),
        "report",
        d.startedAt(),
        d.finishedAt(),
        d.outcome(),
        d.durationMs(),
        1,
        d.trigger(),
        d.error(),
        log,
        false,
        null,
        exitCode);
  }

  private static SlaReport sla() {
    return new SlaReport(
        SlaConfig.defaults().withEnabled(true),
        SlaHealth.CRITICAL,
        50,
        50,
        100,
        100,
        2,
        1,
        1,
        "stable",
        SlaStatus.FAIL,
        List.of(
            SlaViolation.ofRun(1, "it took too long with hunter2"),
            SlaViolation.ofJob("it failed")));
  }

  /** A host that hands in one session and one workflow, or fails to hand in sessions. */
  record Host(boolean fails) implements ReviewSource {
    @Override
    public String id() {
      return "acme.host";
    }

    @Override
    public List<ReviewItem> aiSessions(String jobId, Instant since, int limit) {
      if (fails) {
        throw new IllegalStateException("the archive with hunter2 is closed");
      }
      return List.of(new ReviewItem("c1", since, "session of " + jobId + " with hunter2"));
    }

    @Override
    public List<ReviewItem> workflows(String jobId, Instant since, int limit) {
      return List.of(new ReviewItem("w1", since, "workflow of " + jobId));
    }
  }
}
