package io.healing.core.job;

import io.healing.api.Image;
import io.healing.api.job.FileVersion;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which contents of their files jobs ran well with. A content is good when a successful run had it
 * from its start to its end: the file had the same hash at both, or, where the start was not looked
 * at in time, was not modified since before the start. Files above 1 MiB, directories and devices
 * are left out. Reads files: for Healing's checks only. Thread-safe.
 */
public final class FileVersions {
  /** A larger file is not kept. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int RUNS = 10_000;

  private final System.Logger log;
  private final Map<Long, Map<Path, String>> atStart = new LinkedHashMap<>();

  FileVersions(System.Logger log) {
    this.log = log;
  }

  /** Looks at a job's files when a run has begun. */
  public void noteStart(JobRun run, List<Path> files) {
    Map<Path, String> hashes = new LinkedHashMap<>();
    for (Path file : files) {
      read(file).ifPresent(image -> hashes.put(file, image.hash()));
    }
    synchronized (atStart) {
      atStart.put(run.id(), hashes);
      if (atStart.size() > RUNS) {
        atStart.remove(atStart.keySet().iterator().next());
      }
    }
  }

  /** The contents to keep now that a run has ended; none when it did not end well. */
  public List<FileVersion> noteEnd(JobRun run, List<Path> files) {
    Map<Path, String> before;
    synchronized (atStart) {
      before = atStart.remove(run.id());
    }
    Instant end = run.finishedAt();
    if (run.outcome() != RunOutcome.SUCCESS || end == null) {
      return List.of();
    }
    List<FileVersion> good = new ArrayList<>();
    for (Path file : files) {
      read(file)
          .filter(
              image -> before == null ? older(file, run) : image.hash().equals(before.get(file)))
          .map(image -> new FileVersion(0, run.jobId(), absolute(file), image, end))
          .ifPresent(good::add);
    }
    return good;
  }

  private static String absolute(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }

  private boolean older(Path file, JobRun run) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(run.startedAt());
    } catch (IOException e) {
      notKept(file, e);
      return false;
    }
  }

  private Optional<Image> read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] content = in.readNBytes(MAX_BYTES + 1);
        return content.length > MAX_BYTES ? Optional.empty() : Optional.of(Image.of(content));
      }
    } catch (IOException e) {
      notKept(file, e);
      return Optional.empty();
    }
  }

  private void notKept(Path file, IOException fault) {
    log.log(
        System.Logger.Level.DEBUG,
        () -> file + " cannot be read, so its content is not kept: " + fault);
  }
}
