package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.PluginState;
import io.healing.api.act.ActionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What holds for the recovery procedures under way, asked after each step of a chaos. */
final class ChaosSteps {
  private static final int MADE = 12;

  private final HealingStore store;
  private final Map<String, List<Long>> before = new HashMap<>();
  private int begun;

  ChaosSteps(HealingStore store) {
    this.store = store;
  }

  /** How many procedures were seen to begin. */
  int begun() {
    return begun;
  }

  /** A step only follows those that are in place, belongs to one incident, and is made once. */
  void check() {
    Map<String, List<Long>> now = new HashMap<>();
    for (PluginState state : store.states().all("healing.procedure").values()) {
      String[] parts = state.text().split("\n", -1);
      now.put(parts[0], made(parts[MADE]));
    }
    now.forEach(this::check);
    now.keySet().stream().filter(key -> !before.containsKey(key)).forEach(key -> begun++);
    before.clear();
    before.putAll(now);
  }

  private static List<Long> made(String text) {
    return Arrays.stream(text.split(",")).filter(id -> !id.isEmpty()).map(Long::valueOf).toList();
  }

  private void check(String incident, List<Long> actions) {
    List<Long> known = before.getOrDefault(incident, List.of());
    assertThat(actions).as("made once, in order").doesNotHaveDuplicates().isSorted();
    for (long id : actions) {
      ActionEntry action = store.actions().find(id).orElseThrow();
      assertThat(action.detail().incidentId()).as("%s", action).isEqualTo(incident);
    }
    boolean grew = actions.size() > known.size() && actions.subList(0, known.size()).equals(known);
    if (grew && !known.isEmpty()) {
      Instant next =
          store.actions().find(actions.get(known.size())).orElseThrow().row().createdAt();
      known.forEach(id -> inPlaceAt(id, next));
    }
  }

  private void inPlaceAt(long id, Instant moment) {
    ActionEntry action = store.actions().find(id).orElseThrow();
    Instant back = action.row().rolledBackAt();
    boolean gone =
        action.row().status() != ActionStatus.SUCCESS && (back == null || back.isBefore(moment));
    assertThat(gone).as("built at %s on what was gone: %s", moment, action).isFalse();
  }
}
