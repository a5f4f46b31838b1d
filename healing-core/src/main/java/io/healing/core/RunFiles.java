package io.healing.core;

import io.healing.api.job.FileVersion;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps what the files of a job held at the start and the good end of its runs. */
final class RunFiles {
  private static final RedactedLog LOG = RedactedLog.of(RunFiles.class);

  private final Rooms rooms;

  RunFiles(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Looks at the files of a run that has begun, in the checks lane. */
  void started(JobRun run) {
    noteFiles(run, true);
  }

  /** Looks at the files of a run that has ended, in the checks lane. */
  void ended(JobRun run) {
    noteFiles(run, false);
  }

  /**
   * Looks at the files of the last runs, when the lanes take no call any more.
   *
   * @param patience how long that may take
   */
  void endedLast(List<JobRun> ended, Duration patience) {
    FutureTask<List<FileVersion>> reading = new FutureTask<>(() -> noted(ended));
    Thread reader = new Thread(reading, "healing-last-files");
    reader.setDaemon(true);
    reader.start();
    try {
      keep(reading.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      rooms.log(LOG).warn("The contents of the files of the last runs could not be kept: {}", e);
    }
  }

  private List<FileVersion> noted(List<JobRun> ended) {
    List<FileVersion> versions = new ArrayList<>();
    for (JobRun run : ended) {
      rooms
          .jobs()
          .snapshot(run.jobId(), rooms.now())
          .filter(job -> Belongings.possible(job.definition()))
          .ifPresent(job -> versions.addAll(note(run, job, false)));
    }
    return versions;
  }

  private void noteFiles(JobRun run, boolean start) {
    boolean possible =
        rooms.jobs().definition(run.jobId()).filter(Belongings::possible).isPresent();
    Optional<JobSnapshot> job =
        possible ? rooms.jobs().snapshot(run.jobId(), rooms.now()) : Optional.empty();
    if (job.isEmpty()) {
      return;
    }
    rooms
        .lanes()
        .checks()
        .submit(
            "the files of " + run.jobId(),
            rooms.config().selfHealing().limits().checkTimeout(),
            () -> note(run, job.get(), start),
            outcome -> outcome.handle(this::keep, e -> notKept(run, e)));
  }

  private void notKept(JobRun run, Throwable fault) {
    rooms
        .log(LOG)
        .warn("The contents of the files of {} could not be kept: {}", run.jobId(), fault);
  }

  private List<FileVersion> note(JobRun run, JobSnapshot job, boolean start) {
    List<Path> files = Belongings.of(job.definition(), rooms.config().baseDirectory());
    if (start) {
      rooms.jobs().files().noteStart(run, files);
      return List.of();
    }
    return rooms.jobs().files().noteEnd(run, files);
  }

  private void keep(List<FileVersion> versions) {
    versions.forEach(rooms.store().files()::keep);
  }
}
