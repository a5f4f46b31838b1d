package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.store.StateRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The actions that are to be taken back: they did not help, their time is over, or a person wants
 * it from a process that cannot do it. Stored, so that a pause or the end of the process only
 * delays it.
 */
final class WantedUndos {
  private static final String OWNER = "healing.undo";
  private static final String IN_TIME = "in time";
  private static final String BY = "by ";
  private static final Duration OFTEN = Duration.ofSeconds(10);

  private final StateRepository states;
  private final StoredRows rows;
  private Instant nextLook = Instant.MIN;

  WantedUndos(StateRepository states, StoredRows rows) {
    this.states = states;
    this.rows = rows;
  }

  /** Whether this action is still to be taken back. */
  static boolean awaits(StateRepository states, long id) {
    return states.find(OWNER, Long.toString(id)).isPresent();
  }

  /** One more; it is due at once. */
  void add(long id) {
    save(id, "");
  }

  /** One whose time is over, whether it helped or not; it is due at once. */
  void addInTime(long id) {
    save(id, IN_TIME);
  }

  /** What a person wants already stays a person's wish. */
  private void save(long id, String why) {
    if (wish(id).isEmpty()) {
      states.save(OWNER, Map.of(Long.toString(id), new PluginState(1, why)));
    }
    nextLook = Instant.MIN;
  }

  /** One that a person wants taken back, from whichever program can do it. */
  static void add(StateRepository states, long id, String person, Instant now) {
    String why = BY + now + " " + person;
    states.save(OWNER, Map.of(Long.toString(id), new PluginState(1, why)));
  }

  /** A wish of a person: when it was said, and who said it. */
  record Wished(Instant at, String person) {
    static Wished of(String text) {
      String[] parts = text.split(" ", 2);
      return new Wished(Instant.parse(parts[0]), parts[1]);
    }
  }

  /** The person who wants it taken back; empty where nobody but Healing does. */
  Optional<Wished> wish(long id) {
    return states
        .find(OWNER, Long.toString(id))
        .map(PluginState::text)
        .filter(text -> text.startsWith(BY))
        .map(text -> Wished.of(text.substring(BY.length())));
  }

  /** The same by name. */
  Optional<String> person(long id) {
    return wish(id).map(Wished::person);
  }

  /** Whether it is taken back because its time is over. */
  boolean inTime(long id) {
    return states.find(OWNER, Long.toString(id)).filter(s -> s.text().equals(IN_TIME)).isPresent();
  }

  /** One was looked at, so that the next one is due at once. */
  void soon() {
    nextLook = Instant.MIN;
  }

  /** It was taken back, or never can be. */
  void over(long id) {
    states.remove(OWNER, Long.toString(id));
  }

  /**
   * Those to be looked at now, the newest first; also what another process wanted, which may be
   * dead by now.
   */
  List<Long> due(Instant now) {
    if (!Times.come(nextLook, OFTEN, now)) {
      return List.of();
    }
    nextLook = now.plus(OFTEN);
    return rows.all(OWNER, (id, words) -> Long.valueOf(id)).values().stream()
        .sorted(Comparator.reverseOrder())
        .toList();
  }
}
