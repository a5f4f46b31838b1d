package io.healing.core.parts;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.RecoveryAction;
import io.healing.api.act.RecoveryStatus;
import io.healing.api.config.RecoveryConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.store.ActionEntry;
import io.healing.core.ActionResult;
import io.healing.core.Healing;
import io.healing.core.HealingBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Recovery alone: one action that is asked for by name goes through the same plan, gates, journal
 * and verification as every other change. Without a durable store nothing is changed. Remembers the
 * newest 1,000 actions. Thread-safe; one action at a time.
 */
public final class RecoverySystem implements AutoCloseable {
  private static final String BY = "the program";
  private static final int REMEMBERED = 1_000;
  private static final int TURNS = 200;
  private static final Duration TURN = Duration.ofMillis(50);
  private static final int LONGEST_WAIT = 300;
  private static final Set<String> NAMES =
      Set.of("target", "subject", "service_name", "deployment_id");

  private final RecoveryConfig config;
  private final Engine engine;
  private final Map<String, Kept> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Kept(RecoveryAction action, OptionalLong suggestion) {}

  /** With everything kept in memory, so that nothing is changed: it says who could do what. */
  public RecoverySystem(RecoveryConfig config) {
    this(config, builder -> {});
  }

  /**
   * With what the program gives.
   *
   * @param more sets the store, without which nothing is changed, and what may be changed: handles,
   *     controls of services and deployments, remediators
   */
  public RecoverySystem(RecoveryConfig config, Consumer<HealingBuilder> more) {
    this(config, more, null);
  }

  RecoverySystem(RecoveryConfig config, Consumer<HealingBuilder> more, @Nullable Instant held) {
    this.config = config;
    engine = new Engine(RootConfig.defaults().withRecovery(config), more, held);
  }

  /**
   * Does an action, and waits up to 10 seconds until it was done; one that could not be done is
   * tried again after 1 s, 2 s, 4 s and so on, at most {@code maxRetries} times and {@code
   * max_retry_attempts} times in all.
   *
   * @return how it stands: in progress when it was done and its effect is awaited, pending when
   *     something stands in its way, failed, or escalated when nobody here may or can do it
   * @throws HealingException when it names no target, or cannot be done as it is written
   */
  public synchronized RecoveryAction execute(RecoveryAction action) {
    engine.start();
    int again = Math.min(action.maxRetries(), config.maxRetryAttempts() - 1);
    RecoveryAction tried = attempt(action);
    for (int n = 0; n < again && tried.status() == RecoveryStatus.FAILED; n++) {
      engine.pass(Duration.ofSeconds(Math.min(1L << n, LONGEST_WAIT)));
      tried = attempt(tried);
    }
    return tried;
  }

  private RecoveryAction attempt(RecoveryAction action) {
    Healing healing = engine.healing();
    RecoveryAction begun = action.begun(now());
    ActionRequest wish = wish(action);
    ActionResult result = healing.act(subject(action, wish.target()), wish, BY);
    OptionalLong suggestion = result.suggestion();
    if (suggestion.isPresent()) {
      result = settled(suggestion.getAsLong());
    }
    return keep(begun, suggestion, result.status(), result.words());
  }

  private ActionResult settled(long suggestion) {
    boolean more = engine.pass(TURN);
    ActionResult result = engine.healing().outcome(suggestion);
    for (int n = 1; n < TURNS && more && open(result); n++) {
      more = engine.pass(TURN);
      result = engine.healing().outcome(suggestion);
    }
    return result;
  }

  /** Nothing was done yet, or it is being done right now. */
  private static boolean open(ActionResult result) {
    boolean doing = result.status() == RecoveryStatus.IN_PROGRESS && result.action().isEmpty();
    return doing || result.status() == RecoveryStatus.PENDING;
  }

  private RecoveryAction keep(
      RecoveryAction begun, OptionalLong suggestion, RecoveryStatus status, String words) {
    return keep(suggestion, begun.standing(status, words, now()));
  }

  private RecoveryAction keep(OptionalLong suggestion, RecoveryAction stands) {
    kept.put(stands.id(), new Kept(stands, suggestion));
    return stands;
  }

  /** When it came to stand so: what is told twice has not happened twice. */
  private Instant since(RecoveryAction before, ActionResult result) {
    Instant told = before.completedAt();
    Instant unchanged = told != null && before.status() == result.status() ? told : now();
    return result.action().isEmpty()
        ? unchanged
        : since(engine.healing().admin().action(result.action().getAsLong()), unchanged);
  }

  private static Instant since(ActionEntry action, Instant unchanged) {
    Instant back = action.row().rolledBackAt();
    Instant judged = action.detail().verification().decidedAt();
    return back != null ? back : judged != null ? judged : unchanged;
  }

  private Instant now() {
    return engine.healing().status().at();
  }

  private static ActionRequest wish(RecoveryAction action) {
    Map<String, String> told = new TreeMap<>(action.parameters());
    told.keySet().removeAll(NAMES);
    return ActionRequest.of(new ActionType(action.actionType()), target(action))
        .withParameters(told);
  }

  private static Target target(RecoveryAction action) {
    Map<String, String> told = action.parameters();
    String target = told.get("target");
    String service = told.get("service_name");
    String deployment = told.get("deployment_id");
    if (target != null) {
      return Target.parse(target);
    }
    if (service != null) {
      return new Target("service", service);
    }
    if (deployment != null) {
      return new Target("deployment", deployment);
    }
    throw new HealingException(
        "The action " + action.actionType() + " names no target",
        "Add the parameter target, such as pool:orders, or service_name or deployment_id.");
  }

  private static Subject subject(RecoveryAction action, Target target) {
    String subject = action.parameters().get("subject");
    if (subject != null) {
      return new Subject(subject);
    }
    return switch (target.scheme()) {
      case "job", "subject" -> new Subject(target.name());
      default -> Subject.component(target.name());
    };
  }

  /**
   * How an action stands now.
   *
   * @throws HealingException when no such action was asked for here
   */
  public synchronized RecoveryAction outcome(String actionId) {
    Kept before = known(actionId);
    if (before.suggestion().isEmpty()) {
      return before.action();
    }
    ActionResult result = engine.healing().outcome(before.suggestion().getAsLong());
    Instant since = since(before.action(), result);
    return keep(
        before.suggestion(), before.action().standing(result.status(), result.words(), since));
  }

  /**
   * Takes an action back. It is completed then, with that as its result, and may be asked for
   * again: that the program takes it back is nobody's no.
   *
   * @throws HealingException when {@code rollback_enabled} is false, nothing was done, or it cannot
   *     be taken back; nothing is changed then
   */
  public synchronized RecoveryAction rollback(String actionId) {
    Kept before = known(actionId);
    if (!config.rollbackEnabled()) {
      throw new HealingException(
          "The action " + actionId + " is not taken back: rollback_enabled is false",
          "Switch it on, or let a person take it back.");
    }
    OptionalLong done =
        before.suggestion().isEmpty()
            ? OptionalLong.empty()
            : engine.healing().outcome(before.suggestion().getAsLong()).action();
    if (done.isEmpty()) {
      throw new HealingException("The action " + actionId + " changed nothing", "");
    }
    engine.healing().takeBack(done.getAsLong());
    return outcome(actionId);
  }

  private Kept known(String actionId) {
    Kept action = kept.get(actionId);
    if (action == null) {
      throw new HealingException(
          "There is no action \"" + actionId + "\"", "Only what was executed here is known.");
    }
    return action;
  }

  /** Ends it; an action under way is waited for up to 10 seconds. */
  @Override
  public void close() {
    engine.stop();
  }

  /** Moves the held clock. */
  void tick(Duration time) {
    engine.pass(time);
  }
}
