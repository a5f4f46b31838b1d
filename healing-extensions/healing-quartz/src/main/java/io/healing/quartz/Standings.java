package io.healing.quartz;

import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobStanding;
import io.healing.quartz.StoredTriggers.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quartz.CronTrigger;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.quartz.impl.matchers.GroupMatcher;

/** How the jobs of a scheduler stand. */
final class Standings {
  /** Of so many jobs a look the scheduler is asked though the store told of them. */
  private static final int IN_TURN = 5;

  /** The same words at each look, whoever told of them; what is to fire for ever comes first. */
  private static final Comparator<Held> IN_ORDER =
      Comparator.comparing((Held held) -> !isEndless(held.trigger()))
          .thenComparing(held -> held.trigger().getKey().toString());

  private final Scheduler scheduler;
  private final String runner;
  private final @Nullable StoredTriggers stored;
  private final Map<JobKey, Seen> before = new HashMap<>();
  private int turn;

  /**
   * A job at one look.
   *
   * @param endless whether it had a trigger without an end
   * @param unread whether it could not be read
   */
  private record Seen(JobStanding standing, boolean endless, boolean unread) {
    /** Not read at this look: one more, and that is how it stands. */
    Seen unread(JobStanding then) {
      return new Seen(unread ? then : standing, endless, true);
    }
  }

  /**
   * Of this scheduler.
   *
   * @param stored what its store tells at once; null where that is not known
   */
  Standings(Scheduler scheduler, String runner, @Nullable StoredTriggers stored) {
    this.scheduler = scheduler;
    this.runner = runner;
    this.stored = stored;
  }

  /** A trigger with the state in which the scheduler has it. */
  record Held(Trigger trigger, TriggerState state) {}

  synchronized List<JobStanding> all() throws SchedulerException {
    boolean clustered = scheduler.getMetaData().isJobStoreClustered();
    Map<JobKey, Answer> told = told();
    before.keySet().retainAll(told.keySet());
    List<JobStanding> all = new ArrayList<>(told.size());
    for (Map.Entry<JobKey, Answer> job : told.entrySet()) {
      all.add(readable(job.getKey(), job.getValue(), clustered));
    }
    return all;
  }

  private Map<JobKey, Answer> told() throws SchedulerException {
    StoredTriggers known = stored;
    if (known != null) {
      Map<JobKey, Answer> told = known.all();
      inTurn(told).forEach(job -> told.put(job, () -> triggers(job)));
      return told;
    }
    Map<JobKey, Answer> told = new LinkedHashMap<>();
    scheduler
        .getJobKeys(GroupMatcher.anyJobGroup())
        .forEach(job -> told.put(job, () -> triggers(job)));
    return told;
  }

  /**
   * The jobs of which the scheduler itself is asked at this look: what it alone cannot read, such
   * as a trigger's data, shows when their turn comes, and is asked about again until it can.
   */
  private Set<JobKey> inTurn(Map<JobKey, Answer> told) {
    List<JobKey> jobs = List.copyOf(told.keySet());
    Set<JobKey> asked = new HashSet<>();
    for (int i = 0; i < Math.min(IN_TURN, jobs.size()); i++) {
      asked.add(jobs.get(Math.floorMod(turn + i, jobs.size())));
    }
    turn = jobs.isEmpty() ? 0 : (turn + IN_TURN) % jobs.size();
    before.forEach(
        (job, seen) -> {
          if (seen.unread() && told.containsKey(job)) {
            asked.add(job);
          }
        });
    return asked;
  }

  /**
   * One job that cannot be read hides no other. Whether it is the job, and not the store, is told
   * by the store's answer to a plainer question, and by its being so at two looks.
   */
  private JobStanding readable(JobKey key, Answer answer, boolean clustered)
      throws SchedulerException {
    Seen last = before.get(key);
    try {
      List<Held> triggers = new ArrayList<>(answer.triggers());
      triggers.sort(IN_ORDER);
      Seen now = of(key, triggers, last != null && last.endless(), clustered);
      before.put(key, now);
      return now.standing();
    } catch (SchedulerException e) {
      if (!scheduler.checkExists(key)) {
        throw e;
      }
      JobStanding unread =
          JobStanding.stopped(
              JobDefinition.of(JobNames.id(key)).withRunner(runner),
              "it cannot be read from the scheduler's store: " + e.getMessage());
      Seen now = last == null ? new Seen(unread, false, true) : last.unread(unread);
      before.put(key, now);
      return now.standing();
    }
  }

  /**
   * A job whose trigger was to fire for ever has none any more: that is no end that was planned.
   */
  private Seen of(JobKey key, List<Held> triggers, boolean wasEndless, boolean clustered) {
    JobDefinition definition = definition(key, triggers);
    boolean endless = triggers.stream().anyMatch(held -> isEndless(held.trigger()));
    if (triggers.isEmpty() && wasEndless) {
      return new Seen(
          JobStanding.stopped(definition, "its trigger was to fire for ever, and is gone")
              .maybeMeant(),
          true,
          false);
    }
    JobStanding standing = of(definition, triggers, clustered);
    return new Seen(endless ? standing.withoutEnd() : standing, endless, false);
  }

  private static boolean isEndless(Trigger trigger) {
    return trigger.getFinalFireTime() == null && trigger.getNextFireTime() != null;
  }

  private static JobStanding of(JobDefinition definition, List<Held> triggers, boolean clustered) {
    if (!triggers.isEmpty() && triggers.stream().allMatch(held -> in(held, TriggerState.PAUSED))) {
      return JobStanding.paused(definition);
    }
    Optional<Held> wrong =
        triggers.stream().filter(held -> in(held, TriggerState.ERROR)).findFirst();
    if (wrong.isPresent()) {
      return JobStanding.stopped(
          definition, "its trigger " + wrong.get().trigger().getKey() + " is in state ERROR");
    }
    return JobStanding.scheduled(definition, next(triggers, clustered))
        .withPrevious(previous(triggers))
        .withSchedule(words(triggers));
  }

  /** The triggers of a job but for those that we made, as they are held. */
  List<Held> triggers(JobKey key) throws SchedulerException {
    List<Held> held = new ArrayList<>();
    for (Trigger trigger : scheduler.getTriggersOfJob(key)) {
      if (!trigger.getKey().getGroup().equals(JobNames.OURS)) {
        held.add(new Held(trigger, scheduler.getTriggerState(trigger.getKey())));
      }
    }
    return held;
  }

  static boolean in(Held held, TriggerState state) {
    return held.state() == state;
  }

  private JobDefinition definition(JobKey key, List<Held> triggers) {
    JobDefinition definition = JobDefinition.of(JobNames.id(key)).withRunner(runner);
    return triggers.size() == 1
        ? period(triggers.get(0).trigger())
            .map(period -> definition.withSchedule(JobSchedule.every(period)))
            .orElse(definition)
        : definition;
  }

  private static Optional<Duration> period(Trigger trigger) {
    return trigger instanceof SimpleTrigger simple
            && simple.getRepeatCount() == SimpleTrigger.REPEAT_INDEFINITELY
            && simple.getRepeatInterval() > 0
        ? Optional.of(Duration.ofMillis(simple.getRepeatInterval()))
        : Optional.empty();
  }

  /**
   * A trigger that is blocked waits for a run that is under way somewhere, and promises nothing.
   * Nor does the last fire of a trigger in a cluster: the trigger is then gone, and with it the
   * word whether another instance fired it.
   */
  private static @Nullable Instant next(List<Held> triggers, boolean clustered) {
    return triggers.stream()
        .filter(held -> in(held, TriggerState.NORMAL))
        .filter(held -> !clustered || stays(held.trigger()))
        .map(held -> held.trigger().getNextFireTime())
        .filter(Objects::nonNull)
        .map(Date::toInstant)
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static boolean stays(Trigger trigger) {
    Date next = trigger.getNextFireTime();
    return next != null && trigger.getFireTimeAfter(next) != null;
  }

  private static @Nullable Instant previous(List<Held> triggers) {
    return triggers.stream()
        .map(held -> held.trigger().getPreviousFireTime())
        .filter(Objects::nonNull)
        .map(Date::toInstant)
        .max(Instant::compareTo)
        .orElse(null);
  }

  private static String words(List<Held> triggers) {
    return triggers.stream().map(held -> words(held.trigger())).collect(Collectors.joining(", "));
  }

  private static String words(Trigger trigger) {
    if (trigger instanceof CronTrigger cron) {
      return cron.getCronExpression() + " " + cron.getTimeZone().getID();
    }
    return period(trigger).map(period -> "every " + period).orElse(trigger.getKey().toString());
  }
}
