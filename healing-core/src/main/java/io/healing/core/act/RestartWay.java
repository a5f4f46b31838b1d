package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.WireWord;
import io.healing.api.job.JobControl;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** How a job is made to run: the parameter {@code how}; {@code run} where none is given. */
enum RestartWay implements WireWord {
  /** Now. */
  RUN,
  /** Now, after the run that is under way was interrupted. */
  INTERRUPT_AND_RUN,
  /** By its schedule. */
  SCHEDULE;

  /** What the runner must take. */
  Set<JobControl.Order> orders() {
    return switch (this) {
      case RUN -> Set.of(JobControl.Order.RUN);
      case INTERRUPT_AND_RUN -> Set.of(JobControl.Order.INTERRUPT, JobControl.Order.RUN);
      case SCHEDULE -> Set.of(JobControl.Order.SCHEDULE);
    };
  }

  String words(String job) {
    return switch (this) {
      case RUN -> "Run " + job + " again";
      case INTERRUPT_AND_RUN ->
          "Interrupt the run of " + job + " that is under way, and run it again";
      case SCHEDULE -> "Put " + job + " on its schedule again";
    };
  }

  static RestartWay of(ActionRequest wish) {
    String how = wish.parameter("how").orElse("run");
    return WireWord.parse(RestartWay.class, how)
        .orElseThrow(
            () ->
                new HealingException(
                    "\"how\" of " + wish + " is \"" + how + "\"",
                    "Say run, interrupt_and_run or schedule"));
  }

  /** The run that is to be interrupted, where the wish names one. */
  static OptionalLong run(ActionRequest wish) {
    Optional<String> run = wish.parameter("run");
    if (run.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(run.get()));
    } catch (NumberFormatException e) {
      throw new HealingException(
          "\"run\" of " + wish + " is \"" + run.get() + "\"", "Give the number of a run");
    }
  }
}
