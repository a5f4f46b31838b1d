package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.act.StepFailure;
import io.healing.api.config.LearningConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The declared recovery procedures: which fit an incident, what each step wishes, and how well each
 * did. Immutable and thread-safe; it stores nothing.
 */
public final class Procedures {
  private static final int LONGEST_WAIT = 300;
  private static final double JITTER = 0.1;

  private final Map<String, ProcedureSpec> byName = new LinkedHashMap<>();
  private final LearningConfig learning;

  /**
   * The built-in procedures and those given; one that is given takes the place of a built-in one of
   * its name, and the last given wins.
   */
  public Procedures(Collection<ProcedureSpec> given, LearningConfig learning) {
    BuiltInProcedures.all().forEach(spec -> byName.put(spec.name(), spec));
    given.forEach(spec -> byName.put(spec.name(), spec));
    this.learning = learning;
  }

  /** All of them. */
  public Collection<ProcedureSpec> all() {
    return List.copyOf(byName.values());
  }

  /** One of them. */
  public Optional<ProcedureSpec> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Those for an incident: of all that fit its finding, type and subject, those for its severity;
   * when there is none, those for the next lower one.
   */
  public List<ProcedureSpec> matching(Incident incident) {
    List<ProcedureSpec> fitting =
        byName.values().stream().filter(spec -> Fitting.fits(spec, incident)).toList();
    List<ErrorSeverity> lowering =
        Arrays.stream(ErrorSeverity.values())
            .filter(incident.severity()::atLeast)
            .sorted(Comparator.reverseOrder())
            .toList();
    for (ErrorSeverity severity : lowering) {
      List<ProcedureSpec> its =
          fitting.stream().filter(spec -> Fitting.isFor(spec, severity)).toList();
      if (!its.isEmpty()) {
        return its;
      }
    }
    return List.of();
  }

  /**
   * What a procedure proposes first: its first step that can be made. Its confidence is how sure it
   * is that it is the right one; how often it helps is {@link #rate}.
   *
   * @param sure how sure the diagnosis is, 0 to 1; a procedure that names the finding is sure of it
   * @return empty when nothing of what the procedure would change is known here
   */
  public Optional<Proposal> proposal(ProcedureSpec spec, Incident incident, double sure) {
    double certain = spec.findings().isEmpty() ? sure : 1;
    List<Integer> possible = possible(spec, incident);
    boolean whole = !BuiltInProcedures.all().contains(spec);
    if (possible.isEmpty() && !whole) {
      return Optional.empty();
    }
    int first = possible.isEmpty() || whole ? 0 : possible.get(0);
    return Optional.of(proposal(spec, first, incident).withConfidence(certain));
  }

  /** The steps of which it is known what they would change. Only looking again changes nothing. */
  private static List<Integer> possible(ProcedureSpec spec, Incident incident) {
    List<Integer> possible = new ArrayList<>();
    boolean changes = false;
    for (int i = 0; i < spec.steps().size(); i++) {
      if (new StepWish(spec.steps().get(i), incident).request().isPresent()) {
        possible.add(i);
        changes |= StepWish.changes(spec.steps().get(i));
      }
    }
    return changes ? possible : List.of();
  }

  /** What one step proposes; without a request where its target cannot be told. */
  public Proposal proposal(ProcedureSpec spec, int step, Incident incident) {
    StepWish wish = new StepWish(spec.steps().get(step), incident);
    String title = spec.steps().get(step).description();
    String words = place(spec, step) + spec.description();
    Proposal proposal =
        Proposal.of(title, words + wish.missing(), SuggestionCategory.RELIABILITY)
            .withConfidence(1)
            .withProcedure(spec.name());
    return wish.request().map(proposal::withRequest).orElse(proposal);
  }

  private static String place(ProcedureSpec spec, int step) {
    return "Step " + (step + 1) + " of " + spec.steps().size() + " of " + spec.name() + ": ";
  }

  /**
   * Which step a proposal is that says this; the first that is made where it says nothing of it.
   */
  public int step(ProcedureSpec spec, Incident incident, String description) {
    for (int i = 0; i < spec.steps().size(); i++) {
      if (description.startsWith(place(spec, i))) {
        return i;
      }
    }
    return from(spec, 0, incident);
  }

  /**
   * What is proposed in place of a first step that cannot be planned, where that may be left out.
   *
   * @param before what the first step proposed
   * @return empty where the step may not be left out, is the last one, or belongs to no procedure
   */
  public Optional<Proposal> instead(Proposal before, Incident incident) {
    return before.procedure().flatMap(this::find).flatMap(spec -> instead(spec, before, incident));
  }

  private Optional<Proposal> instead(ProcedureSpec spec, Proposal before, Incident incident) {
    int step = step(spec, incident, before.description());
    int next = from(spec, step + 1, incident);
    return step < spec.steps().size()
            && next < spec.steps().size()
            && spec.steps().get(step).onFailure() == StepFailure.CONTINUE
        ? Optional.of(proposal(spec, next, incident).withConfidence(before.confidence()))
        : Optional.empty();
  }

  /** What a step wishes; empty where its target cannot be told. */
  public Optional<ActionRequest> request(ProcedureSpec spec, int step, Incident incident) {
    return new StepWish(spec.steps().get(step), incident).request();
  }

  /** The first step from this one on that is made: a built-in one without a target is left out. */
  public int from(ProcedureSpec spec, int step, Incident incident) {
    int next = step;
    while (next < spec.steps().size()
        && BuiltInProcedures.all().contains(spec)
        && request(spec, next, incident).isEmpty()) {
      next++;
    }
    return next;
  }

  /**
   * How often a procedure helps: what was measured, once there are {@code
   * learning.min_samples_for_learning} outcomes, and what is expected until then; never less than
   * the share {@code learning.exploration_floor} of what was expected.
   */
  public double rate(ProcedureSpec spec, List<RecoveryProcedure> known) {
    double least = learning.explorationFloor() * spec.successRate();
    return row(known, spec)
        .filter(row -> learning.effectivenessTracking())
        .filter(row -> row.executionCount() >= learning.minSamplesForLearning())
        .map(row -> Math.max(least, row.successRate()))
        .orElse(spec.successRate());
  }

  /** The stored row of a procedure. */
  public static Optional<RecoveryProcedure> row(List<RecoveryProcedure> known, ProcedureSpec spec) {
    return known.stream().filter(row -> row.id().equals(id(spec))).findFirst();
  }

  /**
   * The row of a procedure as it is to be stored: as it is declared now, with what was measured.
   *
   * @param known the stored procedures
   * @param now when the row is new or its steps are
   */
  public RecoveryProcedure row(ProcedureSpec spec, List<RecoveryProcedure> known, Instant now) {
    List<String> steps = spec.steps().stream().map(step -> step.type()).toList();
    String pattern = Fitting.pattern(spec);
    Optional<RecoveryProcedure> before = row(known, spec);
    boolean tried = before.filter(row -> row.executionCount() > 0).isPresent();
    double rate = tried ? before.get().successRate() : spec.successRate();
    int count = tried ? before.get().executionCount() : 0;
    RecoveryProcedure next = new RecoveryProcedure(id(spec), pattern, steps, rate, count, now);
    return before.filter(row -> same(row, next)).orElse(next);
  }

  private static boolean same(RecoveryProcedure one, RecoveryProcedure other) {
    return one.errorPattern().equals(other.errorPattern())
        && one.procedureSteps().equals(other.procedureSteps())
        && one.successRate() == other.successRate();
  }

  /** The id of a procedure's row, which follows from its name alone. */
  public static String id(ProcedureSpec spec) {
    String name = "procedure|" + spec.name();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /**
   * How long to wait before a step is tried again: 2^n seconds after the nth failure, at most 300,
   * and up to a tenth more.
   *
   * @param failed n, how often it failed so far, 1 or more
   * @param jitter 0 to 1: nothing to a tenth more
   */
  public static Duration backOff(int failed, double jitter) {
    long seconds = Math.min(LONGEST_WAIT, 1L << Math.min(failed, 30));
    double more = JITTER * Math.max(0, Math.min(1, jitter));
    return Duration.ofMillis(Math.round(seconds * 1_000 * (1 + more)));
  }
}
