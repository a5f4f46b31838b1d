package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be analysed.
 *
 * @param subject whom it concerns
 * @param incident what is wrong, or null for a proactive review
 * @param findings what is wrong now, in the monitors' words; empty for a proactive review
 * @param force whether a person wants it, whatever the calendar says: it looks back 30 days
 */
record Examination(
    Subject subject, @Nullable Incident incident, List<Finding> findings, boolean force) {

  static Examination of(Incident incident) {
    Finding finding =
        Finding.of(incident.findingId(), incident.subject(), incident.message())
            .withSeverity(incident.severity())
            .withType(incident.errorType())
            .withHint(incident.hint());
    for (var entry : incident.evidence().entrySet()) {
      finding = finding.withEvidence(entry.getKey(), entry.getValue());
    }
    return new Examination(incident.subject(), incident, List.of(finding), false);
  }

  static Examination proactive(ReviewWish wish) {
    return new Examination(wish.subject(), null, List.of(), wish.force());
  }
}
