package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Remediator;
import io.healing.api.act.Verification;
import io.healing.api.config.LimitsConfig;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Intent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes changes and takes them back. Every change is planned, guarded, written to the journal
 * before it is made, settled after it, and judged by what is seen later. Thread-safe.
 */
public final class Acting {
  private final Workshop shop;

  /**
   * Told of the runs that an action interrupts, so that nobody takes their end for a new trouble.
   */
  public interface Interrupting {
    /**
     * A run is about to be interrupted.
     *
     * @param by for what, as {@code s3}
     */
    void begun(long run, String by);

    /** Its runner did not take the order. */
    void refused(long run);

    /** It did not end in the time that it had. */
    void unheeded(long run);
  }

  /**
   * What the room is given.
   *
   * @param clock the only clock
   * @param instance the number of this process in the store
   * @param limits time and size limits
   * @param baseDirectory the directory of the configuration, to which relative paths belong
   * @param forbiddenPaths the user's forbidden places for all subjects: absolute, relative, with
   *     {@code ~}, or as globs
   * @param redactor takes secrets out of a text
   * @param log where the room and its remediators log
   * @param situations what is known of a subject now; asked when something is settled or undone
   * @param recorded called with every action as it was stored, inside the transaction that stores
   *     it, so that the incident can be kept with it
   * @param interrupting told of the runs that an action interrupts
   */
  public record Settings(
      InstantSource clock,
      long instance,
      LimitsConfig limits,
      Path baseDirectory,
      List<String> forbiddenPaths,
      UnaryOperator<String> redactor,
      System.Logger log,
      Function<Subject, Situation> situations,
      Consumer<ActionEntry> recorded,
      Interrupting interrupting) {

    /** Copies the list. */
    public Settings {
      forbiddenPaths = List.copyOf(forbiddenPaths);
    }
  }

  /** The room with its tools. */
  public Acting(Settings settings, HealingStore store, Remediators remediators) {
    this(settings, store, remediators, step -> {});
  }

  /**
   * The room with a listener to every step that an action takes; for tests that let the process die
   * at each of them.
   *
   * @param steps told the name of each step before the next is taken
   */
  public Acting(
      Settings settings, HealingStore store, Remediators remediators, Consumer<String> steps) {
    shop = new Workshop(settings, store, remediators, steps);
  }

  /** The remediators that come with Healing, with nothing declared or handed over. */
  public static List<Remediator> builtIn(LimitsConfig limits) {
    return builtIn(Tools.of(limits));
  }

  /** The remediators that come with Healing. */
  public static List<Remediator> builtIn(Tools tools) {
    Services services = new Services(tools);
    return List.of(
        new RestartJob(),
        new PauseJob(),
        new EditFile(),
        new CreateFile(),
        new CreateDirectory(),
        new RunCommand(tools.limits()),
        new RestartService(services),
        new RollbackDeployment(tools, services),
        new EditNumber(),
        new ChangeSetting(new Dials(tools.handles())),
        new ChangeLogLevel(tools.logLevels().stream().findFirst().orElseGet(JulLevels::new)),
        new RecordFlight(tools.host().recordings()),
        new HealthCheck());
  }

  /**
   * Turns a wish into exactly what would change. Reads only.
   *
   * @throws Refused when nobody can do it or the guard forbids it, with the reason
   * @throws io.healing.api.HealingException when the wish cannot be fulfilled
   */
  public ActionPlan plan(Situation situation, ActionRequest wish) {
    return new Planning(shop).plan(situation, wish);
  }

  /** The id of the remediator that can do what is wished; empty when nobody here can. */
  public Optional<String> doer(ActionRequest wish) {
    return shop.remediators().find(wish).map(Remediator::id);
  }

  /**
   * Carries out a suggestion: claims it and writes the intent in one transaction, makes the change,
   * and settles it in another.
   *
   * @throws Refused when it may not begin; nothing was changed or stored then
   * @throws io.healing.api.store.StoreException when the store failed; what was begun is settled
   *     later by {@link #settle}
   */
  public Applied apply(Order order) {
    return new Applying(shop).apply(order);
  }

  /**
   * Takes an action back, if its target still is as the action left it. A refusal changes nothing
   * and is kept as the action's note.
   *
   * @param by the rule or the person behind it
   * @param automatic whether it is undone because it did not help, and no person asked for it
   * @throws io.healing.api.HealingException when there is no such action
   */
  public Undone undo(long actionId, String by, boolean automatic) {
    return new Undoing(shop).undo(actionId, by, automatic);
  }

  /**
   * Settles what nobody is carrying out any more: open intents of dead processes, and those of this
   * one that were left behind. Looks at the target and never repeats a change.
   */
  public List<Settled> settle() {
    return new Settling(shop).settle();
  }

  /**
   * Settles an unsettled intent by what a person saw, with all rows that tell of it. That the
   * change is in place means that taking it back had failed, where that was intended.
   *
   * @param made whether the change is in place
   * @param by the person who looked
   * @return false when it was not unsettled any more; nothing is changed then
   */
  public boolean settle(Intent intent, boolean made, String by) {
    Situation situation = shop.settings().situations().apply(intent.subject());
    return new Bookkeeping(shop).seen(intent, new Sight(made, by), situation);
  }

  /**
   * Gives up waiting for what this process is doing to a target: it is unsettled, and a person must
   * look. What still comes of it later changes nothing in the store.
   *
   * @return empty when this process does nothing to that target
   */
  public Optional<Settled> abandon(Target target) {
    return new Settling(shop).abandon(target);
  }

  /**
   * The remediators that could not say how a target stands since this was asked last, by their ids,
   * with their last fault.
   */
  public Map<String, Throwable> faults() {
    return shop.faults();
  }

  /**
   * Whether an action helped.
   *
   * @return the answer; empty while it cannot be told and the deadline has not come
   */
  public Optional<Verification> judge(ActionEntry entry, World world) {
    boolean blind = restarts(entry).filter(RestartService::blind).isPresent();
    boolean alone = entry.detail().incidentId() == null;
    return Judgement.of(entry, blind && alone ? world.unseen() : world);
  }

  /** Whether its own target told that it runs, so that no monitor need look at its subject. */
  public boolean tellsItself(ActionEntry entry) {
    return restarts(entry).filter(plan -> !RestartService.blind(plan)).isPresent();
  }

  private Optional<ActionPlan> restarts(ActionEntry entry) {
    return shop.store()
        .journal()
        .find(entry.detail().intentId())
        .map(Intent::plan)
        .filter(plan -> plan.request().type().equals(ActionType.RESTART_SERVICE));
  }

  /** For how long a change is wanted, after which it is to end; empty where it stays. */
  public static Optional<Duration> wantedFor(ActionPlan plan) {
    return RecordFlight.means(plan) ? RecordFlight.time(plan) : ForTime.of(plan.request());
  }

  /**
   * Ends a change whose time is over where that needs no taking back: a recording stops and leaves
   * its file, which is what it was wanted for.
   *
   * @return false where it is to be taken back, with {@link #undoInTime}
   */
  public static boolean endsByItself(ActionPlan plan) {
    if (RecordFlight.means(plan)) {
      RecordFlight.end(plan);
      return true;
    }
    return false;
  }

  /** Whether an intent is of an earlier instance that lived in this very process. */
  public boolean hereBefore(Intent intent) {
    return shop.hereBefore(intent);
  }

  /** Whether an intent is about the memory of another process, which may be dead. */
  public boolean elsewhere(Intent intent) {
    return shop.elsewhere(intent.plan().request(), intent);
  }

  /** Takes back what the program itself has asked for, which is nobody's no; as {@link #undo}. */
  public Undone undoForProgram(long actionId) {
    return new Undoing(shop).undo(actionId, SuggestionWords.PROGRAM, false);
  }

  /** Takes back what was wanted for a time that is over; as {@link #undo}. */
  public Undone undoInTime(long actionId) {
    return new Undoing(shop).undo(actionId, ForTime.OVER, true);
  }

  /** The moment before which a plan may not be carried out; empty when it may at once. */
  public Optional<Instant> notBefore(ActionPlan plan, Situation situation) {
    return Delay.notBefore(plan.request(), situation);
  }

  /**
   * Why a plan has to wait for what its runner is going to do by itself; empty when it need not.
   * Asks the runner.
   */
  public Optional<String> waits(ActionPlan plan, Situation situation) {
    return RestartJob.waits(plan, situation);
  }

  /**
   * Whether a person owns the plan's target: somebody has changed it since the last action on it,
   * or took that action back.
   */
  public boolean contested(ActionPlan plan) {
    return shop.contested(plan);
  }
}
