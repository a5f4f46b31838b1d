package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long after the end of the last run a wish is not to be carried out: {@code delay_s}. */
final class Delay {
  private static final long MOST_SECONDS = 2_592_000;

  private Delay() {}

  static Optional<Duration> of(ActionRequest wish) {
    return wish.parameter("delay_s").map(text -> seconds(wish, text));
  }

  private static Duration seconds(ActionRequest wish, String text) {
    if (!text.matches("\\d{1,9}") || Long.parseLong(text) > MOST_SECONDS) {
      throw new HealingException(
          "\"delay_s\" of " + wish + " is \"" + text + "\"",
          "Give whole seconds, 0 to " + MOST_SECONDS);
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  /** Empty without a delay, and where no run has ended yet. */
  static Optional<Instant> notBefore(ActionRequest wish, Situation situation) {
    JobSnapshot job = situation.job();
    JobRun last = job == null ? null : job.last();
    Instant ended = last == null ? null : last.finishedAt();
    return ended == null ? Optional.empty() : of(wish).map(ended::plus);
  }
}
