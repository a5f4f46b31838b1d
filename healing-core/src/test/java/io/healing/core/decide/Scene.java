package io.healing.core.decide;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.Undo;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.Decision;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.core.decide.Deciding.Asked;
import io.healing.core.decide.Question.Facts;
import io.healing.core.decide.Question.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A question in its surroundings; {@link #healing} is one that nothing stands in the way of. */
record Scene(RootConfig root, Question question) {
  static final Instant NOW = Samples.NOON;

  static Scene healing(Asked asked) {
    Wish wish = asked == Asked.DOCTOR ? Wish.of(directory()) : Wish.of(proposal(), plan());
    Incident incident = asked == Asked.ALONE_REACTIVE ? incident(ErrorSeverity.HIGH) : null;
    return new Scene(
        RootConfig.defaults(),
        Question.of(asked, Subject.job("report"), config(), wish).withIncident(incident));
  }

  static SelfHealingConfig config() {
    return SelfHealingConfig.defaults()
        .withEnabled(true)
        .withRemediation(
            HealingRemediationConfig.defaults()
                .withAllowedActions(List.of("restart_job", "edit_config")))
        .withSuggestions(SuggestionBehaviorConfig.defaults().withAutoApply(true));
  }

  static Proposal proposal() {
    return Proposal.of(
            "Restore it", "It changed since the last good run", SuggestionCategory.CONFIG)
        .withRequest(plan().request())
        .withConfidence(0.9);
  }

  static ActionPlan plan() {
    return Samples.plan();
  }

  static ActionPlan directory() {
    ActionRequest wish =
        ActionRequest.of(ActionType.CREATE_DIRECTORY, new Target("file", "/srv/app/in"));
    return ActionPlan.of(wish, "make it")
        .withUndo(Undo.EXACT)
        .withRisk(SuggestionSeverity.LOW)
        .withImages(Image.absent(), Image.of(""));
  }

  static ActionPlan restart() {
    return ActionPlan.of(
            ActionRequest.of(ActionType.RESTART_JOB, Target.job("report")), "run report again")
        .withUndo(Undo.NOT_NEEDED)
        .withRisk(SuggestionSeverity.LOW);
  }

  static Incident incident(ErrorSeverity severity) {
    return incident("job.slow", severity);
  }

  static Incident incident(String findingId, ErrorSeverity severity) {
    Finding finding =
        Finding.of(findingId, Subject.job("report"), "it is sick").withSeverity(severity);
    return Incident.open("i-0000abcd", "job.outcome", "0011223344556677", finding, NOW);
  }

  Decision decide() {
    return deciding(root).decide(question);
  }

  static Deciding deciding(RootConfig root) {
    return new Deciding(root, io.healing.api.HeldClock.at(NOW), () -> 0);
  }

  Scene asking(UnaryOperator<Question> change) {
    return new Scene(root, change.apply(question));
  }

  Scene with(RootConfig other) {
    return new Scene(other, question);
  }

  Scene confidenceOfAtLeast(double threshold) {
    return with(root.withLearning(root.learning().withConfidenceThreshold(threshold)));
  }

  Scene remediation(UnaryOperator<HealingRemediationConfig> change) {
    SelfHealingConfig config = question.config();
    return asking(q -> q.withConfig(config.withRemediation(change.apply(config.remediation()))));
  }

  Scene suggestions(UnaryOperator<SuggestionBehaviorConfig> change) {
    SelfHealingConfig config = question.config();
    return asking(q -> q.withConfig(config.withSuggestions(change.apply(config.suggestions()))));
  }

  Scene fact(io.healing.api.decide.BlockReason reason) {
    return asking(q -> q.withFacts(Facts.none().with(reason, "because")));
  }

  Scene wish(SuggestionCategory category, SuggestionSeverity risk, double confidence) {
    Wish old = question.wish();
    return asking(
        q ->
            q.withWish(
                new Wish(
                    old.known(),
                    old.type(),
                    category,
                    risk,
                    confidence,
                    old.plan(),
                    old.refusal(),
                    old.words(),
                    old.expiresAt())));
  }

  Scene plan(ActionPlan plan) {
    return asking(q -> q.withWish(Wish.of(proposal().withRequest(plan.request()), plan)));
  }

  static LimitsConfig limits(int actionsPerHour, int subjects, double percent) {
    LimitsConfig d = LimitsConfig.defaults();
    return new LimitsConfig(
        d.settleTime(),
        d.checkTimeout(),
        d.analysisTimeout(),
        d.commandTimeout(),
        d.commandOutput(),
        d.pluginFailures(),
        d.pluginRest(),
        d.coolDown(),
        d.coolDownMax(),
        d.breakerFailures(),
        d.breakerHalfOpen(),
        actionsPerHour,
        subjects,
        percent,
        d.stormSubjects(),
        d.stormPercent(),
        d.stormWindow(),
        d.pendingExpiry(),
        d.approvedExpiry(),
        d.unscheduledDeadline(),
        d.eventQueue(),
        d.logTail(),
        d.goodRunsPerMinute());
  }

  static LimitsConfig coolDowns(Duration first, Duration most, int breaker, Duration halfOpen) {
    LimitsConfig d = LimitsConfig.defaults();
    return new LimitsConfig(
        d.settleTime(),
        d.checkTimeout(),
        d.analysisTimeout(),
        d.commandTimeout(),
        d.commandOutput(),
        d.pluginFailures(),
        d.pluginRest(),
        first,
        most,
        breaker,
        halfOpen,
        d.actionsPerHour(),
        d.blastRadiusSubjects(),
        d.blastRadiusPercent(),
        d.stormSubjects(),
        d.stormPercent(),
        d.stormWindow(),
        d.pendingExpiry(),
        d.approvedExpiry(),
        d.unscheduledDeadline(),
        d.eventQueue(),
        d.logTail(),
        d.goodRunsPerMinute());
  }
}
