package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Remediator;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Intent;
import io.healing.api.store.StoreException;
import io.healing.core.process.ProcessMark;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all who work in this room share. */
final class Workshop {
  /** The detail of a plan that names what it writes on disk, where its target is no file. */
  static final String WRITES = "writes";

  private final Acting.Settings settings;
  private final HealingStore store;
  private final Remediators remediators;
  private final Consumer<String> steps;
  private final FileGuard guard;
  private final Map<String, Throwable> faults = new ConcurrentHashMap<>();
  private final Set<Long> inHand = ConcurrentHashMap.newKeySet();

  Workshop(
      Acting.Settings settings,
      HealingStore store,
      Remediators remediators,
      Consumer<String> steps) {
    this.settings = settings;
    this.store = store;
    this.remediators = remediators;
    this.steps = steps;
    guard =
        new FileGuard(
            settings.baseDirectory(),
            ForbiddenPlaces.standard(settings.baseDirectory(), store.info()),
            settings.forbiddenPaths());
  }

  Acting.Settings settings() {
    return settings;
  }

  HealingStore store() {
    return store;
  }

  Remediators remediators() {
    return remediators;
  }

  FileGuard guard() {
    return guard;
  }

  /** The intents that a thread of this process is carrying out. */
  Set<Long> inHand() {
    return inHand;
  }

  void step(String name) {
    steps.accept(name);
  }

  /** What a plug-in gave back, which may be nothing whatever its contract says. */
  static <T> T given(@Nullable T answer, Remediator by, String what) {
    if (answer == null) {
      throw new IllegalStateException(by.id() + " gave back null in place of its " + what);
    }
    return answer;
  }

  /** Whoever does such a thing could not even be asked how its target stands. */
  void failed(ActionRequest wish, Throwable fault) {
    log("Could not look at " + wish.target(), fault);
    boolean store = fault instanceof StoreException;
    remediators.find(wish).filter(doer -> !store).ifPresent(doer -> faults.put(doer.id(), fault));
  }

  /** The plug-ins that failed since this was asked last, with their last fault. */
  Map<String, Throwable> faults() {
    Map<String, Throwable> now = new TreeMap<>(faults);
    faults.entrySet().removeAll(now.entrySet());
    return now;
  }

  void log(String message, Throwable fault) {
    settings.log().log(System.Logger.Level.WARNING, message + ": " + fault);
  }

  /** The store keeps milliseconds. */
  Instant now() {
    return settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  String redact(String text) {
    return settings.redactor().apply(text);
  }

  Asked asked(Situation situation, ActionRequest wish, @Nullable Instant begun) {
    Remediator remediator = remediators.get(wish);
    return new Asked(
        situation,
        wish,
        now(),
        remediators.optionsOf(remediator),
        settings.baseDirectory(),
        settings.log(),
        begun,
        new Asked.Hooks(steps, settings.interrupting(), ""));
  }

  /** Whether somebody else changed the target since the last change, or took that one back. */
  boolean contested(ActionPlan plan) {
    Target target = plan.request().target();
    return new SuggestionWords(store).takenBackByHand(target)
        || store
            .actions()
            .lastOn(target)
            .filter(last -> differs(plan, last))
            .filter(last -> !endedWithItsProcess(plan, last))
            .isPresent();
  }

  private boolean endedWithItsProcess(ActionPlan plan, ActionEntry last) {
    return store
        .journal()
        .find(last.detail().intentId())
        .filter(intent -> elsewhere(plan.request(), intent))
        .isPresent();
  }

  /**
   * Whether an intent is about the memory of another process, which may be dead, or is another
   * living instance's of this one.
   */
  boolean elsewhere(ActionRequest wish, Intent intent) {
    return intent.instance() != settings.instance()
        && remediators
            .find(wish)
            .filter(InThisProcess.class::isInstance)
            .map(InThisProcess.class::cast)
            .filter(held -> (!held.outlives() && !hereBefore(intent)) || alive(intent))
            .isPresent();
  }

  /** What an earlier instance changed in this very process is still there. */
  boolean hereBefore(Intent intent) {
    return ProcessMark.same(store.states(), settings.instance(), intent.instance());
  }

  private boolean alive(Intent intent) {
    return store.instances().alive(intent.instance());
  }

  private static boolean differs(ActionPlan plan, ActionEntry last) {
    return !plan.before().hash().equals(last.detail().afterHash()) || removed(plan);
  }

  /** A directory has no content to compare: that it must be made again says that it was removed. */
  private static boolean removed(ActionPlan plan) {
    return plan.request().type().equals(ActionType.CREATE_DIRECTORY);
  }

  void guardChange(ActionPlan plan, Situation situation) {
    if (onDisk(plan.request().target())) {
      guard.check(plan, situation);
    } else {
      guardWrites(plan, situation);
    }
  }

  void guardUndo(ActionPlan plan, Situation situation) {
    if (onDisk(plan.request().target())) {
      guard.place(plan.request().target(), situation);
    } else {
      guardWrites(plan, situation);
    }
  }

  private void guardWrites(ActionPlan plan, Situation situation) {
    String path = plan.details().get(WRITES);
    if (path != null) {
      guard.name(Path.of(path), situation);
    }
  }

  /** Whether it is a file or a directory, or a part of one. */
  static boolean onDisk(Target target) {
    return target.path().isPresent();
  }

  static boolean onFile(Target target) {
    return target.scheme().equals("file");
  }
}
