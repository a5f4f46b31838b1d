package io.healing.core;

import io.healing.api.detect.Incident;
import io.healing.api.store.SuggestionEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the loop remembers of one incident between two turns. Lost with the process, made anew. */
final class Care {
  private Instant nextLook = Instant.MIN;
  private boolean inHand;
  private @Nullable Map<String, String> analysed;
  private List<Planned> planned = List.of();
  private List<SuggestionEntry> suggestions = List.of();

  boolean due(Instant now) {
    return !inHand && !now.isBefore(nextLook);
  }

  void inHand() {
    inHand = true;
  }

  void released(Instant next) {
    inHand = false;
    nextLook = next;
  }

  /** Whether the incident says something that has not been analysed yet. */
  boolean needsAnalysis(Incident incident) {
    return !incident.evidence().equals(analysed);
  }

  void analysed(Incident incident, List<Planned> found, List<SuggestionEntry> stored) {
    analysed = incident.evidence();
    planned = found;
    suggestions = stored;
  }

  /** What was found is no longer to be relied on: an action was tried. */
  void analyseAgain() {
    analysed = null;
  }

  List<Planned> planned() {
    return planned;
  }

  List<SuggestionEntry> suggestions() {
    return suggestions;
  }
}
