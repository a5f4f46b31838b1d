package io.healing.api.store;

import io.healing.api.Subject;
import io.healing.api.detect.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was and is wrong. */
public interface IncidentRepository {
  /**
   * Keeps an incident, new or changed. One that has ended stays ended.
   *
   * @return false when it has ended and the given one has not; nothing is changed then
   */
  boolean save(Incident incident);

  /** One incident, by its whole id or a beginning of it that only one has. */
  Optional<Incident> find(String id);

  /** The one with this subject and fingerprint that has not ended; there is at most one. */
  Optional<Incident> active(Subject subject, String fingerprint);

  /** All that have not ended, oldest first. */
  List<Incident> active();

  /**
   * Newest first; {@code status} is the word of the state.
   *
   * @throws IllegalArgumentException when rows before an id are asked for: incidents have no
   *     numbers
   */
  List<Incident> page(Page page);

  /** How many were first seen at or after this moment, ended or not. */
  int seenSince(Instant from);

  /** Those that ended at or after this moment, newest first, at most 1,000. */
  List<Incident> endedSince(Instant from);
}
