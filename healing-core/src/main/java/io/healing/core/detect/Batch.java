package io.healing.core.detect;

import io.healing.api.detect.Incident;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changes of one call: of each incident only the latest. */
final class Batch {
  private final Map<String, Incident> opened = new LinkedHashMap<>();
  private final Map<String, Incident> changed = new LinkedHashMap<>();
  private final Map<String, Incident> ended = new LinkedHashMap<>();

  void opened(Incident incident) {
    opened.put(incident.id(), incident);
  }

  void changed(Incident incident) {
    Map<String, Incident> home = opened.containsKey(incident.id()) ? opened : changed;
    home.put(incident.id(), incident);
  }

  void ended(Incident incident) {
    changed.remove(incident.id());
    ended.put(incident.id(), incident);
  }

  Detection.Changes changes() {
    return new Detection.Changes(
        List.copyOf(opened.values()), List.copyOf(changed.values()), List.copyOf(ended.values()));
  }
}
