package io.healing.core.act;

import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.PluginOption;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunningRun;
import io.healing.api.review.SuggestionSeverity;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Makes a job run: now, after an interrupt, or by its schedule again. */
final class RestartJob implements Remediator {
  /** The parameter and detail that says which run is to be interrupted. */
  private static final String RUN = "run";

  private static final String PATIENCE = "interrupt_patience";
  private static final int EACH_MILLIS = 5;
  private static final int LATEST = 50;

  @Override
  public String id() {
    return "healing.restart-job";
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(new Ability(ActionType.RESTART_JOB, "job", Undo.NOT_NEEDED));
  }

  /** How long a run that was interrupted may take to end. */
  @Override
  public List<PluginOption> options() {
    return List.of(
        PluginOption.duration(
            PATIENCE, Duration.ofSeconds(30), Duration.ofMillis(10), Duration.ofMinutes(5)));
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    String job = Controls.ownJob(request);
    RestartWay way = RestartWay.of(request.wish());
    refuseWithout(request, way, job);
    Delay.of(request.wish());
    ActionPlan plan =
        ActionPlan.of(request.wish(), words(Controls.of(request), way, job))
            .withUndo(Undo.NOT_NEEDED)
            .withRisk(SuggestionSeverity.LOW);
    return way == RestartWay.INTERRUPT_AND_RUN
        ? plan.withDetail(RUN, Long.toString(toInterrupt(request)))
        : plan;
  }

  /**
   * Why the order has to wait, in the words of the runner. What an interrupted run is in the way of
   * is not asked: it ends first.
   */
  static Optional<String> waits(ActionPlan plan, Situation situation) {
    JobControl control = situation.control();
    boolean run =
        plan.request().type().equals(ActionType.RESTART_JOB)
            && RestartWay.of(plan.request()) == RestartWay.RUN;
    return run && control != null
        ? control.waits(plan.request().target().name())
        : Optional.empty();
  }

  private static String words(JobControl control, RestartWay way, String job) {
    boolean scheduled = control.orders(job).contains(JobControl.Order.SCHEDULE);
    return way == RestartWay.INTERRUPT_AND_RUN && scheduled
        ? way.words(job) + "; it stays on its schedule"
        : way.words(job);
  }

  private static void refuseWithout(PlanRequest request, RestartWay way, String job) {
    JobControl control = Controls.of(request);
    Set<JobControl.Order> lacking = EnumSet.copyOf(way.orders());
    lacking.removeAll(control.orders(job));
    if (!lacking.isEmpty()) {
      String verb = lacking.stream().map(RestartJob::verb).collect(Collectors.joining(" and "));
      Optional<String> instead =
          lacking.stream().flatMap(order -> control.instead(order, job).stream()).findFirst();
      throw new Refused(
          instead.isPresent() ? BlockReason.ADVICE_ONLY : BlockReason.NO_REMEDIATOR,
          Controls.guessed(request, control)
              ? "Nothing here can " + verb + " " + job + ": no runner has it"
              : "The runner \"" + control.runner() + "\" cannot " + verb + " " + job,
          instead.orElse("Do it by hand, or give it " + Controls.WAYS));
    }
  }

  private static String verb(JobControl.Order order) {
    return order == JobControl.Order.SCHEDULE ? "schedule" : order.name().toLowerCase(Locale.ROOT);
  }

  private static long toInterrupt(PlanRequest request) {
    List<Long> running = running(request);
    OptionalLong wished = RestartWay.run(request.wish());
    if (wished.isPresent() ? !running.contains(wished.getAsLong()) : running.isEmpty()) {
      throw new Refused(
          BlockReason.WORLD_MOVED_ON,
          wished.isPresent()
              ? "Run " + wished.getAsLong() + " of " + request.subject() + " is not under way"
              : "No run of " + request.subject() + " is under way",
          "Nothing is to be interrupted");
    }
    return wished.orElseGet(() -> running.get(0));
  }

  /** The runs that the process sees running, but for those that the history says have ended. */
  private static List<Long> running(PlanRequest request) {
    List<Long> ended = latest(request).stream().filter(JobRun::ended).map(JobRun::id).toList();
    return request.job().map(JobSnapshot::running).orElse(List.of()).stream()
        .map(RunningRun::id)
        .filter(id -> !ended.contains(id))
        .toList();
  }

  private static List<JobRun> latest(PlanRequest request) {
    return request.runs(request.subject().name(), LATEST);
  }

  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    RestartWay way = RestartWay.of(plan.request());
    return switch (moment) {
      case BEFORE_APPLY -> beforeApply(plan, request, way);
      case BEFORE_UNDO -> Inspection.UNKNOWN;
      case AFTER_CRASH -> afterCrash(plan, request, way);
    };
  }

  private static Inspection beforeApply(ActionPlan plan, PlanRequest request, RestartWay way) {
    boolean fits =
        switch (way) {
          case RUN -> running(request).isEmpty();
          case INTERRUPT_AND_RUN -> running(request).contains(interrupted(plan));
          case SCHEDULE -> true;
        };
    return fits ? Inspection.BEFORE : Inspection.OTHER;
  }

  private static long interrupted(ActionPlan plan) {
    return Long.parseLong(plan.details().getOrDefault(RUN, "0"));
  }

  /** A run that began since the attempt says that it took effect, whoever may have ordered it. */
  private static Inspection afterCrash(ActionPlan plan, PlanRequest request, RestartWay way) {
    Optional<Instant> begun = request.begunAt();
    if (begun.isEmpty()) {
      return Inspection.UNKNOWN;
    }
    if (latest(request).stream().anyMatch(run -> !run.startedAt().isBefore(begun.get()))) {
      return Inspection.AFTER;
    }
    return switch (way) {
      case RUN -> Inspection.BEFORE;
      case INTERRUPT_AND_RUN ->
          running(request).contains(interrupted(plan)) ? Inspection.BEFORE : Inspection.OTHER;
      case SCHEDULE -> scheduled(request);
    };
  }

  private static Inspection scheduled(PlanRequest request) {
    return request
        .job()
        .map(job -> job.silencedBy() == null ? Inspection.AFTER : Inspection.BEFORE)
        .orElse(Inspection.UNKNOWN);
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    String job = plan.request().target().name();
    JobControl control = Controls.of(request);
    return switch (RestartWay.of(plan.request())) {
      case RUN -> run(control, request, RunKey.of(request));
      case SCHEDULE -> {
        control.schedule(job);
        yield "";
      }
      case INTERRUPT_AND_RUN -> {
        Optional<RunningRun> run = underWay(request, interrupted(plan));
        String key = RunKey.instead(request, run);
        interrupt(control, interrupted(plan), request);
        Asked.stepsOf(request).accept("w.interrupted");
        run.ifPresent(under -> awaitEnd(under, request));
        yield run(control, request, key);
      }
    };
  }

  /** Told before, since the run may end at once, and its end is no new trouble. */
  private static void interrupt(JobControl control, long run, PlanRequest request) {
    Optional<Asked.Hooks> hooks = Asked.hooksOf(request);
    hooks.ifPresent(told -> told.interrupts(run));
    boolean taken = false;
    try {
      control.interrupt(request.wish().target().name(), run);
      taken = true;
    } finally {
      if (!taken) {
        hooks.ifPresent(told -> told.interrupting().refused(run));
      }
    }
  }

  private static Optional<RunningRun> underWay(PlanRequest request, long id) {
    return request.job().map(JobSnapshot::running).orElse(List.of()).stream()
        .filter(run -> run.id() == id)
        .findFirst();
  }

  /** A run that does not heed the interrupt must get no second one beside it. */
  private static void awaitEnd(RunningRun run, PlanRequest request) {
    Duration patience = request.options().duration(PATIENCE);
    for (long waited = 0; run.goesOn() && waited < patience.toMillis(); waited += EACH_MILLIS) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(EACH_MILLIS));
    }
    if (run.goesOn()) {
      Asked.hooksOf(request).ifPresent(told -> told.interrupting().unheeded(run.id()));
      throw new HealingException(
          "Run "
              + run.id()
              + " of "
              + request.subject()
              + " was interrupted and still goes on after "
              + patience.toSeconds()
              + " s, so no other was begun beside it",
          "Its code does not heed an interrupt. End it by hand, or wait until it ends.");
    }
  }

  private static String run(JobControl control, PlanRequest request, String key) {
    return control.run(request.subject().name(), key)
        ? ""
        : "another program had ordered this run before; it runs once";
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    throw new HealingException("A run cannot be taken back", "");
  }
}
