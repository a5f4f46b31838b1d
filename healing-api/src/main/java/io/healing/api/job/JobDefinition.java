package io.healing.api.job;

import io.healing.api.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a job beforehand. Only the id must be given; the more is told, the more Healing
 * can see and do. Immutable and thread-safe.
 */
public final class JobDefinition {
  private final String id;
  private final Parts parts;

  private JobDefinition(String id, Parts parts) {
    this.id = id;
    this.parts = parts;
  }

  /**
   * A job of which only the id is known.
   *
   * @throws IllegalArgumentException when the id is blank or begins with {@code @}
   */
  public static JobDefinition of(String id) {
    return new JobDefinition(Subject.job(id).name(), new Parts(id));
  }

  /** With a name for people; by default the id. */
  public JobDefinition withName(String name) {
    String given = Objects.requireNonNull(name, "name");
    return with(copy -> copy.name = given);
  }

  /** With its runner, which chooses the {@link JobControl}; by default {@code host}. */
  public JobDefinition withRunner(String runner) {
    String given = Objects.requireNonNull(runner, "runner");
    return with(copy -> copy.runner = given);
  }

  /** With the command that it runs, as an argument list. Files named in it belong to the job. */
  public JobDefinition withCommand(List<String> command) {
    List<String> given = List.copyOf(command);
    return with(copy -> copy.command = given);
  }

  /** With the files that belong to it: configuration, script, prompt. */
  public JobDefinition withFiles(List<Path> files) {
    List<Path> given = List.copyOf(files);
    return with(copy -> copy.files = given);
  }

  /** With what it uses and may share with others: data sources, endpoints, pools. */
  public JobDefinition withUses(Set<String> uses) {
    Set<String> given = Set.copyOf(uses);
    return with(copy -> copy.uses = given);
  }

  /** With the schedule by which it should start; none means that no start is expected. */
  public JobDefinition withSchedule(JobSchedule schedule) {
    JobSchedule given = Objects.requireNonNull(schedule, "schedule");
    return with(copy -> copy.schedule = given);
  }

  /** With how late a start may be before it counts as missed; by default 5 minutes. */
  public JobDefinition withStartGrace(Duration startGrace) {
    Duration given = Objects.requireNonNull(startGrace, "startGrace");
    return with(copy -> copy.startGrace = given);
  }

  /** With how long a run may take; by default it is judged by the runs before it. */
  public JobDefinition withMaxDuration(Duration maxDuration) {
    Duration given = Objects.requireNonNull(maxDuration, "maxDuration");
    return with(copy -> copy.maxDuration = given);
  }

  /** With whether it may be run again without asking; by default it may. */
  public JobDefinition withRepeatable(boolean repeatable) {
    boolean given = repeatable;
    return with(copy -> copy.repeatable = given);
  }

  /** With the file that declares it, alone or beside other jobs. */
  public JobDefinition withJobFile(Path jobFile) {
    Path given = Objects.requireNonNull(jobFile, "jobFile");
    return with(copy -> copy.jobFile = given);
  }

  /**
   * With the directory in which it runs, to which relative paths in its errors belong; by default
   * that of this program, and for a command that of its job file.
   */
  public JobDefinition withDirectory(Path directory) {
    Path given = Objects.requireNonNull(directory, "directory");
    return with(copy -> copy.directory = given);
  }

  private JobDefinition with(Consumer<Parts> change) {
    Parts copy = new Parts(parts);
    change.accept(copy);
    return new JobDefinition(id, copy);
  }

  /** The job's id. */
  public String id() {
    return id;
  }

  /** The name for people. */
  public String name() {
    return parts.name;
  }

  /** The runner. */
  public String runner() {
    return parts.runner;
  }

  /** The command, or an empty list. */
  public List<String> command() {
    return parts.command;
  }

  /** The files that belong to it. */
  public List<Path> files() {
    return parts.files;
  }

  /** What it uses. */
  public Set<String> uses() {
    return parts.uses;
  }

  /** Its schedule, if it has one. */
  public Optional<JobSchedule> schedule() {
    return Optional.ofNullable(parts.schedule);
  }

  /** How late a start may be. */
  public Duration startGrace() {
    return parts.startGrace;
  }

  /** How long a run may take, if that was told. */
  public Optional<Duration> maxDuration() {
    return Optional.ofNullable(parts.maxDuration);
  }

  /** Whether it may be run again without asking. */
  public boolean repeatable() {
    return parts.repeatable;
  }

  /** The file that declares it, if that is known. */
  public Optional<Path> jobFile() {
    return Optional.ofNullable(parts.jobFile);
  }

  /** The directory in which it runs, if that is known. */
  public Optional<Path> directory() {
    return Optional.ofNullable(parts.directory);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JobDefinition that
        && id.equals(that.id)
        && parts.values().equals(that.parts.values());
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id;
  }

  /** Written only before the definition that holds it is published. */
  private static final class Parts {
    private String name;
    private String runner = "host";
    private List<String> command = List.of();
    private List<Path> files = List.of();
    private Set<String> uses = Set.of();
    private @Nullable JobSchedule schedule;
    private Duration startGrace = Duration.ofMinutes(5);
    private @Nullable Duration maxDuration;
    private boolean repeatable = true;
    private @Nullable Path jobFile;
    private @Nullable Path directory;

    Parts(String name) {
      this.name = name;
    }

    Parts(Parts from) {
      name = from.name;
      runner = from.runner;
      command = from.command;
      files = from.files;
      uses = from.uses;
      schedule = from.schedule;
      startGrace = from.startGrace;
      maxDuration = from.maxDuration;
      repeatable = from.repeatable;
      jobFile = from.jobFile;
      directory = from.directory;
    }

    List<Optional<Object>> values() {
      return List.of(
          Optional.ofNullable(name),
          Optional.ofNullable(runner),
          Optional.ofNullable(command),
          Optional.ofNullable(files),
          Optional.ofNullable(uses),
          Optional.ofNullable(schedule),
          Optional.ofNullable(startGrace),
          Optional.ofNullable(maxDuration),
          Optional.of(repeatable),
          Optional.ofNullable(jobFile),
          Optional.ofNullable(directory));
    }
  }
}
