package io.healing.api;

import org.jspecify.annotations.Nullable;

/**
 * What can be sick: a job, or one of the reserved names that begin with {@code @}.
 *
 * <p>A subject fills the {@code job_id} columns of the store. Immutable and thread-safe.
 *
 * @param name the job's id, or {@code @host}, {@code @jvm/<name>}, {@code @environment/<path>},
 *     {@code @component/<name>}, {@code @healing/<plug-in>}; not blank, at most 200 characters, no
 *     control characters
 */
public record Subject(String name) implements Comparable<Subject> {
  private static final int MAX_LENGTH = 200;
  private static final String ENVIRONMENT = "@environment/";

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException when the name is blank, too long or holds control characters
   */
  public Subject {
    if (name.isBlank() || name.length() > MAX_LENGTH || !printable(name)) {
      throw new IllegalArgumentException(
          "A subject's name must have 1 to 200 printable characters, but is \"" + name + "\"");
    }
  }

  /**
   * A job.
   *
   * @throws IllegalArgumentException when the id begins with {@code @}, which is reserved
   */
  public static Subject job(String id) {
    if (id.startsWith("@")) {
      throw new IllegalArgumentException(
          "A job id may not begin with \"@\", which is reserved, but is \"" + id + "\"");
    }
    return new Subject(id);
  }

  /**
   * The job of a name that a runner gives it, which may be no job id: control characters become
   * {@code ?}, a leading {@code @} and what is beyond 200 characters are left out, and no name at
   * all is {@code unnamed}. A runner's own jobs must not stop at how they are called.
   */
  public static Subject jobCalled(@Nullable String name) {
    if (name != null && isJob(name)) {
      return new Subject(name);
    }
    String printable =
        name == null ? "" : name.replaceAll("\\p{Cntrl}", "?").replaceFirst("^@+", "");
    int end = Math.min(printable.length(), MAX_LENGTH);
    boolean splits = end > 0 && end < printable.length() && splits(printable, end);
    String id = printable.substring(0, splits ? end - 1 : end);
    return new Subject(id.isBlank() ? "unnamed" : id);
  }

  private static boolean isJob(String name) {
    return !name.isBlank()
        && name.length() <= MAX_LENGTH
        && name.charAt(0) != '@'
        && name.indexOf('\u007f') < 0
        && printable(name);
  }

  private static boolean printable(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < ' ') {
        return false;
      }
    }
    return true;
  }

  private static boolean splits(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at - 1));
  }

  /** The machine on which the program runs. */
  public static Subject host() {
    return new Subject("@host");
  }

  /** A Java virtual machine of the program, by the name it was given. */
  public static Subject jvm(String name) {
    return new Subject("@jvm/" + name);
  }

  /**
   * A part of the environment that a program needs: a path as it is declared, with the part of a
   * file behind a {@code #}, as in {@code data/app.db#orders.total}; or what else it is called.
   */
  public static Subject environment(String part) {
    return new Subject(ENVIRONMENT + part);
  }

  /** Whether this is a part of the environment. */
  public boolean isEnvironment() {
    return name.startsWith(ENVIRONMENT);
  }

  /** A part of the program that is no job, by the name under which the program reports it. */
  public static Subject component(String name) {
    return new Subject("@component/" + name);
  }

  /** A plug-in, by its id: what is wrong with Healing itself. */
  public static Subject plugin(String id) {
    return new Subject("@healing/" + id);
  }

  /** Whether this is a job and not a reserved name. */
  public boolean isJob() {
    return !name.startsWith("@");
  }

  @Override
  public int compareTo(Subject other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
