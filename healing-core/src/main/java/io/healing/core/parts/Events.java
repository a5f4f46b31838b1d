package io.healing.core.parts;

import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.Incident;
import io.healing.core.Healing;
import io.healing.core.HealingEvent;
import io.healing.core.HealingListener;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What Healing found, as the event that a program would report. */
final class Events {
  private static final Set<String> OWN = Set.of("event", "component", "tags", "stack", "seen_at");

  private Events() {}

  /** Tells every incident once, when it is opened. */
  static HealingListener listener(Healing healing, Consumer<ErrorEvent> handler) {
    return event -> {
      if (event.step() == HealingEvent.Step.DETECTED) {
        healing.incident(event.reference()).map(Events::of).ifPresent(handler);
      }
    };
  }

  /** An incident; its id is that of the reported event, or its own where a monitor found it. */
  static ErrorEvent of(Incident incident) {
    Map<String, String> evidence = incident.evidence();
    Map<String, String> context = new TreeMap<>(evidence);
    context.keySet().removeAll(OWN);
    String tags = evidence.getOrDefault("tags", "");
    List<String> words = tags.isEmpty() ? List.of() : Arrays.asList(tags.split(", "));
    return new ErrorEvent(
        evidence.getOrDefault("event", incident.id()),
        incident.errorType(),
        incident.severity(),
        incident.message(),
        context,
        incident.detectedAt(),
        evidence.getOrDefault("component", cut(incident.subject().name())),
        evidence.getOrDefault("stack", ""),
        Map.of(),
        words);
  }

  private static String cut(String name) {
    return name.substring(0, Math.min(name.length(), 150));
  }
}
