package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.decide.Ways;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobRun;
import io.healing.api.learn.Insights;
import io.healing.api.learn.ShadowReport;
import io.healing.api.learn.SystemStatus;
import io.healing.api.review.HealingReview;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Intent;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.ai.Redactor;
import io.healing.core.review.Reviewing;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a person may do: look, ask why, approve, reject, take back, pause. Works on the store, so
 * that what one process does is seen by all. Thread-safe. An unknown id and a wrong state are
 * refused with a sentence that says how it stands.
 */
public final class HealingAdmin implements AutoCloseable {
  private static final int LIST = 100;

  private final HealingStore store;
  private final ById byId;
  private final Reviewing reviewing;
  private final Pause pause;
  private final Hands hands;
  private final IncidentMarks marks;
  private final Reasons reasons;
  private final Lessons lessons;
  private final HealingConfig config;

  HealingAdmin(Rooms rooms) {
    this(rooms.assembly(), new Hands(rooms), rooms.ledger()::settle, rooms.jobs()::known);
  }

  private HealingAdmin(
      Assembly assembly, Hands hands, Consumer<Incident> ending, Predicate<String> knownJob) {
    store = assembly.store();
    Redactor redactor = new Redactor();
    byId = new ById(store, redactor);
    reasons = new Reasons(store, knownJob, assembly.ways());
    lessons = new Lessons(assembly);
    config = assembly.config();
    RootConfig root = config.selfHealing();
    reviewing = new Reviewing(store, assembly.clock(), redactor, root.limits());
    marks = new IncidentMarks(assembly, ending);
    pause = new Pause(store);
    this.hands = hands;
  }

  /**
   * On a store alone, which a running program may have open too: what is marked there, that program
   * carries out. Looking changes nothing, and is possible on a store that can only be read.
   *
   * @param config what the running program is configured with, as far as it is known
   * @param store stays the caller's to close
   */
  public static HealingAdmin on(HealingConfig config, HealingStore store) {
    return on(config, store, UsualWays.of(Given.store(store).info(), Given.config(config), null));
  }

  /** The same with the ways by which its caller does what is named in answers. */
  public static HealingAdmin on(HealingConfig config, HealingStore store, Ways ways) {
    Assembly assembly = Hands.assembly(Given.config(config), Given.store(store), ways);
    return new HealingAdmin(
        assembly, new Hands(assembly), store.incidents()::save, config.jobs()::containsKey);
  }

  /** The incidents that have not ended, oldest first. */
  public List<Incident> incidents() {
    return store.incidents().active();
  }

  /** One incident, by its id or a beginning of it. */
  public Incident incident(String id) {
    return byId.incident(Given.name(id, "id"));
  }

  /** The newest 100 suggestions with this status, newest first. */
  public List<SuggestionEntry> suggestions(SuggestionStatus status) {
    return store.suggestions().page(Page.newest(LIST).in(Given.name(status, "status").word()));
  }

  /** One suggestion. */
  public SuggestionEntry suggestion(long id) {
    return byId.suggestion(id);
  }

  /** The newest 100 actions, newest first. */
  public List<ActionEntry> actions() {
    return store.actions().page(Page.newest(LIST));
  }

  /** One action. */
  public ActionEntry action(long id) {
    return byId.action(id);
  }

  /** The newest 100 reviews, newest first. */
  public List<HealingReview> reviews() {
    return store.reviews().page(Page.newest(LIST));
  }

  /** A job's newest 100 runs, newest first. */
  public List<JobRun> runs(String job) {
    return store.runs().newest(Given.name(job, "job"), LIST);
  }

  /**
   * All that is known of one thing, as text for a person.
   *
   * @param id {@code s3} for a suggestion, {@code a3} for an action, {@code r3} for a review,
   *     {@code i-…} for an incident
   */
  public String show(String id) {
    return byId.show(Given.name(id, "id"));
  }

  /**
   * Why something is or was not done, as text for a person: first what holds now, then what held
   * earlier or is over, marked so; then what was done for it and whether that helped, and when
   * people were called about it.
   *
   * @param subject a job, another subject such as {@code @host}, or an id as {@link #show} takes it
   * @throws HealingException when there is nothing of this name
   */
  public String why(String subject) {
    return reasons.why(Given.name(subject, "subject"));
  }

  /** How Healing and what it watches stand now, as far as the store tells; without lost events. */
  public SystemStatus status() {
    return lessons.status();
  }

  /** What the newest 1,000 actions teach: rates, trend, success factors, failure causes. */
  public Insights insights() {
    return lessons.insights();
  }

  /**
   * What would have been done since a moment if it had been allowed, and whether it would have
   * helped. Reads the files that would have been changed.
   */
  public ShadowReport shadow(Instant since) {
    return lessons.shadow(Given.name(since, "since"));
  }

  /**
   * Approves exactly the plan that the person saw. A living process that observes the job carries
   * it out.
   *
   * @param planHash the hash of the plan, as in {@link io.healing.api.act.ActionPlan#hash}
   * @throws HealingException when it is not pending, has expired, has another plan, or somebody
   *     else was first
   */
  public void approve(long suggestion, String planHash, String person) {
    reviewing.approve(suggestion, Given.hash(planHash), Given.person(person));
  }

  /**
   * Approves exactly the plan that this suggestion had when it was read.
   *
   * @throws HealingException also when it has no plan, with the reason
   */
  public void approve(SuggestionEntry seen, String person) {
    approve(seen.row().id(), Unplanned.hash(store, seen), person);
  }

  /**
   * Rejects a suggestion; the same is not proposed again until it is more urgent or its content
   * differs.
   *
   * @throws HealingException when it is not pending or no reason is given
   */
  public void reject(long suggestion, String person, String reason) {
    reviewing.reject(suggestion, Given.person(person), Given.reason(reason));
  }

  /**
   * Carries out a suggestion now, where that can be done from here: a change of a file, a command,
   * a database. What needs the program that runs the job is left approved for it.
   *
   * @return the suggestion as it is then, and a sentence on what became of it
   * @throws HealingException when it is advice, decided otherwise, or no longer what was seen
   */
  public Handled apply(long suggestion, String person) {
    SuggestionEntry entry = suggestion(suggestion);
    Given.person(person);
    ActionPlan plan = entry.detail().plan();
    if (plan != null && entry.row().status() == SuggestionStatus.PENDING) {
      approve(suggestion, plan.hash(), person);
    }
    return hands.apply(suggestion(suggestion));
  }

  /**
   * What became of a suggestion that was to be carried out.
   *
   * @param suggestion as it is now
   * @param words one sentence for a person
   */
  public record Handled(SuggestionEntry suggestion, String words) {}

  /**
   * Wants a review of a job soon, from the program that runs it; or of Healing itself, by the name
   * {@code @healing/self}.
   *
   * @throws HealingException when Healing is not to review itself
   */
  public void review(String job, boolean force) {
    OwnReviews.means(job, config);
    WantedReviews.add(store.states(), Given.name(job, "job"), force);
  }

  /**
   * Lifts a rejection, so that the same may be proposed again.
   *
   * @throws HealingException when nobody has rejected it
   */
  public void lift(long suggestion) {
    if (!reviewing.lift(suggestion)) {
      throw new HealingException("Nobody has rejected s" + suggestion, "There is nothing to lift.");
    }
  }

  /**
   * Takes an action back, now. What only the program can take back that runs the job, a living one
   * is asked for, which does it within seconds.
   *
   * @return in one sentence that it was taken back, or who does it
   * @throws HealingException when it cannot be taken back, with the reason; nothing is changed then
   */
  public String rollback(long action, String person) {
    return hands.undo(action(action), Given.person(person));
  }

  /** As {@link #rollback}, for the program that asked for it: nobody says no to it. */
  void takeBack(long action) {
    hands.undoForProgram(action(action).row().id());
  }

  /**
   * Says how a change really ended of which nobody could tell; until then its target is busy.
   *
   * @param target what it changed, as in {@code file:/srv/app/report.conf}
   * @param made whether the change is in place
   * @throws HealingException when nothing on this target is unsettled
   */
  public void settle(String target, boolean made, String person) {
    Intent intent = byId.unsettled(Target.parse(Given.name(target, "target")));
    hands.settle(intent, made, Given.person(person));
  }

  /**
   * Stops every automatic change of all processes on this store; observing goes on.
   *
   * @throws HealingException when no reason is given, or the store cannot be written: no other
   *     process would hear of it
   */
  public void pause(String reason, String person) {
    pause.set(Given.reason(reason), Given.person(person));
  }

  /** Lifts the pause. */
  public void resume() {
    pause.lift();
  }

  /** Lets an incident be mended automatically again whose breaker is open. */
  public void retry(String incident) {
    marks.retry(incident(incident));
  }

  /** Ends an incident because a person says that it is over. */
  public void end(String incident) {
    marks.end(incident(incident));
  }

  /** Lets go of what an admin on a store alone holds; the store stays open. */
  @Override
  public void close() {
    hands.close();
  }
}
