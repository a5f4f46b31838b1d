package io.healing.core.review;

import io.healing.api.Subject;
import io.healing.api.review.BusinessLog;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewMaterial;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of a review as it begins and ends. */
final class Reviews {
  private Reviews() {}

  static HealingReview started(Subject subject, Instant now) {
    return new HealingReview(
        0, subject.name(), now, null, "running", 0, 0, 0, 0, 0, 0, null, null, null, now);
  }

  static HealingReview completed(
      HealingReview row, ReviewMaterial read, Findings found, Instant now) {
    return new HealingReview(
        row.id(),
        row.jobId(),
        row.startedAt(),
        now,
        "completed",
        read.runs().size(),
        lines(read),
        read.aiSessions().size(),
        read.slaViolations().size(),
        found.suggestions(),
        found.autoApplied(),
        null,
        lasted(row, now),
        found.aiTokens(),
        row.createdAt());
  }

  private static int lines(ReviewMaterial read) {
    BusinessLog business = read.businessLog();
    return read.logLines().size() + (business == null ? 0 : business.lines().size());
  }

  static HealingReview failed(HealingReview row, String why, Instant now) {
    return new HealingReview(
        row.id(),
        row.jobId(),
        row.startedAt(),
        now,
        "failed",
        row.runsAnalyzed(),
        row.logsLines(),
        row.aiSessionsCount(),
        row.slaViolationsCount(),
        row.suggestionsCount(),
        row.autoAppliedCount(),
        why,
        lasted(row, now),
        row.aiTokensUsed(),
        row.createdAt());
  }

  private static @Nullable Long lasted(HealingReview row, Instant now) {
    return Math.max(0, Duration.between(row.startedAt(), now).toMillis());
  }
}
