package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import io.healing.api.store.StateRepository;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Reads the rows of state that other processes wrote. One that a newer release wrote in another
 * form, or that cannot be read, stops no other: it is left as it is and told. Used on the loop's
 * thread.
 */
final class StoredRows {
  /** The monitor in whose name that is said. */
  static final String MONITOR = "healing.stored-rows";

  private static final Subject SUBJECT = Subject.plugin("stored-rows");
  private static final int FORM = 1;

  private final StateRepository states;
  private final Map<String, Map<String, String>> strange = new TreeMap<>();
  private Map<String, Map<String, String>> told = Map.of();
  private boolean wellSaid;

  StoredRows(StateRepository states) {
    this.states = states;
  }

  /**
   * All of one owner that can be read, by their keys.
   *
   * @param reader makes a value of key and text; what it throws is told
   */
  <T> Map<String, T> all(String owner, BiFunction<String, String, T> reader) {
    return read(owner, (key, state) -> reader.apply(key, text(state)));
  }

  /** What a plug-in keeps, in forms of its own, by what it is kept of. */
  Map<Subject, PluginState> ofPlugin(String id) {
    Map<Subject, PluginState> kept = new HashMap<>();
    read(id, (name, state) -> kept.put(new Subject(name), state));
    return kept;
  }

  private <T> Map<String, T> read(String owner, BiFunction<String, PluginState, T> reader) {
    Map<String, T> read = new LinkedHashMap<>();
    Map<String, String> wrong = new TreeMap<>();
    states
        .all(owner)
        .forEach(
            (key, state) -> {
              try {
                read.put(key, reader.apply(key, state));
              } catch (RuntimeException e) {
                wrong.put(key, String.valueOf(e.getMessage()));
              }
            });
    strange.put(owner, wrong);
    return read;
  }

  private static String text(PluginState state) {
    if (state.version() != FORM) {
      throw new IllegalArgumentException(
          "it is of form " + state.version() + ", and form " + FORM + " is known");
    }
    return state.text();
  }

  /** The keys of one owner that could not be read when it was last read. */
  Set<String> strange(String owner) {
    return strange.getOrDefault(owner, Map.of()).keySet();
  }

  /**
   * What is to be said now; empty when it is as it was. The first time that all can be read is said
   * too: an earlier process may have left an incident of it.
   */
  Optional<Observation> look() {
    Map<String, Map<String, String>> now = new TreeMap<>(strange);
    now.values().removeIf(Map::isEmpty);
    boolean same = now.equals(told) && (wellSaid || !now.isEmpty());
    told = now;
    wellSaid = now.isEmpty();
    if (same) {
      return Optional.empty();
    }
    Observation.Builder said = Observation.builder();
    return Optional.of((wellSaid ? said.clear(SUBJECT) : said.finding(finding(now))).build());
  }

  private static Finding finding(Map<String, Map<String, String>> rows) {
    StringBuilder words = new StringBuilder("Stored rows cannot be read and are left alone: ");
    String between = "";
    for (var owner : rows.entrySet()) {
      for (var row : owner.getValue().entrySet()) {
        words.append(between).append(owner.getKey()).append(' ').append(row.getKey());
        words.append(" (").append(row.getValue().lines().findFirst().orElse("")).append(')');
        between = ", ";
      }
    }
    return Finding.of("store.rows_unreadable", SUBJECT, words.toString())
        .withSeverity(ErrorSeverity.HIGH)
        .withHint("Use the release of Healing that wrote them, or a newer one.");
  }
}
