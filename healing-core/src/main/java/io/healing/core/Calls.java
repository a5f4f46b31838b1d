package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.store.HealingStore;
import io.healing.api.store.StateRepository;
import io.healing.core.notify.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** When people were called about which incident. Stored, so that nobody is called twice. */
final class Calls {
  private static final String OWNER = "healing.escalation";
  private static final int FORM = 1;

  /** What is between the moment of a further call and its channel. */
  static final String THROUGH = " through ";

  /** A person does not need a moment finer than a second. */
  private static final Pattern FRACTION = Pattern.compile("(T\\d\\d:\\d\\d:\\d\\d)\\.\\d{1,9}Z");

  private final StateRepository states;
  private final Map<String, List<String>> known = new HashMap<>();

  /** With what earlier processes stored. */
  Calls(StateRepository states, StoredRows rows) {
    this.states = states;
    known.putAll(rows.all(OWNER, (incident, text) -> read(text)));
  }

  private static List<String> read(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("it names no call");
    }
    Instant.parse(lines.get(0));
    return lines;
  }

  private static List<String> lines(PluginState state) {
    return new ArrayList<>(state.text().lines().toList());
  }

  /** The calls about an incident in words, for a person; empty when nobody was called. */
  static Optional<String> words(HealingStore store, String incident) {
    return store
        .states()
        .find(OWNER, incident)
        .map(state -> words(incident, lines(state), Delivery.of(store, incident)))
        .map(words -> FRACTION.matcher(words).replaceAll("$1Z"));
  }

  private static String words(String incident, List<String> lines, Delivery delivery) {
    String again = String.join(", ", lines.subList(1, lines.size()));
    return incident
        + (delivery.reached() ? ": a person was called at " : ": it was tried to call a person at ")
        + lines.get(0)
        + (again.isEmpty() ? "." : ", and again at " + again + ".")
        + (delivery.waiting().isEmpty() ? "" : " " + delivery.waiting());
  }

  /** Notes the first call about an incident; false when there was one. */
  boolean first(String incident, Instant now) {
    return !known.containsKey(incident) && add(incident, now.toString());
  }

  /** Notes one more call, through this channel. */
  boolean add(String incident, String call) {
    List<String> lines = known.computeIfAbsent(incident, id -> new ArrayList<>());
    lines.add(call);
    PluginState state = new PluginState(FORM, String.join("\n", lines));
    states.save(OWNER, Map.of(incident, state));
    return true;
  }

  /** When a person was first called. */
  Optional<Instant> since(String incident) {
    return Optional.ofNullable(known.get(incident)).map(lines -> Instant.parse(lines.get(0)));
  }

  /** Whether people were called about it. */
  boolean knows(String incident) {
    return known.containsKey(incident);
  }

  /** How many further calls were made or left out. */
  int further(String incident) {
    return known.getOrDefault(incident, List.of("")).size() - 1;
  }

  /** When this further call was made; empty while it is to come, and where it was left out. */
  Optional<Instant> made(String incident, int further) {
    List<String> lines = known.getOrDefault(incident, List.of());
    return lines.stream()
        .skip(further + 1L)
        .limit(1)
        .filter(line -> line.contains(THROUGH))
        .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))))
        .findFirst();
  }

  Set<String> incidents() {
    return Set.copyOf(known.keySet());
  }

  void over(String incident) {
    known.remove(incident);
    states.remove(OWNER, incident);
  }
}
