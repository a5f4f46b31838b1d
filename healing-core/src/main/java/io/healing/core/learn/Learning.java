package io.healing.core.learn;

import io.healing.api.act.RecoveryProcedure;
import io.healing.api.act.VerificationState;
import io.healing.api.config.LearningConfig;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.diagnose.Proposal;
import io.healing.api.learn.Effectiveness;
import io.healing.api.learn.Insights;
import io.healing.api.learn.Rate;
import io.healing.api.learn.ShadowReport;
import io.healing.api.learn.SystemStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Measures how well it went. Keeps nothing: what it learns from is handed in and what it learned is
 * given back to be stored. Thread-safe as far as the clock is.
 */
public final class Learning {
  private static final double NEUTRAL = 1.0;
  private static final double EXPECTED_OF_THE_UNTRIED = 0.5;

  private final LearningConfig config;
  private final InstantSource clock;

  /** Learns by this configuration. */
  public Learning(LearningConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * By what the confidence of a proposal is multiplied to rank it among others: how likely this
   * type of action is to help against this finding, relative to one that was never tried. That is
   * the rule of succession, (verified + 1) / (tried + 2), divided by its value without any try,
   * 1/2: above 1 for what helps more often than not, below 1 for the rest, always below 2 and never
   * below {@code exploration_floor}.
   *
   * @param measured how the actions did; several rows of the same pair are added up
   * @param known the stored procedures, whose success rate gives the newest outcomes more weight;
   *     one that was tried less often than the stored actions tell does not count
   * @return 1 while the tracking is off or the pair was tried less often than {@code
   *     min_samples_for_learning}
   */
  public double expected(
      List<Effectiveness> measured,
      List<RecoveryProcedure> known,
      String findingId,
      String actionType) {
    Effectiveness stored = sum(measured, findingId, actionType);
    Optional<RecoveryProcedure> procedure =
        find(known, findingId, actionType).filter(one -> one.executionCount() >= stored.tried());
    int tried = procedure.map(RecoveryProcedure::executionCount).orElse(stored.tried());
    if (!config.effectivenessTracking() || tried < config.minSamplesForLearning()) {
      return NEUTRAL;
    }
    double verified =
        procedure.map(one -> one.successRate() * tried).orElse(stored.verified() + 0.0);
    double expected = (verified + 1) / (tried + 2);
    return Math.max(config.explorationFloor(), expected / EXPECTED_OF_THE_UNTRIED);
  }

  private static Optional<RecoveryProcedure> find(
      List<RecoveryProcedure> known, String findingId, String actionType) {
    String id = id(findingId, actionType);
    return known.stream().filter(procedure -> procedure.id().equals(id)).findFirst();
  }

  /**
   * Whether it is measured that a procedure helps less often than not: 95 % certain, by Wilson's
   * interval, that its share is below 1/2. It acts by itself only when it is its turn then.
   *
   * @param row as it is stored
   * @return false while the tracking is off or it was tried less often than {@code
   *     min_samples_for_learning}
   */
  public boolean demoted(RecoveryProcedure row) {
    int tried = row.executionCount();
    int helped = (int) Math.round(row.successRate() * tried);
    return config.effectivenessTracking()
        && tried >= Math.max(1, config.minSamplesForLearning())
        && Rate.of(row.id(), helped, tried).high() < EXPECTED_OF_THE_UNTRIED;
  }

  /**
   * Whether it is the turn of a type of action that did badly, so that it can show that it does
   * better now: after every 1 / {@code exploration_floor} tries against a finding, rounded up, it
   * is the turn of the least tried of those that rank below what was never tried; among equals of
   * the one that was not tried for the longest time.
   *
   * @param measured how the actions did
   * @param known the stored procedures
   * @param findingId the finding that is to be mended
   * @param ways the types of action that are proposed and could be done now; of a procedure the id
   *     of its row
   * @return the one of them whose turn it is; empty when it is no such turn, with a floor of 0, and
   *     while the tracking is off
   */
  public Optional<String> turn(
      List<Effectiveness> measured,
      List<RecoveryProcedure> known,
      String findingId,
      List<String> ways) {
    return new Turns(this, config, measured, known).of(findingId, ways);
  }

  static Effectiveness sum(List<Effectiveness> all, String findingId, String actionType) {
    return all.stream()
        .filter(row -> row.findingId().equals(findingId) && row.actionType().equals(actionType))
        .reduce(new Effectiveness(findingId, actionType, 0, 0, 0), Learning::plus);
  }

  private static Effectiveness plus(Effectiveness a, Effectiveness b) {
    return new Effectiveness(
        a.findingId(),
        a.actionType(),
        a.verified() + b.verified(),
        a.ineffective() + b.ineffective(),
        a.inconclusive() + b.inconclusive());
  }

  /**
   * The mean time from detected to resolved, over the incidents that we mended: those that ended
   * {@code verified}. What went away by itself, was ended by hand or still runs does not count.
   *
   * @return empty before the first
   */
  public Optional<Duration> meanTimeToRecovery(List<Incident> incidents) {
    return mean(
        incidents.stream()
            .filter(incident -> incident.end() == IncidentEnd.VERIFIED)
            .flatMap(incident -> span(incident.detectedAt(), incident.resolvedAt()).stream())
            .toList());
  }

  /**
   * The mean time from the beginning of the trouble to its detection.
   *
   * @param began when the trouble of an incident began, such as the end of the failed run; empty
   *     where nobody knows, and such incidents do not count
   * @return empty when no beginning is known
   */
  public Optional<Duration> meanTimeToDetection(
      List<Incident> incidents, Function<Incident, Optional<Instant>> began) {
    return mean(
        incidents.stream()
            .flatMap(
                incident ->
                    began.apply(incident).flatMap(at -> span(at, incident.detectedAt())).stream())
            .toList());
  }

  private static Optional<Duration> span(Instant from, @Nullable Instant to) {
    return Optional.ofNullable(to)
        .map(end -> Duration.between(from, end))
        .filter(span -> !span.isNegative());
  }

  private static Optional<Duration> mean(List<Duration> spans) {
    return spans.isEmpty()
        ? Optional.empty()
        : Optional.of(spans.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(spans.size()));
  }

  /**
   * How good a repair was, from 0 to 1: 0.4 if it was verified; 0.3 × speed (1 up to 150 s, 0.8 up
   * to 300 s, 0.6 up to 600 s, 0.3 up to 1,200 s, else 0.1); 0.2 × (1 − further attempts / allowed
   * attempts); 0.1 × result (1 verified, 0.5 inconclusive, else 0). From 0.6 on it was effective,
   * which nothing that was not verified can reach.
   */
  public double score(Repair repair) {
    return repair.score();
  }

  /**
   * The procedure of a finding and a type of action after one more try was judged.
   *
   * @param known the stored procedures, among which it may be
   * @param findingId the finding that was to be mended
   * @param actionType the type of action
   * @param state whether it helped
   * @return the procedure to be stored: its id follows from finding and type alone; empty when the
   *     state says nothing (pending, none, unknown), and while the tracking is off
   */
  public Optional<RecoveryProcedure> learned(
      List<RecoveryProcedure> known, String findingId, String actionType, VerificationState state) {
    if (!config.effectivenessTracking()) {
      return Optional.empty();
    }
    return switch (state) {
      case VERIFIED, INEFFECTIVE, INCONCLUSIVE ->
          Optional.of(
              procedure(known, findingId, actionType)
                  .after(
                      state == VerificationState.VERIFIED, config.learningRate(), clock.instant()));
      case PENDING, NONE, UNKNOWN -> Optional.empty();
    };
  }

  private RecoveryProcedure procedure(
      List<RecoveryProcedure> known, String findingId, String actionType) {
    String id = id(findingId, actionType);
    return find(known, findingId, actionType)
        .orElseGet(
            () -> new RecoveryProcedure(id, findingId, List.of(actionType), 0, 0, clock.instant()));
  }

  static String id(String findingId, String actionType) {
    String pair = findingId + "|" + actionType;
    return UUID.nameUUIDFromBytes(pair.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /**
   * What the outcomes of actions teach. The rates are empty while {@code effectiveness_tracking} is
   * off, factors, causes and opportunities while {@code pattern_recognition} is.
   *
   * @param trials the newest first
   */
  public Insights insights(List<Trial> trials) {
    List<Trial> tracked = config.effectivenessTracking() ? trials : List.of();
    boolean looks = config.patternRecognition();
    Patterns patterns = new Patterns(looks ? trials : List.of());
    return new Insights(
        clock.instant(),
        trials.size(),
        Rates.by(tracked, Trial::actionType),
        Rates.by(tracked, trial -> Rates.word(trial.errorType())),
        Rates.by(tracked, trial -> Rates.word(trial.severity())),
        Rates.trend(tracked),
        looks ? "" : "not looked for (self_healing.learning.pattern_recognition: false)",
        patterns.successFactors(),
        patterns.failureCauses(),
        patterns.opportunities());
  }

  /**
   * What would have been done in a period, and whether it would have helped.
   *
   * @param from the beginning of the period
   * @param cases every change with a plan that was not made without a person, the newest first
   */
  public ShadowReport shadow(Instant from, List<ShadowCase> cases) {
    return new ShadowReport(from, clock.instant(), cases.stream().map(Shadows::of).toList());
  }

  /**
   * What Healing proposes to be set otherwise for itself, as advice with the figures behind it:
   * nothing of it is ever applied by a program.
   *
   * @return empty while {@code continuous_improvement} is off
   */
  public List<Proposal> improvements(OwnFigures figures) {
    return config.continuousImprovement()
        ? Rule.all().stream().flatMap(rule -> rule.propose(figures).stream()).toList()
        : List.of();
  }

  /** The state of the whole at this moment. */
  public SystemStatus status(Standing standing) {
    return new StatusOf(this, standing).at(clock.instant());
  }
}
