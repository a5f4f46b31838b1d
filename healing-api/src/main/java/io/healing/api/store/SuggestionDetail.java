package io.healing.api.store;

import io.healing.api.act.ActionPlan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What we keep of a suggestion beside its row.
 *
 * @param plan exactly what would change, or null for advice or where nobody can plan it
 * @param dedupeKey subject, type, target and normalised change, hashed
 * @param contentHash what was analysed, hashed; the memory of a rejection ends when it differs
 * @param incidentId the incident, or null
 * @param confidence 0 to 1
 * @param decidedBy the rule or the person that approved or rejected, or null
 * @param approvedHash the hash of the plan that a person approved, or null
 * @param expiresAt when it is no longer valid
 * @param aiSessionKey the session of the language model that took part in the analysis, or null
 */
public record SuggestionDetail(
    @Nullable ActionPlan plan,
    String dedupeKey,
    String contentHash,
    @Nullable String incidentId,
    double confidence,
    @Nullable String decidedBy,
    @Nullable String approvedHash,
    Instant expiresAt,
    @Nullable String aiSessionKey) {

  /** Without a language model. */
  public SuggestionDetail(
      @Nullable ActionPlan plan,
      String dedupeKey,
      String contentHash,
      @Nullable String incidentId,
      double confidence,
      @Nullable String decidedBy,
      @Nullable String approvedHash,
      Instant expiresAt) {
    this(
        plan,
        dedupeKey,
        contentHash,
        incidentId,
        confidence,
        decidedBy,
        approvedHash,
        expiresAt,
        null);
  }

  /** With who decided, on which plan, and until when that holds. */
  public SuggestionDetail decided(
      @Nullable String by, @Nullable String planHash, Instant validUntil) {
    return new SuggestionDetail(
        plan,
        dedupeKey,
        contentHash,
        incidentId,
        confidence,
        by,
        planHash,
        validUntil,
        aiSessionKey);
  }

  /** With another plan. */
  public SuggestionDetail withPlan(@Nullable ActionPlan next, String analysed) {
    return new SuggestionDetail(
        next,
        dedupeKey,
        analysed,
        incidentId,
        confidence,
        decidedBy,
        approvedHash,
        expiresAt,
        aiSessionKey);
  }
}
