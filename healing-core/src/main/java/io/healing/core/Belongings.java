package io.healing.core;

import io.healing.api.job.CommandPaths;
import io.healing.api.job.JobDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files that belong to a job: those listed, its job file, and those named in its command. */
final class Belongings {
  private Belongings() {}

  /** Whether any may belong to it; nothing is read. */
  static boolean possible(JobDefinition job) {
    return !job.files().isEmpty() || job.jobFile().isPresent() || !job.command().isEmpty();
  }

  /**
   * The files. What is listed may be missing; what the command names is there.
   *
   * @param base the directory to which relative paths belong
   */
  static List<Path> of(JobDefinition job, Path base) {
    Path absolute = base.toAbsolutePath();
    Set<Path> files = new LinkedHashSet<>();
    job.files().forEach(file -> files.add(absolute.resolve(file).normalize()));
    job.jobFile().ifPresent(file -> files.add(absolute.resolve(file).normalize()));
    CommandPaths.of(job.command(), absolute).stream()
        .filter(Files::isRegularFile)
        .forEach(file -> files.add(file.normalize()));
    return List.copyOf(files);
  }
}
