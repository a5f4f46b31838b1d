package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.store.Counter;
import io.healing.api.store.HealingStore;
import io.healing.core.decide.Deciding;
import java.time.InstantSource;
import java.util.function.Consumer;

/** What a person says of an incident: that it may be mended again, or that it is over. */
final class IncidentMarks {
  private final HealingStore store;
  private final InstantSource clock;
  private final Deciding deciding;
  private final Consumer<Incident> ending;

  /**
   * With who keeps an incident that has ended.
   *
   * @param ending given each that ends
   */
  IncidentMarks(Assembly assembly, Consumer<Incident> ending) {
    store = assembly.store();
    clock = assembly.clock();
    deciding = new Deciding(assembly.config().selfHealing(), clock, () -> 0);
    this.ending = ending;
  }

  /** Closes the breaker of the key under which its attempts are counted. */
  void retry(Incident incident) {
    String key = Siblings.counterKey(incident, store.incidents().active());
    store.transaction(
        () -> {
          Counter counter = store.counters().find(key).orElse(Counter.none(key));
          store.counters().save(deciding.closedByHand(counter));
          return true;
        });
  }

  /** Ends it, or refuses where it has ended. */
  void end(Incident incident) {
    if (incident.ended()) {
      throw new HealingException("The incident " + incident.id() + " has ended already", "");
    }
    ending.accept(incident.ended(IncidentEnd.BY_HAND, clock.instant()));
  }
}
