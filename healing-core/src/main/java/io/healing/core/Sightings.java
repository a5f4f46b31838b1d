package io.healing.core;

import io.healing.api.Subject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the monitors have seen of a subject, and when. Used on the loop's thread only. */
final class Sightings {
  private final List<Look> looks;
  private final Map<String, Long> endedIn = new HashMap<>();

  /** Of these monitors, and those that are added later. */
  Sightings(List<Look> looks) {
    this.looks = looks;
  }

  /** A run of a job ended, as was taken in in this turn. */
  void ended(String job, long turn) {
    endedIn.put(job, turn);
  }

  /** The job is known no longer. */
  void forget(String job) {
    endedIn.remove(job);
  }

  /** One monitor is to look at once. */
  void lookNow(String monitor) {
    looks.stream().filter(look -> look.monitor().id().equals(monitor)).forEach(Look::dueNow);
  }

  /** Every monitor of this subject is to look at once: a change was made or is being judged. */
  void lookNow(Subject subject) {
    looks.stream().filter(look -> look.concerns(subject)).forEach(Look::dueNow);
  }

  /**
   * The moment since which every monitor of the subject has looked, and could tell how it is. One
   * that fails is not waited for, unless it is the one that is asked.
   */
  Instant lookedAt(Subject subject, @Nullable String asked) {
    return relevant(subject, asked)
        .map(look -> look.lastLook(subject))
        .min(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  /** The moment at which a monitor last said of a subject that it is well or sick. */
  Instant seenAt(Subject subject) {
    return looks.stream()
        .map(look -> look.lastSeen(subject))
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  /**
   * Whether every monitor has looked since the last end of a run of this job was taken in, and
   * could tell how it is. The time at which a run ended does not tell: it may have been told only
   * after a look at that time.
   */
  boolean lookedSinceLastEnd(String job, @Nullable String asked) {
    long ended = endedIn.getOrDefault(job, 0L);
    Subject subject = new Subject(job);
    return relevant(subject, asked)
        .allMatch(look -> look.lookedIn() >= ended && !look.unclear(subject));
  }

  /** Whether this monitor has looked since the last end of a run of this job was taken in. */
  boolean sawLastEnd(String job, String monitor) {
    long ended = endedIn.getOrDefault(job, 0L);
    return looks.stream()
        .filter(look -> look.monitor().id().equals(monitor) && !look.failing())
        .allMatch(look -> look.lookedIn() >= ended);
  }

  /**
   * Whether a monitor has yet to say how a subject is, and looks at it again at the time that it
   * named: to let it look at once would answer nothing.
   */
  boolean unclear(Subject subject, @Nullable String asked) {
    return relevant(subject, asked).anyMatch(look -> look.unclear(subject));
  }

  private Stream<Look> relevant(Subject subject, @Nullable String asked) {
    return looks.stream()
        .filter(look -> look.concerns(subject))
        .filter(look -> !look.failing() || look.monitor().id().equals(asked));
  }

  /** Whether any monitor has looked yet. */
  boolean any() {
    return looks.stream().anyMatch(look -> !look.first());
  }
}
