package io.healing.api.store;

import io.healing.api.review.HealingSuggestion;

/**
 * A suggestion as it is stored.
 *
 * @param row the row
 * @param detail what we keep beside it
 */
public record SuggestionEntry(HealingSuggestion row, SuggestionDetail detail) {
  private static final String HUMAN = "human";
  private static final String SUPERSEDED = "superseded";

  /**
   * How it stands, in the word that people read. It is that of its status, but {@code rejected} is
   * only what a person said no to: what is not needed any more is {@code withdrawn}, and what
   * nobody decided in time {@code expired}. What has no plan, so that nobody can approve it, is
   * {@code advice} while it is pending.
   */
  public String standing() {
    return switch (row.status()) {
      case PENDING -> detail.plan() == null ? "advice" : row.status().word();
      case REJECTED -> HUMAN.equals(row.reviewedBy()) ? row.status().word() : ended();
      default -> row.status().word();
    };
  }

  private String ended() {
    String by = detail.decidedBy();
    if (by == null) {
      return row.status().word();
    }
    return by.equals(SUPERSEDED) ? "withdrawn" : by;
  }
}
