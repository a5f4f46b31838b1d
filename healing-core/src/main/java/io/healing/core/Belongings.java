package io.healing.core;

import io.healing.api.job.JobDefinition;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files that belong to a job: those listed, its job file, and those named in its command. */
final class Belongings {
  private Belongings() {}

  static List<Path> of(JobDefinition job) {
    Set<Path> files = new LinkedHashSet<>(job.files());
    job.jobFile().ifPresent(files::add);
    for (String word : job.command()) {
      addFile(word, files);
    }
    return List.copyOf(files);
  }

  private static void addFile(String word, Set<Path> files) {
    try {
      Path path = Path.of(word);
      if (path.isAbsolute() && java.nio.file.Files.isRegularFile(path)) {
        files.add(path);
      }
    } catch (InvalidPathException e) {
      // A word of a command that cannot be a path names no file.
      return;
    }
  }
}
