package io.healing.core.decide;

import io.healing.api.act.VerificationState;
import io.healing.api.config.RootConfig;
import io.healing.api.decide.Decision;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.decide.Ways;
import io.healing.api.detect.Incident;
import io.healing.api.store.Counter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Decides whether something may be done now. Every method is a function of its arguments, the
 * configuration, the clock and the jitter; nothing is kept. Thread-safe as far as clock and jitter
 * are.
 *
 * <p>The gates are asked in a fixed order and the first that stands in the way is the answer: what
 * concerns the moment (switched off, expired, clear, retry pending, busy, store, pause,
 * maintenance, storm), whether anything can be done (cause known, an action proposed, a plan made,
 * file guard, world moved on), whether repair of the incident was given up (breaker, attempts),
 * whether it is worth it and allowed without a person (job off, rejected before, contested,
 * confidence, severity, remediation, type, approval, security, auto apply, risk, undo, repeatable),
 * and last what bounds it (cool-down, actions an hour, blast radius).
 */
public final class Deciding {

  /** Who wants something to be done; it decides which gates hold. */
  public enum Asked {
    /** Healing by itself, to mend an incident: every gate holds. */
    ALONE_REACTIVE,

    /**
     * Healing by itself, to carry out the suggestion of a review: every gate holds but the weighing
     * of severity and confidence.
     */
    ALONE_PROACTIVE,

    /** A person approved exactly this plan: it waits for its moment and within the bounds. */
    APPROVED,

    /** A change did not help and is taken back. */
    AUTOMATIC_UNDO,

    /** The doctor was told to mend what the declaration names; it only adds. */
    DOCTOR
  }

  private final RootConfig config;
  private final InstantSource clock;
  private final DoubleSupplier jitter;
  private final Counters counters;

  /**
   * Decides by this configuration.
   *
   * @param config the root of the configuration
   * @param clock tells the moment
   * @param jitter numbers from 0 to 1 by which cool-downs are spread: 0 adds nothing, 1 adds a
   *     tenth
   */
  public Deciding(RootConfig config, InstantSource clock, DoubleSupplier jitter) {
    this.config = config;
    this.clock = clock;
    this.jitter = jitter;
    this.counters = new Counters(config.limits());
  }

  /**
   * Answers the question. A person who approved is told in the detail of {@link Decision.Heal} what
   * would have kept Healing from acting alone: breaker, attempts, cool-down.
   *
   * @return {@link Decision.Heal}, or what is decided instead, with the reason and its values
   */
  public Decision decide(Question question) {
    View view = new View(question, config, clock.instant());
    return Gates.firstInTheWay(view).orElseGet(() -> heal(view));
  }

  private static Decision heal(View view) {
    if (view.question().asked() == Asked.APPROVED) {
      return new Decision.Heal(String.join("; ", Gates.shownToPeople(view)));
    }
    int next = view.counter().attempts() + 1;
    return Gate.ALONE.contains(view.question().asked())
        ? new Decision.Heal("attempt " + next + " of " + view.mostAttempts())
        : new Decision.Heal("");
  }

  /**
   * The counter after an attempt began: one attempt more, and a cool-down of {@code
   * limits.cool_down} doubled for every earlier attempt that has not been seen to help, at most
   * {@code limits.cool_down_max}, up to a tenth of it added within that bound.
   */
  public Counter attempted(Counter counter, Instant at) {
    return counters.attempted(counter, at, jitter.getAsDouble());
  }

  /**
   * The counter after an attempt was judged. Verified: attempts, failures and breaker are reset;
   * the cool-down runs on. Ineffective and inconclusive: one failure more, and from {@code
   * limits.breaker_failures} in a row on the breaker is open as of now. Anything else changes
   * nothing.
   */
  public Counter judged(Counter counter, VerificationState state, Instant at) {
    return counters.judged(counter, state, at);
  }

  /**
   * The counter after a person let Healing try again: half open, attempts and cool-down reset; one
   * more failure opens the breaker again.
   */
  public Counter closedByHand(Counter counter) {
    return Counters.closedByHand(counter);
  }

  /**
   * Tells a person why something is or is not done.
   *
   * @param decisions of one subject or several, newest first as the store gives them
   * @param over how the topics that are over ended, by topic
   * @param ways by which way a person does what is named
   * @return one sentence for the newest decision of every topic that goes on, then one for every
   *     other reason that it had and for topics that are over, marked so; each with its values and
   *     the mend; never empty
   */
  public static String why(List<DecisionRecord> decisions, Map<String, String> over, Ways ways) {
    return new Why(ways).text(decisions, over);
  }

  /**
   * Tells a person what was decided on an incident, why, with which values, and what may be done
   * about it.
   *
   * @param ways by which way a person does what is named
   * @return as in {@code it waits for a person's approval, because …. Approve it, or ….}
   */
  public static String said(Decision decision, Incident incident, Ways ways) {
    return new Why(ways)
        .said(
            new DecisionRecord(
                0,
                incident.subject(),
                incident.id(),
                decision.word(),
                decision.reason().orElse(null),
                decision.detail(),
                incident.lastSeenAt()));
  }
}
