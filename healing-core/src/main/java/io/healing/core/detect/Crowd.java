package io.healing.core.detect;

import io.healing.api.Subject;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/**
 * The jobs as a whole.
 *
 * @param subjects how many there are
 * @param uses what each of them uses and may share with others
 * @param directories the files and directories that belong to each of them, as absolute paths
 * @param runner what runs each of them; empty where that is not known
 * @param well how many were well lately
 */
public record Crowd(
    int subjects,
    Function<Subject, Set<String>> uses,
    Function<Subject, Set<String>> directories,
    Function<Subject, String> runner,
    Well well) {

  /** Who is well although it uses what others may suffer from. */
  @FunctionalInterface
  public interface Well {
    /** How many jobs use this and had a good run that began at this moment or later. */
    int since(String use, Instant moment);
  }

  /** Jobs of which nothing is known but what they use. */
  public Crowd(int subjects, Function<Subject, Set<String>> uses) {
    this(subjects, uses, subject -> Set.of(), subject -> "", (use, moment) -> 0);
  }
}
