package io.healing.jobrunr;

import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.job.RunnerName;
import io.healing.api.review.SuggestionSeverity;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.exceptions.IllegalJobThreadStateException;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jobrunr.storage.JobNotFoundException;
import org.jobrunr.storage.StorageProvider;

/**
 * Puts one instance into the queue again. The storage refuses it when anybody else stored the
 * instance since it was found. Until a server takes it, it can be put back with its whole history.
 */
final class RequeueJob implements Remediator {
  private static final String REQUEUED = "requeued";
  private static final String HISTORY = "states";

  private final RunnerName named;
  private final StorageProvider storage;

  RequeueJob(RunnerName named, StorageProvider storage) {
    this.named = named;
    this.storage = storage;
  }

  @Override
  public String id() {
    return named.plugin() + ".requeue-job";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(ActionType.REQUEUE_JOB, named.scheme(), Undo.EXACT));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    Requeue requeue = Requeue.of(request.wish());
    Job now = find(requeue).orElseThrow(() -> gone(requeue));
    if (!JobNames.id(now).equals(request.subject().name())) {
      throw new HealingException(
          "Instance " + now.getId() + " is one of job " + JobNames.id(now),
          "It is not of " + request.subject() + ", which is to be healed.");
    }
    if (!requeue.before(now)) {
      throw moved(requeue, now);
    }
    return ActionPlan.of(
            request.wish(),
            "Put instance " + now.getId() + " of " + JobNames.id(now) + " into the queue again")
        .withUndo(Undo.EXACT)
        .withRisk(SuggestionSeverity.LOW)
        .withDetail(HISTORY, Integer.toString(now.getJobStates().size()))
        .withImages(Image.of(requeue.textBefore()), Image.of(requeue.textAfter()));
  }

  private Optional<Job> find(Requeue requeue) {
    try {
      return Optional.of(storage.getJobById(requeue.instance()));
    } catch (JobNotFoundException e) {
      return Optional.empty();
    }
  }

  private static HealingException gone(Requeue requeue) {
    return new HealingException(
        "JobRunr no longer has instance " + requeue.instance(), "It was deleted.");
  }

  private static HealingException moved(Requeue requeue, Job now) {
    return new HealingException(
        "Instance "
            + requeue.instance()
            + " changed: it was "
            + requeue.from()
            + " in version "
            + requeue.version()
            + ", and now is "
            + now.getState()
            + " in version "
            + now.getVersion(),
        "Nothing is to be done; if it still is to be run, it is proposed anew.");
  }

  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    Requeue requeue = Requeue.of(plan.request());
    Optional<Job> now = find(requeue);
    if (now.filter(requeue::before).isPresent()) {
      return Inspection.BEFORE;
    }
    return now.filter(requeue::after).isPresent() ? Inspection.AFTER : Inspection.OTHER;
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    Requeue requeue = Requeue.of(plan.request());
    Job job = find(requeue).orElseThrow(() -> gone(requeue));
    if (!requeue.before(job)) {
      throw moved(requeue, job);
    }
    if (requeue.from() == StateName.PROCESSING) {
      job.failed("Orphaned job", new IllegalJobThreadStateException("Its server is dead"));
    }
    job.getMetadata().putIfAbsent(RunFilter.ORDERED, REQUEUED);
    job.enqueue();
    save(requeue, job);
    return "instance " + requeue.instance() + " waits in the queue";
  }

  /** As it was: the states that came since are taken off its history. */
  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    Requeue requeue = Requeue.of(plan.request());
    Job now = find(requeue).orElseThrow(() -> gone(requeue));
    if (!requeue.after(now)) {
      throw moved(requeue, now);
    }
    int states = Integer.parseInt(plan.details().getOrDefault(HISTORY, "0"));
    ConcurrentMap<String, Object> notes = new ConcurrentHashMap<>(now.getMetadata());
    notes.remove(RunFilter.ORDERED, REQUEUED);
    Job back =
        new Job(
            now.getId(),
            now.getVersion(),
            now.getJobDetails(),
            now.getJobStates().subList(0, states),
            notes);
    back.setJobName(now.getJobName());
    back.setAmountOfRetries(now.getAmountOfRetries());
    back.setLabels(now.getLabels());
    now.getRecurringJobId().ifPresent(back::setRecurringJobId);
    save(requeue, back);
  }

  private void save(Requeue requeue, Job job) {
    try {
      storage.save(job);
    } catch (ConcurrentJobModificationException e) {
      throw new HealingException(
          "Instance " + requeue.instance() + " was stored by somebody else at the same moment",
          "Nothing was changed; look how it stands now.",
          e);
    }
  }
}
