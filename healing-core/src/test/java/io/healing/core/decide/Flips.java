package io.healing.core.decide;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Undo;
import io.healing.api.config.MaintenanceWindow;
import io.healing.api.config.RecoveryConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.Counter;
import io.healing.api.store.IntentHead;
import io.healing.core.decide.Deciding.Asked;
import io.healing.core.decide.Question.Lately;
import io.healing.core.decide.Question.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Facts that stand in the way, one for every gate; all else is as in a question that heals. */
final class Flips {
  private Flips() {}

  private static final Set<Asked> EVERYBODY = EnumSet.allOf(Asked.class);
  private static final Set<Asked> REACTIVE = EnumSet.of(Asked.ALONE_REACTIVE);
  private static final Set<Asked> PROACTIVE = EnumSet.of(Asked.ALONE_PROACTIVE);
  private static final Set<Asked> ALONE = EnumSet.of(Asked.ALONE_REACTIVE, Asked.ALONE_PROACTIVE);
  private static final Set<Asked> ALONE_OR_APPROVED =
      EnumSet.of(Asked.ALONE_REACTIVE, Asked.ALONE_PROACTIVE, Asked.APPROVED);
  private static final Set<Asked> UNATTENDED =
      EnumSet.of(Asked.ALONE_REACTIVE, Asked.ALONE_PROACTIVE, Asked.APPROVED, Asked.AUTOMATIC_UNDO);

  /** One fact that stands in the way, and of whom it does. */
  record Flip(
      BlockReason reason, Set<Asked> stops, Class<?> decision, UnaryOperator<Scene> change) {
    @Override
    public String toString() {
      return reason + " stops " + stops;
    }
  }

  private static final Class<?> AGAIN = Decision.CheckAgain.class;
  static final Class<?> ASK = Decision.AskApproval.class;
  static final Class<?> ESCALATE = Decision.Escalate.class;
  private static final Class<?> IGNORE = Decision.Ignore.class;
  private static final Class<?> ANY = Decision.class;

  static Stream<Flip> all() {
    List<Flip> all = new ArrayList<>();
    moments(all);
    abilities(all);
    permissions(all);
    bounds(all);
    return all.stream();
  }

  private static void moments(List<Flip> all) {
    all.add(new Flip(BlockReason.OFF, UNATTENDED, AGAIN, s -> s.with(s.root().withEnabled(false))));
    all.add(
        new Flip(
            BlockReason.EXPIRED,
            ALONE_OR_APPROVED,
            IGNORE,
            s -> s.asking(q -> q.withWish(q.wish().until(Scene.NOW)))));
    all.add(
        new Flip(
            BlockReason.CLEAR,
            REACTIVE,
            IGNORE,
            s ->
                s.asking(
                    q ->
                        q.withIncident(
                            Scene.incident(ErrorSeverity.HIGH)
                                .ended(IncidentEnd.RECOVERED, Scene.NOW)))));
    all.add(
        new Flip(
            BlockReason.CLEAR,
            REACTIVE,
            AGAIN,
            s ->
                s.asking(
                    q ->
                        q.withIncident(
                            Scene.incident(ErrorSeverity.HIGH).withClearSince(Scene.NOW)))));
    all.add(fact(BlockReason.RETRY_PENDING, REACTIVE, AGAIN));
    all.add(fact(BlockReason.BUSY, EVERYBODY, AGAIN));
    all.add(fact(BlockReason.STORE_NOT_WRITABLE, EVERYBODY, AGAIN));
    all.add(fact(BlockReason.PAUSED, UNATTENDED, AGAIN));
    all.add(fact(BlockReason.STORM, ALONE_OR_APPROVED, AGAIN));
    all.add(
        new Flip(
            BlockReason.MAINTENANCE,
            UNATTENDED,
            AGAIN,
            s ->
                s.with(
                    RootConfig.defaults()
                        .withMaintenance(
                            List.of(new MaintenanceWindow("12:00", "13:00", List.of(), "UTC"))))));
  }

  private static void abilities(List<Flip> all) {
    all.add(
        new Flip(
            BlockReason.NO_DIAGNOSIS,
            EVERYBODY,
            ANY,
            s -> s.asking(q -> q.withWish(Wish.unknown()))));
    all.add(
        new Flip(
            BlockReason.ADVICE_ONLY,
            EVERYBODY,
            ANY,
            s ->
                s.asking(
                    q ->
                        q.withWish(
                            Wish.of(
                                io.healing.api.diagnose.Proposal.of(
                                        "Look", "Look there", SuggestionCategory.CONFIG)
                                    .withConfidence(0.9),
                                null)))));
    all.add(
        new Flip(
            BlockReason.NO_REMEDIATOR,
            EVERYBODY,
            ANY,
            s -> s.asking(q -> q.withWish(Wish.of(Scene.proposal(), null)))));
    all.add(fact(BlockReason.GUARDED, EVERYBODY, ANY));
    all.add(fact(BlockReason.WORLD_MOVED_ON, EVERYBODY, ANY));
    all.add(
        new Flip(
            BlockReason.TYPE_NOT_ALLOWED,
            EnumSet.of(Asked.DOCTOR),
            ESCALATE,
            s ->
                s.question().asked() == Asked.DOCTOR
                    ? s.asking(q -> q.withWish(Wish.of(Scene.plan())))
                    : s));
  }

  private static void permissions(List<Flip> all) {
    all.add(
        new Flip(
            BlockReason.JOB_OFF,
            ALONE,
            ASK,
            s -> s.asking(q -> q.withConfig(q.config().withEnabled(false)))));
    all.add(fact(BlockReason.REJECTED_BEFORE, ALONE, IGNORE));
    all.add(fact(BlockReason.TARGET_CONTESTED, ALONE, ASK));
    all.add(
        new Flip(
            BlockReason.LOW_CONFIDENCE,
            ALONE,
            ANY,
            s -> s.wish(SuggestionCategory.CONFIG, SuggestionSeverity.LOW, 0.79)));
    all.add(
        new Flip(
            BlockReason.NOT_WORTH_ACTING,
            REACTIVE,
            ESCALATE,
            s -> s.asking(q -> q.withIncident(Scene.incident(ErrorSeverity.LOW)))));
    all.add(
        new Flip(
            BlockReason.REMEDIATION_OFF,
            ALONE,
            ASK,
            s -> s.remediation(r -> r.withEnabled(false))));
    all.add(
        new Flip(
            BlockReason.TYPE_NOT_ALLOWED,
            ALONE,
            ASK,
            s -> s.remediation(r -> r.withAllowedActions(List.of("restart_job")))));
    all.add(
        new Flip(
            BlockReason.APPROVAL_REQUIRED,
            ALONE,
            ASK,
            s -> s.remediation(r -> r.withRequireApproval(true))));
    all.add(
        new Flip(
            BlockReason.SECURITY,
            ALONE,
            ASK,
            s -> s.wish(SuggestionCategory.SECURITY, SuggestionSeverity.LOW, 0.9)));
    all.add(
        new Flip(
            BlockReason.NOT_AUTO_APPLIED,
            PROACTIVE,
            ASK,
            s -> s.suggestions(c -> c.withAutoApply(false))));
    all.add(
        new Flip(
            BlockReason.RISK,
            ALONE,
            ASK,
            s -> s.wish(SuggestionCategory.CONFIG, SuggestionSeverity.MEDIUM, 0.9)));
    all.add(
        new Flip(
            BlockReason.ROLLBACK_OFF,
            ALONE,
            ASK,
            s ->
                s.with(
                    s.root()
                        .withRecovery(
                            new RecoveryConfig(3, 300, false, true, true, 600, List.of())))));
    all.add(
        new Flip(
            BlockReason.SCALING_OFF,
            ALONE,
            ASK,
            s -> s.question().asked() == Asked.DOCTOR ? s : scaling(s)));
    all.add(
        new Flip(
            BlockReason.IRREVERSIBLE,
            ALONE,
            ASK,
            s ->
                s.question().asked() == Asked.DOCTOR
                    ? s
                    : s.plan(Scene.plan().withUndo(Undo.IMPOSSIBLE))));
    all.add(
        new Flip(
            BlockReason.NOT_REPEATABLE,
            ALONE,
            ASK,
            s ->
                s.question().asked() == Asked.DOCTOR
                    ? s
                    : s.plan(Scene.restart()).fact(BlockReason.NOT_REPEATABLE)));
  }

  private static void bounds(List<Flip> all) {
    all.add(
        new Flip(
            BlockReason.BREAKER_OPEN,
            ALONE,
            ESCALATE,
            s -> s.asking(q -> q.withCounter(new Counter("k", 2, 2, null, null, Scene.NOW)))));
    all.add(
        new Flip(
            BlockReason.ATTEMPTS_USED,
            ALONE,
            ESCALATE,
            s -> s.asking(q -> q.withCounter(new Counter("k", 3, 0, null, null, null)))));
    all.add(
        new Flip(
            BlockReason.COOL_DOWN,
            ALONE,
            AGAIN,
            s ->
                s.asking(
                    q ->
                        q.withCounter(
                            new Counter("k", 1, 0, Scene.NOW, Scene.NOW.plusSeconds(1), null)))));
    all.add(
        new Flip(
            BlockReason.RATE_LIMIT,
            ALONE_OR_APPROVED,
            AGAIN,
            s -> s.asking(q -> q.withLately(new Lately(changes(20, 1), 1_000)))));
    all.add(
        new Flip(
            BlockReason.BLAST_RADIUS,
            ALONE_OR_APPROVED,
            AGAIN,
            s -> s.asking(q -> q.withLately(new Lately(changes(5, 5), 10)))));
  }

  private static Flip fact(BlockReason reason, Set<Asked> stops, Class<?> decision) {
    return new Flip(reason, stops, decision, scene -> scene.fact(reason));
  }

  /** So many automatic changes a minute ago, spread over so many other jobs. */
  static List<IntentHead> changes(int many, int jobs) {
    List<IntentHead> all = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      io.healing.api.Subject job = io.healing.api.Subject.job("other" + i % jobs);
      all.add(new IntentHead(i + 1, job, true, Scene.NOW.minus(Duration.ofMinutes(1))));
    }
    return all;
  }

  private static Scene scaling(Scene scene) {
    ActionRequest wish = ActionRequest.of(ActionType.SCALE_RESOURCES, new Target("pool", "orders"));
    ActionPlan plan =
        ActionPlan.of(wish, "more").withUndo(Undo.EXACT).withRisk(Scene.plan().risk());
    return scene
        .with(
            scene
                .root()
                .withRecovery(new RecoveryConfig(3, 300, true, false, true, 600, List.of())))
        .remediation(r -> r.withAllowedActions(List.of("scale_resources")))
        .plan(plan);
  }
}
