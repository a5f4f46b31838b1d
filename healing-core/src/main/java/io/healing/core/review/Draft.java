package io.healing.core.review;

import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Proposal;
import org.jspecify.annotations.Nullable;

/**
 * A proposal that is to become a suggestion.
 *
 * @param reviewId the review that made it
 * @param subject whom it would change
 * @param proposal what an analyzer proposes
 * @param plan exactly what would change, or null for advice or where nobody can plan it
 * @param incident what it would mend, or null for a proactive review
 * @param session the session of the language model that took part, or null
 */
public record Draft(
    long reviewId,
    Subject subject,
    Proposal proposal,
    @Nullable ActionPlan plan,
    @Nullable Incident incident,
    @Nullable String session) {

  /** Made without a language model. */
  public Draft(
      long reviewId,
      Subject subject,
      Proposal proposal,
      @Nullable ActionPlan plan,
      @Nullable Incident incident) {
    this(reviewId, subject, proposal, plan, incident, null);
  }

  /** How urgent it is: as the incident; low without one. */
  ErrorSeverity urgency() {
    return incident == null ? ErrorSeverity.LOW : incident.severity();
  }

  @Nullable String incidentId() {
    return incident == null ? null : incident.id();
  }
}
