package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.ActionStatus;
import io.healing.api.config.HealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.decide.Deed;
import io.healing.api.decide.Ways;
import io.healing.api.detect.Incident;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentState;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.act.Applied;
import io.healing.core.act.Order;
import io.healing.core.act.Refused;
import io.healing.core.act.Situation;
import io.healing.core.act.Undone;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person has done right now, in the person's own thread. On a store alone the rooms are only
 * built when something is to be changed, since that takes part in the store as a process of its
 * own.
 */
final class Hands implements AutoCloseable {
  private final Assembly assembly;
  private final Reach reach;
  private final boolean alone;
  private @Nullable Rooms rooms;

  /** With the rooms of a living Healing. */
  Hands(Rooms rooms) {
    assembly = rooms.assembly();
    reach = new Reach(assembly.config().selfHealing().host());
    this.rooms = rooms;
    alone = false;
  }

  /** On a store alone. */
  Hands(Assembly assembly) {
    this.assembly = assembly;
    reach = new Reach(assembly.config().selfHealing().host());
    alone = true;
  }

  static Assembly assembly(HealingConfig config, HealingStore store, Ways ways) {
    Plugins plugins = new Plugins(config.selfHealing().logLevel());
    BuiltIns.addTo(plugins, config, HostParts.none());
    EnvironmentChecks.addTo(plugins, config);
    return new Assembly(
        config,
        store,
        false,
        SystemTime.clock(),
        SystemTime.nanos(),
        SystemTime.jitter(),
        "by hand",
        plugins,
        ProgramParts.none(config),
        new Runners(List.of()),
        new CallCounts("runs"),
        new Reports(1, config.selfHealing().limits().settleTime()),
        step -> {},
        ways);
  }

  private synchronized Rooms rooms() {
    Rooms built = rooms;
    if (built == null) {
      Rooms made = RoomPlan.build(assembly, Lanes.inline());
      assembly
          .config()
          .jobs()
          .values()
          .forEach(job -> made.jobs().define(job.definition(), List.of()));
      made.adopt(assembly.config().jobs().keySet());
      made.settleLeftBehind();
      rooms = made;
      return made;
    }
    return built;
  }

  /** Takes an action back, or has the program do it that can; tells which, or why neither. */
  String undo(ActionEntry entry, String person) {
    long action = entry.row().id();
    List<String> others = alone && ofProgram(entry) ? others() : List.of();
    if (!others.isEmpty()) {
      WantedUndos.add(assembly.store().states(), action, person, assembly.clock().instant());
      String show = assembly.ways().to(Deed.of(Deed.Kind.SHOW, "a" + action));
      return "a%d is taken back by %s; %s tells how that ended"
          .formatted(action, String.join(" or ", others), show);
    }
    undo(action, person);
    return "a" + action + " was taken back";
  }

  /** Whether it can be taken back, but by the program that made it or one like it only. */
  private boolean ofProgram(ActionEntry entry) {
    boolean undoable = entry.row().status() == ActionStatus.SUCCESS && entry.row().canRollback();
    return undoable
        && assembly
            .store()
            .journal()
            .find(entry.detail().intentId())
            .filter(made -> !reach.has(made.plan()) || rooms().acting().elsewhere(made))
            .isPresent();
  }

  /** The programs that live on this store, without this process's part in it. */
  private List<String> others() {
    long own = rooms().instance().id();
    return assembly.store().instances().all().stream()
        .filter(one -> one.id() != own && assembly.store().instances().alive(one.id()))
        .map(one -> one.name() + " (process " + one.pid() + ")")
        .toList();
  }

  private void undo(long action, String person) {
    Undone undone = rooms().acting().undo(action, person, false);
    ended(action, undone);
    String words = "a" + action + " was taken back by " + person;
    rooms().announcer().person(words + ": " + undone.entry().row().jobId());
    decided(
        undone.entry().row().jobId(),
        "s" + undone.entry().row().suggestionId(),
        new Decision.Ignore(BlockReason.REJECTED_BEFORE, words));
  }

  /** Takes an action back for the program that asked for it, or says why not. */
  void undoForProgram(long action) {
    ended(action, rooms().acting().undoForProgram(action));
  }

  private void ended(long action, Undone undone) {
    rooms().pending().changed();
    if (undone.state() != IntentState.DONE) {
      throw new HealingException(
          "a"
              + action
              + " was not taken back: "
              + undone.note().replaceFirst("^Not taken back: ", ""),
          "");
    }
  }

  private void decided(String subject, String topic, Decision decision) {
    rooms().announcer().decided(new Subject(subject), topic, decision);
  }

  /** Says how a change ended of which nobody could tell. */
  void settle(Intent intent, boolean made, String person) {
    if (!rooms().acting().settle(intent, made, person)) {
      throw new HealingException(
          intent.plan().request().target() + " was settled by somebody else", "Look at it again.");
    }
    rooms().refreshIncident(intent.incidentId());
  }

  /** Carries out an approved suggestion, if that can be done from here. */
  HealingAdmin.Handled apply(SuggestionEntry entry) {
    ActionPlan plan = entry.detail().plan();
    String name = name(entry);
    if (plan == null) {
      throw new HealingException(name + " is advice: there is nothing to carry out", "");
    }
    if (entry.row().status() != SuggestionStatus.APPROVED) {
      throw new HealingException(
          name + " is " + entry.row().status().word(),
          "Only a pending or approved one is applied.");
    }
    return here(entry, plan)
        ? made(entry, plan)
        : new HealingAdmin.Handled(
            entry, "approved; the program that runs " + entry.row().jobId() + " carries it out");
  }

  /** A job's file may be changed from here only where the configuration tells whose it is. */
  private boolean here(SuggestionEntry entry, ActionPlan plan) {
    Subject subject = new Subject(entry.row().jobId());
    boolean known = !subject.isJob() || rooms().jobs().known(subject.name());
    return known && reach.has(plan);
  }

  private HealingAdmin.Handled made(SuggestionEntry entry, ActionPlan plan) {
    Questions questions = new Questions(rooms());
    Decision decision = questions.decide(questions.approved(entry));
    if (!(decision instanceof Decision.Heal)) {
      return new HealingAdmin.Handled(entry, "approved, and waits: " + decision.words());
    }
    refuseMovedOn(entry, plan);
    String words = "wanted by " + entry.detail().decidedBy() + ": " + plan.summary();
    decided(entry.row().jobId(), "s" + entry.row().id(), new Decision.Heal(words));
    try {
      Applied applied = rooms().acting().apply(order(entry, plan, questions));
      rooms().pending().changed();
      String what = name(entry) + " was applied for " + entry.detail().decidedBy() + ": ";
      rooms().announcer().person(what + plan.summary() + ", " + applied.state().word());
      return told(entry, applied);
    } catch (Refused e) {
      return new HealingAdmin.Handled(newest(entry), "not done from here: " + e.getMessage());
    }
  }

  private Situation situation(SuggestionEntry entry) {
    return rooms().situations().of(new Subject(entry.row().jobId()));
  }

  private void refuseMovedOn(SuggestionEntry entry, ActionPlan plan) {
    Subject subject = new Subject(entry.row().jobId());
    Optional<String> moved =
        new Replanning(rooms()).movedOn(subject, plan, entry.detail().approvedHash());
    if (moved.isPresent()) {
      rooms().reviewing().supersede(entry, moved.get());
      throw new HealingException(
          "s" + entry.row().id() + " was not carried out: " + moved.get(),
          "Look at what is proposed next.");
    }
  }

  private Order order(SuggestionEntry entry, ActionPlan plan, Questions questions) {
    String person = entry.detail().decidedBy();
    Optional<Incident> incident = incident(entry);
    return new Order(
        entry,
        plan,
        situation(entry),
        person == null ? "human" : person,
        false,
        incident.orElse(null),
        questions.counterKey(entry, incident),
        () -> questions.decide(questions.approved(entry)),
        () -> {});
  }

  private Optional<Incident> incident(SuggestionEntry entry) {
    return Optional.ofNullable(entry.detail().incidentId())
        .flatMap(assembly.store().incidents()::find)
        .filter(incident -> !incident.ended());
  }

  private HealingAdmin.Handled told(SuggestionEntry entry, Applied applied) {
    boolean done = applied.state() == IntentState.DONE;
    String words = done ? "done" : applied.state().word() + ": " + applied.note();
    return new HealingAdmin.Handled(newest(entry), words);
  }

  private static String name(SuggestionEntry entry) {
    return "s" + entry.row().id();
  }

  private SuggestionEntry newest(SuggestionEntry entry) {
    return assembly.store().suggestions().find(entry.row().id()).orElse(entry);
  }

  @Override
  public synchronized void close() {
    Rooms built = rooms;
    if (alone && built != null) {
      built.lanes().close();
      assembly.store().instances().leave(built.instance().id());
      rooms = null;
    }
  }
}
