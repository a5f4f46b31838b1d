package io.healing.quartz;

import io.healing.api.HealingException;
import java.util.List;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger.TriggerState;

/** Puts the triggers of a job aside and back. Thread-safe as the scheduler is. */
final class Schedules {
  private final Scheduler scheduler;
  private final JobNames names;
  private final Standings standings;

  Schedules(Scheduler scheduler, JobNames names, Standings standings) {
    this.scheduler = scheduler;
    this.names = names;
    this.standings = standings;
  }

  /** Takes a job's triggers out of the state ERROR. */
  void reset(String jobId) throws SchedulerException {
    int reset = 0;
    for (Standings.Held held : standings.triggers(names.key(jobId))) {
      if (Standings.in(held, TriggerState.ERROR)) {
        scheduler.resetTriggerFromErrorState(held.trigger().getKey());
        reset++;
      }
    }
    if (reset == 0) {
      throw new HealingException(
          "No trigger of job " + jobId + " is in state ERROR",
          "It is on its schedule, or it has no trigger: schedule it where it is declared.");
    }
  }

  boolean paused(String jobId) throws SchedulerException {
    List<Standings.Held> all = standings.triggers(names.key(jobId));
    return !all.isEmpty() && all.stream().allMatch(held -> Standings.in(held, TriggerState.PAUSED));
  }

  /** Refused when some of them are paused: taking the pause back would let those go on too. */
  void pause(String jobId) throws SchedulerException {
    JobKey job = names.key(jobId);
    for (Standings.Held held : standings.triggers(job)) {
      if (Standings.in(held, TriggerState.PAUSED)) {
        throw new HealingException(
            "Trigger " + held.trigger().getKey() + " of job " + jobId + " is paused already",
            "Pause the others of this job by hand, so that it is known which were paused.");
      }
    }
    scheduler.pauseJob(job);
  }

  void resume(String jobId) throws SchedulerException {
    scheduler.resumeJob(names.key(jobId));
  }
}
