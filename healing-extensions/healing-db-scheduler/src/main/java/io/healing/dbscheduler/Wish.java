package io.healing.dbscheduler;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.detect.Finding;
import io.healing.api.job.RunnerName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution that is to be taken out of the table, as it was found.
 *
 * @param job whose it is
 * @param instance which of the job's
 * @param time when it was to run
 */
record Wish(String job, String instance, Instant time) {
  /** Takes one execution out of a scheduler's table. */
  static final ActionType CANCEL = new ActionType("db_scheduler.cancel");

  private static final String SCHEDULER = "scheduler";
  private static final String JOB = "task_name";
  private static final String INSTANCE = "task_instance";
  private static final String TIME = "execution_time";

  /** Names in a finding the one execution that it is about, and whose table it is in. */
  static Finding tell(Finding finding, RunnerName scheduler, String instance, Instant time) {
    return finding
        .withEvidence(SCHEDULER, scheduler.runner())
        .withEvidence(INSTANCE, instance)
        .withEvidence(TIME, time.toString());
  }

  /** The execution in this scheduler's table that a finding names; empty where it names none. */
  static Optional<Wish> of(Finding finding, RunnerName scheduler) {
    String instance = finding.evidence().get(INSTANCE);
    String time = finding.evidence().get(TIME);
    boolean other = !scheduler.runner().equals(finding.evidence().get(SCHEDULER));
    return other || instance == null || time == null
        ? Optional.empty()
        : Optional.of(new Wish(finding.subject().name(), instance, Instant.parse(time)));
  }

  ActionRequest request(RunnerName scheduler) {
    return ActionRequest.of(CANCEL, new Target(scheduler.scheme(), toString()))
        .with(JOB, job)
        .with(INSTANCE, instance)
        .with(TIME, time.toString());
  }

  /**
   * Reads it from a request.
   *
   * @throws HealingException when one of its parameters is missing or wrong
   */
  static Wish of(ActionRequest request) {
    Wish wish = new Wish(need(request, JOB), need(request, INSTANCE), moment(need(request, TIME)));
    if (!request.target().name().equals(wish.toString())) {
      throw new HealingException(
          "Execution " + wish + " is not the target " + request.target(), "Name one execution.");
    }
    return wish;
  }

  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new HealingException(
          TIME + " is \"" + text + "\"", "It is a moment such as 2026-01-31T12:00:00Z.", e);
    }
  }

  private static String need(ActionRequest request, String key) {
    return request
        .parameter(key)
        .orElseThrow(
            () ->
                new HealingException(
                    "The request " + request + " has no " + key,
                    "Give the execution exactly as it is."));
  }

  @Override
  public String toString() {
    return job + "/" + instance;
  }
}
