package io.healing.core.diagnose;

import io.healing.api.Image;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.job.FileVersion;
import io.healing.api.job.JobRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One of the job's own files differs from what it was in the last good run, and the job failed
 * since: restore the last good content. A file that was changed after the failure is somebody's
 * mend and is left alone.
 */
final class ChangedFileAnalyzer extends Reactive {
  private static final double ONLY_CHANGED = 0.82;
  private static final double CHANGED_IN_BETWEEN = 0.90;
  private static final double ERROR_FITS = 0.95;
  private static final double FAILED_BEFORE = 0.40;
  private static final double INITIAL = 0.80;

  private static final double INITIAL_AFTER_FAILURE = 0.5;

  private final UnaryOperator<String> redact;

  ChangedFileAnalyzer(UnaryOperator<String> redact) {
    super("changed_file");
    this.redact = redact;
  }

  @Override
  Analysis cause(AnalysisRequest request, Symptoms symptoms) {
    Analysis analysis = Analysis.none();
    Optional<JobRun> failed = symptoms.failed();
    if (failed.isEmpty()) {
      return analysis;
    }
    for (Path file : request.files()) {
      Optional<Change> change = change(request, failed.get(), file);
      if (change.isPresent()) {
        analysis = told(analysis, change.get(), symptoms);
      }
    }
    return analysis;
  }

  private static Optional<Change> change(AnalysisRequest request, JobRun failed, Path file) {
    List<FileVersion> versions = request.versions(file);
    Optional<FileOnDisk> disk = versions.isEmpty() ? Optional.empty() : FileOnDisk.read(file);
    if (disk.isEmpty()) {
      return Optional.empty();
    }
    FileVersion good = versions.get(0);
    Restore restore =
        new Restore(file, Restore.kind(file, command(request)), disk.get().content(), good);
    Change change =
        new Change(restore, disk.get().changedAt(), failed, firstFailure(request, failed));
    return Optional.of(change).filter(Change::isSuspect);
  }

  static List<String> command(AnalysisRequest request) {
    return request.job().map(job -> job.definition().command()).orElse(List.of());
  }

  /** The oldest of the bad runs in a row that end with this one, as far as they were read. */
  private static JobRun firstFailure(AnalysisRequest request, JobRun failed) {
    JobRun first = failed;
    for (JobRun run : request.material().runs()) {
      if (run.ended() && !run.outcome().bad()) {
        break;
      }
      first = run.ended() && run.startedAt().isBefore(first.startedAt()) ? run : first;
    }
    return first;
  }

  private Analysis told(Analysis analysis, Change change, Symptoms symptoms) {
    boolean fits = change.isNamedIn(symptoms);
    List<Evidence> supporting = new ArrayList<>();
    supporting.add(new Evidence("file", redact.apply(change.diff())));
    if (change.isInBetween()) {
      supporting.add(
          new Evidence("file", "It changed after the last good run and before the failure."));
    }
    if (fits) {
      supporting.add(new Evidence("error", "The error speaks about this file or what is in it."));
    }
    return analysis
        .withHypothesis(
            new Hypothesis(change.statement(), change.initial(), supporting, change.refuting()))
        .withProposal(change.restore.proposal(confidence(change, fits), redact));
  }

  private static double confidence(Change change, boolean fits) {
    if (change.isAfterFirstFailure()) {
      return FAILED_BEFORE;
    }
    if (fits && (change.isInBetween() || change.changedAt.isEmpty())) {
      return ERROR_FITS;
    }
    return change.isInBetween() ? CHANGED_IN_BETWEEN : ONLY_CHANGED;
  }

  private record Change(
      Restore restore, Optional<Instant> changedAt, JobRun failed, JobRun firstFailure) {

    boolean isSuspect() {
      Image good = restore.good().content();
      boolean mended = changedAt.isPresent() && after(changedAt.get(), failed);
      return !good.equals(restore.now())
          && failed.startedAt().isAfter(restore.good().seenAt())
          && !mended;
    }

    private static boolean after(Instant moment, JobRun run) {
      return run.finishedAt() != null && moment.isAfter(run.finishedAt());
    }

    /** A deleted file has no time; that it is gone is seen only now. */
    boolean isInBetween() {
      return changedAt
          .filter(at -> at.isAfter(restore.good().seenAt()) && !at.isAfter(failed.startedAt()))
          .isPresent();
    }

    boolean isAfterFirstFailure() {
      return changedAt.isPresent() && after(changedAt.get(), firstFailure);
    }

    double initial() {
      return isAfterFirstFailure() ? INITIAL_AFTER_FAILURE : INITIAL;
    }

    List<Evidence> refuting() {
      return isAfterFirstFailure()
          ? List.of(new Evidence("run", "The job failed already before the change."))
          : List.of();
    }

    boolean isNamedIn(Symptoms symptoms) {
      return symptoms.find(Fit.of(restore.file(), restore.kind())).isPresent();
    }

    String statement() {
      String what = restore.now().present() ? " changed" : " was deleted";
      return "The file " + restore.file() + what + " since the last good run";
    }

    String diff() {
      return TextDiff.of(restore.file(), restore.good().content(), restore.now());
    }
  }
}
