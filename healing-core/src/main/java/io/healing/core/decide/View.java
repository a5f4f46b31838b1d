package io.healing.core.decide;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import io.healing.api.store.Counter;
import io.healing.api.store.IntentHead;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What a gate sees: the question, the root of the configuration and the moment. */
record View(Question question, RootConfig root, Instant now) {
  private static final Duration HOUR = Duration.ofHours(1);

  LimitsConfig limits() {
    return root.limits();
  }

  Question.Wish wish() {
    return question.wish();
  }

  Counter counter() {
    return question.counter();
  }

  HealingRemediationConfig remediation() {
    return question.config().remediation();
  }

  boolean proactive() {
    return question.asked() == Deciding.Asked.ALONE_PROACTIVE;
  }

  /**
   * How urgent it is; a failed run ({@code job.failed, job.failing, job.orphaned}) is at least
   * medium.
   */
  ErrorSeverity urgency() {
    Incident incident = question.incident();
    if (incident == null) {
      return ErrorSeverity.LOW;
    }
    boolean failedRun =
        incident.findingId().startsWith("job.fail")
            || incident.findingId().startsWith("job.orphaned");
    return failedRun
        ? ErrorSeverity.higher(ErrorSeverity.MEDIUM, incident.severity())
        : incident.severity();
  }

  /** A number that is far from its own past, but within its limits. */
  boolean onlyUnusual() {
    Incident incident = question.incident();
    return incident != null
        && incident.findingId().equals("metric.anomaly")
        && incident.severity() == ErrorSeverity.LOW;
  }

  int mostAttempts() {
    int ofAll = root.recovery().maxRetryAttempts();
    return Math.min(ofAll, remediation().maxAttempts());
  }

  /** The automatic changes begun less than an hour ago, oldest first. */
  List<IntentHead> lastHour() {
    Instant from = now.minus(HOUR);
    return question.lately().changes().stream()
        .filter(head -> head.automatic() && head.begunAt().isAfter(from))
        .sorted(Comparator.comparing(IntentHead::begunAt))
        .toList();
  }

  /** How long until the oldest of these changes is an hour old. */
  Duration untilOneIsForgotten() {
    return lastHour().stream()
        .findFirst()
        .map(head -> Duration.between(now, head.begunAt().plus(HOUR)))
        .orElse(HOUR);
  }
}
