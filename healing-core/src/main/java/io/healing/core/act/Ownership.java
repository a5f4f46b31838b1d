package io.healing.core.act;

import io.healing.api.ActionType;
import io.healing.api.job.CommandPaths;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose a file is: the job's whose job file it is, that lists it, or that names it in its command.
 * That a file mentions a job makes it nobody's.
 */
final class Ownership {
  private final Path base;
  private final RealPath paths;

  Ownership(Path base, RealPath paths) {
    this.base = base.toAbsolutePath();
    this.paths = paths;
  }

  /**
   * Whether a path belongs to the subject.
   *
   * @throws Refused when it does not
   */
  void check(Path real, ActionType type, Situation situation) {
    boolean directory = type.equals(ActionType.CREATE_DIRECTORY);
    if (!declared(real, situation, directory)
        && !ofJob(real, situation, directory)
        && !addedToEnvironment(type, situation)) {
      if (situation.subject().isEnvironment()) {
        throw Refused.guarded(
            real + " is not declared, and a declared link to it is not followed",
            "Declare the file itself in place of the link");
      }
      throw Refused.guarded(
          real + " does not belong to " + situation.subject(),
          "Only its job file, what is listed in its files, and what its command names may be"
              + " changed");
    }
  }

  /** A check of the environment may wish for what is missing; it takes nothing from anybody. */
  private static boolean addedToEnvironment(ActionType type, Situation situation) {
    boolean adds = type.equals(ActionType.CREATE_DIRECTORY) || type.equals(ActionType.CREATE_FILE);
    return adds && situation.subject().isEnvironment();
  }

  /** Whether the environment declares it, or a directory that something declared lies in. */
  boolean declared(Path real, Situation situation, boolean directory) {
    Set<Path> all = real(situation.declared());
    return all.contains(real) || (directory && above(real, all));
  }

  private boolean ofJob(Path real, Situation situation, boolean directory) {
    JobSnapshot job = situation.job();
    if (job == null) {
      return false;
    }
    Set<Path> own = files(job.definition());
    return own.contains(real)
        || (directory && above(real, own))
        || belowListed(real, job.definition());
  }

  /** A directory that a file of the job lies in, or should. */
  private static boolean above(Path real, Set<Path> files) {
    return files.stream().anyMatch(file -> file.startsWith(real));
  }

  /** A directory that is listed in the job's files is its own with all that is in it. */
  private boolean belowListed(Path real, JobDefinition job) {
    return real(job.files()).stream()
        .filter(Files::isDirectory)
        .anyMatch(listed -> real.startsWith(listed));
  }

  /** The other jobs whose file it is, too. */
  Set<String> sharers(Path real, Situation situation) {
    Set<String> ids = new TreeSet<>();
    for (JobDefinition other : situation.others()) {
      if (!other.id().equals(situation.subject().name()) && files(other).contains(real)) {
        ids.add(other.id());
      }
    }
    return ids;
  }

  private Set<Path> files(JobDefinition job) {
    Set<Path> all = real(job.files());
    job.jobFile().flatMap(paths::ifKnown).ifPresent(all::add);
    all.addAll(real(CommandPaths.of(job.command(), base)));
    return all;
  }

  private Set<Path> real(Collection<Path> given) {
    Set<Path> all = new HashSet<>();
    given.forEach(path -> paths.ifKnown(path).ifPresent(all::add));
    return all;
  }
}
