package io.healing.core.detect;

import io.healing.api.Subject;
import java.util.Set;
import java.util.stream.Collectors;

/** A storm in words for a person. */
final class StormWords {
  private static final int NAMED = 5;

  private StormWords() {}

  static String message(Set<Subject> sick, Detection.Settings settings, SharedResource shared) {
    String what =
        "%d jobs fell sick at once (within %s of one another): %s"
            .formatted(sick.size(), Spans.words(settings.stormWindow()), names(sick, NAMED));
    return shared.none() ? what : what + "; " + shared.users() + " of them use " + shared.name();
  }

  static String hint(SharedResource shared) {
    String look = shared.none() ? "what they share, such as the host" : shared.name();
    return "Look at " + look + " first; no job of the storm is repaired until it has settled.";
  }

  static String names(Set<Subject> subjects, int most) {
    String named =
        subjects.stream().limit(most).map(Subject::name).collect(Collectors.joining(", "));
    int more = subjects.size() - most;
    return more > 0 ? named + " and " + more + " more" : named;
  }
}
