package io.healing.api.diagnose;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody changed something on purpose. What goes wrong soon afterwards may come from it.
 *
 * @param kind what kind of change
 * @param text what was changed in a few words, such as the version; at most 500 characters are kept
 * @param touches the ids of the jobs, or the names of what they use, that the change concerns;
 *     empty when it concerns the whole program; at most 100 are kept
 * @param at when, to the millisecond
 * @param by the person or program that did it; empty when that is not known
 */
public record ChangeEvent(
    ChangeKind kind, String text, Set<String> touches, Instant at, String by) {
  private static final int LONGEST = 500;
  private static final int MOST = 100;

  /** Cuts what is too long, and copies the set. */
  public ChangeEvent {
    Objects.requireNonNull(kind, "kind");
    text = cut(text);
    by = cut(by);
    at = at.truncatedTo(ChronoUnit.MILLIS);
    touches = kept(touches);
  }

  private static Set<String> kept(Set<String> names) {
    Set<String> kept = new TreeSet<>();
    names.stream().map(ChangeEvent::cut).sorted().limit(MOST).forEach(kept::add);
    return Collections.unmodifiableSet(kept);
  }

  /** The whole program has another version since then. */
  public static ChangeEvent deploy(String version, Instant at) {
    return new ChangeEvent(ChangeKind.DEPLOY, version, Set.of(), at, "");
  }

  /** A setting is another one since then. */
  public static ChangeEvent configuration(String what, Instant at) {
    return new ChangeEvent(ChangeKind.CONFIGURATION, what, Set.of(), at, "");
  }

  /** Something else was changed then. */
  public static ChangeEvent other(String what, Instant at) {
    return new ChangeEvent(ChangeKind.OTHER, what, Set.of(), at, "");
  }

  /** With what it concerns: ids of jobs, names of what they use. */
  public ChangeEvent touching(String... names) {
    return new ChangeEvent(kind, text, new TreeSet<>(Arrays.asList(names)), at, by);
  }

  /** With who did it. */
  public ChangeEvent by(String person) {
    return new ChangeEvent(kind, text, touches, at, person);
  }

  private static String cut(String given) {
    boolean torn = given.length() > LONGEST && Character.isHighSurrogate(given.charAt(LONGEST - 1));
    return given.length() > LONGEST ? given.substring(0, torn ? LONGEST - 1 : LONGEST) : given;
  }
}
