package io.healing.core.act;

import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.HealingAction;
import io.healing.api.act.Undo;
import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.store.ActionDetail;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settles an intent in the journal together with all rows that tell of it. */
final class Bookkeeping {
  private final Workshop shop;
  private final Texts texts;
  private final SuggestionWords suggestions;

  Bookkeeping(Workshop shop) {
    this.shop = shop;
    texts = new Texts(shop.settings().redactor());
    suggestions = new SuggestionWords(shop.store());
  }

  /**
   * Settles a change and keeps its action.
   *
   * @return the action, or empty when the intent had been settled before; nothing is changed then
   */
  Optional<ActionEntry> changed(Intent intent, Outcome outcome, Situation situation) {
    shop.step("t2.before");
    Optional<ActionEntry> entry = shop.store().transaction(() -> keep(intent, outcome, situation));
    shop.step("t2.after");
    return entry;
  }

  private Optional<ActionEntry> keep(Intent intent, Outcome outcome, Situation situation) {
    Instant now = shop.now();
    String note = shop.redact(outcome.note());
    if (!shop.store().journal().settle(intent.id(), outcome.state(), now, note)) {
      return Optional.empty();
    }
    HealingAction row = row(intent, outcome, now);
    ActionDetail detail = detail(intent, outcome, verification(outcome, situation, now));
    long id = shop.store().actions().add(row, detail);
    shop.step("t2.inside");
    ActionEntry entry = shop.store().actions().find(id).orElseThrow();
    suggestions.carriedOut(entry, now);
    shop.settings().recorded().accept(entry);
    return Optional.of(entry);
  }

  private Verification verification(Outcome outcome, Situation situation, Instant now) {
    if (outcome.state() != IntentState.DONE) {
      return Verification.none(now);
    }
    boolean job = situation.subject().isJob();
    Instant since = job ? outcome.since() : outcome.since().plus(situation.settle());
    Instant deadline = new Deadline(shop.settings().limits()).of(situation, outcome.since());
    return Verification.pending(since, deadline);
  }

  private HealingAction row(Intent intent, Outcome outcome, Instant now) {
    ActionPlan plan = intent.plan();
    boolean done = outcome.state() == IntentState.DONE;
    return new HealingAction(
        0,
        intent.suggestionId(),
        intent.subject().name(),
        plan.request().type().word(),
        named(plan.request().target(), "file"),
        texts.shown(plan.before()),
        texts.shown(plan.after()),
        named(plan.request().target(), "command"),
        done ? ActionStatus.SUCCESS : ActionStatus.FAILED,
        done ? null : shop.redact(outcome.note()),
        done && plan.undo() == Undo.EXACT,
        null,
        Math.max(0, Duration.between(intent.begunAt(), now).toMillis()),
        session(intent),
        now);
  }

  /** The session of the language model that took part in the analysis behind a change. */
  private @Nullable String session(Intent intent) {
    return shop.store()
        .suggestions()
        .find(intent.suggestionId())
        .map(entry -> entry.detail().aiSessionKey())
        .orElse(null);
  }

  private @Nullable String named(Target target, String scheme) {
    return target.scheme().equals(scheme) ? shop.redact(target.name()) : null;
  }

  private ActionDetail detail(Intent intent, Outcome outcome, Verification verification) {
    ActionPlan plan = intent.plan();
    return new ActionDetail(
        intent.id(),
        plan.request().target(),
        plan.after().hash(),
        plan.hash(),
        verification,
        intent.incidentKey(),
        intent.incidentId(),
        intent.by(),
        shop.redact(outcome.note()));
  }

  /**
   * Settles the taking back of an action.
   *
   * @return the action as it is now, or empty when the intent had been settled before
   */
  Optional<ActionEntry> takenBack(Intent intent, Outcome outcome) {
    shop.step("undo.t2.before");
    Optional<ActionEntry> entry = shop.store().transaction(() -> keepBack(intent, outcome));
    shop.step("undo.t2.after");
    return entry;
  }

  private Optional<ActionEntry> keepBack(Intent intent, Outcome outcome) {
    Instant now = shop.now();
    String note = shop.redact(outcome.note());
    if (!shop.store().journal().settle(intent.id(), outcome.state(), now, note)) {
      return Optional.empty();
    }
    ActionEntry entry = shop.store().actions().find(intent.actionId()).orElseThrow();
    ActionEntry next =
        outcome.state() == IntentState.DONE
            ? rolledBack(noted(entry, by(intent)), now)
            : noted(entry, note);
    shop.store().actions().update(next);
    if (outcome.state() == IntentState.DONE) {
      suggestions.takenBack(intent, now);
    }
    shop.settings().recorded().accept(next);
    return Optional.of(next);
  }

  private String by(Intent intent) {
    if (intent.by().equals(ForTime.OVER)) {
      return ForTime.OVER;
    }
    return intent.automatic() ? "it did not help" : shop.redact("taken back by " + intent.by());
  }

  /**
   * Settles what was unsettled, by what a person saw.
   *
   * @return false when it was not unsettled any more; nothing is changed then
   */
  boolean seen(Intent intent, Sight sight, Situation situation) {
    boolean undo = intent.kind() == IntentKind.UNDO;
    IntentState state = sight.made() == undo ? IntentState.FAILED : IntentState.DONE;
    Outcome outcome = new Outcome(state, shop.redact(sight.words()), shop.now());
    return shop.store()
        .transaction(
            () -> {
              boolean first =
                  shop.store().journal().resolve(intent.id(), state, shop.now(), outcome.note());
              if (first) {
                told(intent, outcome, situation);
              }
              return first;
            });
  }

  private void told(Intent intent, Outcome outcome, Situation situation) {
    Instant now = shop.now();
    boolean done = outcome.state() == IntentState.DONE;
    boolean undo = intent.kind() == IntentKind.UNDO;
    Optional<ActionEntry> action =
        undo ? shop.store().actions().find(intent.actionId()) : made(intent);
    action.ifPresent(
        entry -> {
          ActionEntry noted = noted(entry, outcome.note());
          ActionEntry next =
              !done
                  ? noted
                  : undo
                      ? rolledBack(noted, now)
                      : inPlace(noted, intent, verification(outcome, situation, now));
          shop.store().actions().update(next);
          if (done && undo) {
            suggestions.takenBack(intent, now);
          } else if (done) {
            suggestions.carriedOut(next, now);
          }
          shop.settings().recorded().accept(next);
        });
  }

  /** The action that was kept of a change when nobody could tell how it ended. */
  private Optional<ActionEntry> made(Intent intent) {
    return shop.store()
        .suggestions()
        .find(intent.suggestionId())
        .map(entry -> entry.row().actionId())
        .flatMap(shop.store().actions()::find)
        .filter(entry -> entry.detail().intentId() == intent.id());
  }

  private static ActionEntry inPlace(ActionEntry entry, Intent intent, Verification verification) {
    HealingAction row = entry.row();
    return new ActionEntry(
        new HealingAction(
            row.id(),
            row.suggestionId(),
            row.jobId(),
            row.actionType(),
            row.filePath(),
            row.originalContent(),
            row.newContent(),
            row.commandExecuted(),
            ActionStatus.SUCCESS,
            null,
            intent.plan().undo() == Undo.EXACT,
            null,
            row.executionDurationMs(),
            row.aiSessionKey(),
            row.createdAt()),
        entry.detail().withVerification(verification));
  }

  static ActionEntry noted(ActionEntry entry, String note) {
    return new ActionEntry(entry.row(), entry.detail().withNote(note));
  }

  private static ActionEntry rolledBack(ActionEntry entry, Instant now) {
    Verification asked = entry.detail().verification();
    Verification verification =
        asked.decidedAt() == null
            ? asked.decided(VerificationState.NONE, now, "taken back before it was told")
            : asked;
    return new ActionEntry(
        entry.row().withStatus(ActionStatus.ROLLED_BACK).withRolledBackAt(now),
        entry.detail().withVerification(verification));
  }
}
