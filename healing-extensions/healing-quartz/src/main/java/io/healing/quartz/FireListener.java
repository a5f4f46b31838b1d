package io.healing.quartz;

import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.core.JobExecutionProcessException;
import org.quartz.listeners.SchedulerListenerSupport;
import org.quartz.listeners.TriggerListenerSupport;

/** Notes starts that Quartz passed over, and its own errors. Never vetoes. */
final class FireListener extends TriggerListenerSupport {
  private static final String NOT_EXECUTED = "NOT be executed";

  private final String name;
  private final Faults faults;

  FireListener(String name, Faults faults) {
    this.name = name;
    this.faults = faults;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public void triggerMisfired(Trigger trigger) {
    faults.guard(() -> faults.misfired(JobNames.id(trigger.getJobKey())));
  }

  /**
   * Notes what the scheduler says of its own errors. Every exception that leaves a job is such an
   * error to Quartz; to us it is a run that failed, which is told already. That a job will not be
   * executed it says on the thread that was to execute it.
   */
  static SchedulerListenerSupport ofErrors(Faults faults, RunListener runs) {
    return new SchedulerListenerSupport() {
      @Override
      public void schedulerError(String message, SchedulerException cause) {
        faults.guard(
            () -> {
              if (message.contains(NOT_EXECUTED)) {
                runs.notRun(message + ": " + cause.getMessage());
              }
              if (!(cause instanceof JobExecutionProcessException)) {
                faults.error(message, cause);
              }
            });
      }
    };
  }
}
