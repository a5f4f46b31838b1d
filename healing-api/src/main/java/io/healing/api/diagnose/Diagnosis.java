package io.healing.api.diagnose;

import java.util.List;

/**
 * What is believed to be the cause.
 *
 * @param rootCause one sentence, or {@code unknown}
 * @param confidence 0 to 1
 * @param hypotheses all that were considered, most likely first
 * @param correlated the ids of incidents that seem to have the same cause
 */
public record Diagnosis(
    String rootCause, double confidence, List<Hypothesis> hypotheses, List<String> correlated) {
  /** What is said when nothing is known. */
  public static final String UNKNOWN = "unknown";

  /** Copies the lists. */
  public Diagnosis {
    hypotheses = List.copyOf(hypotheses);
    correlated = List.copyOf(correlated);
  }

  /** Nothing is known. */
  public static Diagnosis unknown() {
    return new Diagnosis(UNKNOWN, 0, List.of(), List.of());
  }

  /** Whether nothing is known. */
  public boolean isUnknown() {
    return rootCause.equals(UNKNOWN);
  }

  /** The confidence as a word. */
  public DiagnosisConfidence level() {
    return DiagnosisConfidence.of(confidence);
  }
}
