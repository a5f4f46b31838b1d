package io.healing.micrometer;

import io.healing.core.HealingFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;

/** The meters in one registry. */
record Book(Findings findings, Remediations remediations, ActiveRuns runs) {

  static Book in(MeterRegistry registry, TagValues values, HealingFigures figures) {
    FunctionCounter.builder(MeterName.QUEUE_DROPPED, figures, HealingFigures::eventsDropped)
        .description("Events lost to a full queue")
        .register(registry);
    FunctionCounter.builder(MeterName.HISTORY_THINNED, figures, HealingFigures::runsThinned)
        .description("Good runs that left no row in the history, since enough of their job do")
        .register(registry);
    return new Book(
        new Findings(registry, values),
        new Remediations(registry, values),
        new ActiveRuns(registry, values));
  }

  void close() {
    runs.stop(Set.of());
  }
}
