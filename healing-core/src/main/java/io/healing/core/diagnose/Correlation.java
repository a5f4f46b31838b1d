package io.healing.core.diagnose;

import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Incident;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds incidents that seem to have the same cause. Two that began within an hour score 0.3 for the
 * same known type of error, 0.2 for the same subject, 0.1 for severities at most one step apart, up
 * to 0.2 for the share of evidence keys they have in common (Jaccard), and 0.2 for less than 300 s
 * between them, or 0.1 for less than 900 s. More than 0.5 is correlated. Two of unknown type are
 * not of the same type.
 */
final class Correlation {
  private static final double THRESHOLD = 0.5;
  private static final double ROUNDING = 1e-9;
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Duration NEAR = Duration.ofMinutes(5);
  private static final Duration CLOSE = Duration.ofMinutes(15);

  private Correlation() {}

  /** The ids of the others that are correlated, in the order given. */
  static List<String> with(Incident incident, List<Incident> others) {
    return others.stream()
        .filter(other -> !other.id().equals(incident.id()))
        .filter(other -> score(incident, other) > THRESHOLD + ROUNDING)
        .map(Incident::id)
        .toList();
  }

  static double score(Incident a, Incident b) {
    Duration apart = Duration.between(a.detectedAt(), b.detectedAt()).abs();
    if (apart.compareTo(WINDOW) > 0) {
      return 0;
    }
    return type(a, b) + subject(a, b) + severity(a, b) + 0.2 * keys(a, b) + time(apart);
  }

  private static double type(Incident a, Incident b) {
    return a.errorType() == b.errorType() && a.errorType() != ErrorType.UNKNOWN ? 0.3 : 0;
  }

  private static double subject(Incident a, Incident b) {
    return a.subject().equals(b.subject()) ? 0.2 : 0;
  }

  private static double severity(Incident a, Incident b) {
    return Math.abs(a.severity().compareTo(b.severity())) <= 1 ? 0.1 : 0;
  }

  private static double keys(Incident a, Incident b) {
    Set<String> all = new HashSet<>(a.evidence().keySet());
    all.addAll(b.evidence().keySet());
    Set<String> common = new HashSet<>(a.evidence().keySet());
    common.retainAll(b.evidence().keySet());
    return all.isEmpty() ? 0 : (double) common.size() / all.size();
  }

  private static double time(Duration apart) {
    if (apart.compareTo(NEAR) < 0) {
      return 0.2;
    }
    return apart.compareTo(CLOSE) < 0 ? 0.1 : 0;
  }
}
