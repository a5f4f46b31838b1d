package io.healing.core.review;

import io.healing.api.diagnose.HealingAnalysisConfig;
import io.healing.api.job.FileKind;
import io.healing.api.job.JobRun;
import io.healing.api.job.ReviewItem;
import io.healing.api.job.RunError;
import io.healing.api.job.SlaReport;
import io.healing.api.job.SlaViolation;
import io.healing.api.review.ReviewKind;
import io.healing.api.review.ReviewMaterial;
import io.healing.api.review.ReviewScopeConfig;
import io.healing.api.store.RunRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Reads what a review looks at, redacted. */
final class Material {
  private static final int MOST_RUNS = 100;
  private static final Duration WITHOUT_A_REVIEW = Duration.ofDays(7);

  private final RunRepository runs;
  private final InstantSource clock;
  private final UnaryOperator<String> redactor;

  Material(RunRepository runs, InstantSource clock, UnaryOperator<String> redactor) {
    this.runs = runs;
    this.clock = clock;
    this.redactor = redactor;
  }

  ReviewMaterial read(Reading reading) {
    Map<String, String> missing = new TreeMap<>();
    ReviewScopeConfig scope = reading.config().reviewScope();
    List<JobRun> history = history(reading);
    List<JobRun> ended = lookedAt(history, reading);
    boolean logs = scope.analyzeLogs() && (!reactive(reading) || included(reading).includeLogs());
    FileTexts files = new FileTexts(redactor, missing);
    files.read(paths(reading), reading.command(), kind -> wanted(kind, reading));
    HostItems host = new HostItems(reading, since(reading), redactor, missing);
    return new ReviewMaterial(
        scope.analyzeRuns() ? shown(ended, reading, logs) : List.of(),
        logs ? LogLines.of(ended, included(reading).logLines(), redactor) : List.of(),
        scope.analyzeAiSessions() ? host.aiSessions() : List.<ReviewItem>of(),
        scope.analyzeWorkflows() ? host.workflows() : List.<ReviewItem>of(),
        scope.analyzeSla() ? violations(reading, missing) : List.of(),
        files.of(FileKind.SCRIPT),
        files.of(FileKind.PROMPT),
        files.of(FileKind.CONFIG),
        missing,
        new BusinessLogReader(redactor, missing).read(reading),
        scope.analyzeRuns() ? shown(history, reading, logs) : List.of(),
        logs ? LogTemplateCounts.of(history, Set.copyOf(ended), redactor) : List.of());
  }

  private static List<Path> paths(Reading reading) {
    return reading.files().stream().map(reading.baseDirectory()::resolve).distinct().toList();
  }

  private static boolean reactive(Reading reading) {
    return reading.kind() == ReviewKind.REACTIVE;
  }

  private static HealingAnalysisConfig included(Reading reading) {
    return reading.config().analysis();
  }

  private static boolean wanted(FileKind kind, Reading reading) {
    ReviewScopeConfig scope = reading.config().reviewScope();
    return switch (kind) {
      case SCRIPT -> scope.analyzeScript();
      case PROMPT -> scope.analyzePrompt();
      case CONFIG ->
          scope.analyzeConfig() && (!reactive(reading) || included(reading).includeConfig());
    };
  }

  /** After a failure the newest run and a few before it, else the newest 100. */
  private List<JobRun> history(Reading reading) {
    if (!reading.subject().isJob()) {
      return List.of();
    }
    String job = reading.subject().name();
    if (reactive(reading)) {
      int most = 1 + included(reading).includeHistory();
      return runs.newest(job, most + 1).stream().filter(JobRun::ended).limit(most).toList();
    }
    return runs.newest(job, MOST_RUNS).stream().filter(JobRun::ended).toList();
  }

  /** After a failure all of these, else those since the last review. */
  private List<JobRun> lookedAt(List<JobRun> history, Reading reading) {
    Instant since = since(reading);
    return history.stream().filter(run -> reactive(reading) || endedAfter(run, since)).toList();
  }

  private static boolean endedAfter(JobRun run, Instant since) {
    Instant end = run.finishedAt();
    return end != null && end.isAfter(since);
  }

  private Instant since(Reading reading) {
    Instant last = reading.lastCompleted();
    return last == null ? clock.instant().minus(WITHOUT_A_REVIEW) : last;
  }

  /** What is switched off as a source of its own is not shown inside the runs either. */
  private List<JobRun> shown(List<JobRun> ended, Reading reading, boolean logs) {
    boolean stderr = !reactive(reading) || included(reading).includeStderr();
    List<JobRun> shown = new ArrayList<>();
    ended.forEach(run -> shown.add(shown(run, logs, stderr)));
    return shown;
  }

  private static JobRun shown(JobRun run, boolean logs, boolean stderr) {
    RunError error = run.error();
    boolean cut = error != null && !stderr;
    return run.withWords(
        cut && error != null ? new RunError(error.type(), error.message(), "") : error,
        logs ? run.logTail() : "");
  }

  private List<String> violations(Reading reading, Map<String, String> missing) {
    SlaReport sla = reading.sla();
    if (sla == null || !sla.config().enabled()) {
      missing.put("sla", "no agreement on the service is in force");
      return List.of();
    }
    if (sla.cutAt() != null) {
      missing.put("sla", "only the newest runs, since " + sla.cutAt() + ", were held against it");
    }
    return sla.violations().stream().map(SlaViolation::text).map(redactor).toList();
  }
}
