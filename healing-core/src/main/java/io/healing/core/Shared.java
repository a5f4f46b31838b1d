package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunOutcome;
import io.healing.core.detect.Crowd;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What jobs share: what they say that they use, and their files and directories. */
final class Shared {
  private final Rooms rooms;

  Shared(Rooms rooms) {
    this.rooms = rooms;
  }

  /** All jobs; nothing is looked up before it is asked for. */
  Crowd crowd() {
    return new Crowd(rooms.jobs().size(), rooms::uses, this::directories, this::runner, this::well);
  }

  private Set<String> directories(Subject subject) {
    return rooms
        .jobs()
        .definition(subject.name())
        .map(job -> directories(job, rooms.config().baseDirectory()))
        .orElse(Set.of());
  }

  private String runner(Subject subject) {
    return rooms.jobs().definition(subject.name()).map(JobDefinition::runner).orElse("");
  }

  private int well(String use, Instant since) {
    return (int)
        rooms.jobs().snapshots(rooms.now()).stream()
            .filter(job -> job.definition().uses().contains(use))
            .filter(job -> wellSince(job, since))
            .count();
  }

  private static boolean wellSince(JobSnapshot job, Instant since) {
    JobRun last = job.last();
    return last != null
        && last.outcome() == RunOutcome.SUCCESS
        && !last.startedAt().isBefore(since);
  }

  /** All that a job uses and may share with others, directories too. */
  static Set<String> things(JobDefinition job, Path base) {
    Set<String> things = new TreeSet<>(job.uses());
    things.addAll(directories(job, base));
    return things;
  }

  /** The directory in which it works, its files, and where they lie; nothing is looked up. */
  private static Set<String> directories(JobDefinition job, Path base) {
    Path absolute = base.toAbsolutePath().normalize();
    Set<String> directories = new TreeSet<>();
    job.directory().ifPresent(own -> directories.add(resolved(own, absolute)));
    for (Path file : job.files()) {
      Path path = absolute.resolve(file).normalize();
      directories.add(path.toString());
      Optional.ofNullable(path.getParent()).map(Path::toString).ifPresent(directories::add);
    }
    directories.remove(absolute.toString());
    return directories;
  }

  private static String resolved(Path own, Path base) {
    return base.resolve(own).normalize().toString();
  }
}
