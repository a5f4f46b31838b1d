package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What Healing has to say of itself, when it became another one: runs that left no history, stored
 * rows that cannot be read, lanes that are full, plug-ins that failed where nobody waited for their
 * answer. Used on the loop's thread.
 */
final class OwnFaults {
  private static final String LANES = "healing.lanes";
  private static final Subject SUBJECT = Subject.plugin("lanes");

  private final Rooms rooms;
  private final LostRuns lost;
  private @Nullable Map<String, List<String>> held;

  OwnFaults(Rooms rooms) {
    this.rooms = rooms;
    lost = new LostRuns(rooms.config().selfHealing().limits().eventQueue());
  }

  /**
   * Says what is new.
   *
   * @param take takes what is said, in the name of a monitor
   */
  void look(BiConsumer<String, Observation> take) {
    rooms.announcer().faults().forEach(said -> take.accept(PluginGuard.MONITOR, said));
    rooms
        .acting()
        .faults()
        .forEach(
            (id, fault) ->
                take.accept(PluginGuard.MONITOR, rooms.guard().failed(id, fault, rooms.now())));
    rooms.stored().look().ifPresent(said -> take.accept(StoredRows.MONITOR, said));
    lanes().ifPresent(said -> take.accept(LANES, said));
  }

  /** The same of the runs, once those that were told are taken in. */
  void lookAtRuns(BiConsumer<String, Observation> take) {
    lost.look(rooms.jobs().dropped()).ifPresent(said -> take.accept(LostRuns.MONITOR, said));
  }

  /** The first time that none is full is said too: an earlier process may have left an incident. */
  private Optional<Observation> lanes() {
    Map<String, List<String>> now = rooms.lanes().held();
    if (now.equals(held)) {
      return Optional.empty();
    }
    held = now;
    Observation.Builder said = Observation.builder();
    return Optional.of((now.isEmpty() ? said.clear(SUBJECT) : said.finding(finding(now))).build());
  }

  private static Finding finding(Map<String, List<String>> held) {
    return Finding.of(
            "lane.full",
            SUBJECT,
            "Every thread is held by a call that does not end, and nothing else is called: " + held)
        .withSeverity(ErrorSeverity.HIGH)
        .withHint("Mend or remove the plug-ins that are named; or restart the program.");
  }
}
