package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Options;
import io.healing.api.Samples;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStatistics;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.RunningRun;
import io.healing.api.job.ThreadLook;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.IntentState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestartJobTest {
  @TempDir Path home;
  private Workplace place;
  private final Runner runner = new Runner();

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
    place.control = runner;
  }

  /** A runner that writes down its orders. */
  private static final class Runner implements JobControl {
    final List<String> orders = new ArrayList<>();
    Set<Order> takes = EnumSet.allOf(Order.class);
    String instead = "";
    Runnable running = () -> {};
    Runnable interrupted = () -> {};
    String holds = "";

    @Override
    public String id() {
      return "acme.runner";
    }

    @Override
    public String runner() {
      return "host";
    }

    @Override
    public Optional<String> instead(Order order, String jobId) {
      return Optional.of(instead).filter(words -> !words.isEmpty());
    }

    @Override
    public Set<Order> orders(String jobId) {
      return takes;
    }

    @Override
    public boolean run(String jobId, String key) {
      orders.add("run " + jobId);
      running.run();
      return true;
    }

    @Override
    public Optional<String> waits(String jobId) {
      return Optional.of(holds).filter(words -> !words.isEmpty());
    }

    @Override
    public void interrupt(String jobId, long runId) {
      interrupted.run();
      orders.add("interrupt " + jobId + " " + runId);
    }

    @Override
    public void schedule(String jobId) {
      orders.add("schedule " + jobId);
    }
  }

  /** A run that goes on for so many questions. */
  private record Lingering(Running run, AtomicInteger left) implements RunningRun {
    @Override
    public long id() {
      return run.id();
    }

    @Override
    public Instant startedAt() {
      return run.startedAt();
    }

    @Override
    public RunTrigger trigger() {
      return run.trigger();
    }

    @Override
    public int attempt() {
      return run.attempt();
    }

    @Override
    public Optional<ThreadLook> look() {
      return run.look();
    }

    @Override
    public boolean goesOn() {
      return left.getAndDecrement() > 0;
    }
  }

  private record Running(long id, Instant startedAt) implements RunningRun {
    @Override
    public RunTrigger trigger() {
      return RunTrigger.SCHEDULED;
    }

    @Override
    public int attempt() {
      return 1;
    }

    @Override
    public Optional<ThreadLook> look() {
      return Optional.empty();
    }
  }

  private static ActionRequest restart(String how) {
    return ActionRequest.of(ActionType.RESTART_JOB, Target.job("report")).with("how", how);
  }

  private void began(long id) {
    place.running.add(new Running(id, place.clock.instant()));
  }

  private void ended(long id, Instant startedAt) {
    place.runs.add(0, Samples.run(id, "report", startedAt, RunOutcome.FAILURE));
  }

  @Test
  void itRunsTheJobAndLeavesNothingToTakeBack() {
    Applied applied = place.apply(ActionRequest.of(ActionType.RESTART_JOB, Target.job("report")));
    assertThat(applied.state()).isEqualTo(IntentState.DONE);
    assertThat(runner.orders).containsExactly("run report");
    ActionPlan plan = place.store.journal().find(applied.intentId()).orElseThrow().plan();
    assertThat(plan.undo()).isEqualTo(Undo.NOT_NEEDED);
    assertThat(plan.risk()).isEqualTo(SuggestionSeverity.LOW);
    Undone undone = place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(undone.state()).isEqualTo(IntentState.FAILED);
    assertThat(undone.note()).contains("undo not_needed");
  }

  @Test
  void whatWasSeenSinceTheIntentCountsForIt() {
    runner.running = () -> place.clock.advance(Duration.ofSeconds(3));
    Instant begun = place.clock.instant();
    Applied applied = place.apply(restart("run"));
    assertThat(applied.entry().detail().verification().since()).isEqualTo(begun);
  }

  @Test
  void itInterruptsTheRunThatIsUnderWayAndRunsTheJobAgain() {
    began(7);
    began(8);
    assertThat(place.apply(restart("interrupt_and_run")).state()).isEqualTo(IntentState.DONE);
    assertThat(runner.orders).containsExactly("interrupt report 7", "run report");
    assertThat(place.interrupted).containsExactly("begun 7 by s1");
  }

  @Test
  void whatTheRunnerDoesNotInterruptIsNotTakenForInterrupted() {
    began(7);
    runner.interrupted =
        () -> {
          assertThat(place.interrupted).as("told before").containsExactly("begun 7 by s1");
          throw new HealingException("the run has ended", "");
        };
    assertThat(place.apply(restart("interrupt_and_run")).state()).isNotEqualTo(IntentState.DONE);
    assertThat(place.interrupted).containsExactly("begun 7 by s1", "refused 7");
  }

  @Test
  void anOrderToRunWaitsForWhatTheRunnerDoesByItselfAndAnotherOrderDoesNot() {
    began(7);
    ActionPlan run = place.plan(restart("run"));
    ActionPlan schedule = place.plan(restart("schedule"));
    ActionPlan interrupt = place.plan(restart("interrupt_and_run"));
    assertThat(place.acting().waits(run, place.situation())).isEmpty();

    runner.holds = "It still has one for a server that is gone";

    assertThat(place.acting().waits(run, place.situation())).contains(runner.holds);
    assertThat(place.acting().waits(schedule, place.situation())).isEmpty();
    assertThat(place.acting().waits(interrupt, place.situation())).isEmpty();
    place.control = null;
    assertThat(place.acting().waits(run, place.situation())).isEmpty();
    assertThat(runner.orders).isEmpty();
  }

  private void lingers(long id, int questions) {
    Running run = new Running(id, place.clock.instant());
    place.running.add(new Lingering(run, new AtomicInteger(questions)));
  }

  @Test
  void aRunThatTakesItsTimeToHeedTheInterruptIsWaitedFor() {
    lingers(7, 3);
    assertThat(place.apply(restart("interrupt_and_run")).state()).isEqualTo(IntentState.DONE);
    assertThat(runner.orders).containsExactly("interrupt report 7", "run report");
  }

  @Test
  void aRunThatDoesNotHeedTheInterruptGetsNoSecondOneBesideIt() {
    RestartJob patient = new RestartJob();
    place.options =
        Map.of(
            patient.id(), Options.of(patient.options(), Map.of("interrupt_patience", "PT0.05S")));
    lingers(7, Integer.MAX_VALUE);
    Applied applied = place.apply(restart("interrupt_and_run"));
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(applied.note()).contains("was interrupted and still goes on");
    assertThat(runner.orders).containsExactly("interrupt report 7");
    assertThat(place.interrupted).containsExactly("begun 7 by s1", "unheeded 7");
  }

  @Test
  void itInterruptsTheRunThatIsNamed() {
    began(7);
    began(8);
    place.apply(restart("interrupt_and_run").with("run", "8"));
    assertThat(runner.orders).containsExactly("interrupt report 8", "run report");
  }

  @Test
  void aRunThatHasEndedIsNotInterrupted() {
    began(7);
    Order order = place.order(place.plan(restart("interrupt_and_run")));
    ended(7, place.clock.instant());
    Applied applied = place.acting().apply(order);
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(runner.orders).isEmpty();
    Refused fault =
        catchThrowableOfType(Refused.class, () -> place.plan(restart("interrupt_and_run")));
    assertThat(fault.reason()).isEqualTo(BlockReason.WORLD_MOVED_ON);
    assertThatThrownBy(() -> place.plan(restart("interrupt_and_run").with("run", "9")))
        .hasMessageContaining("Run 9");
  }

  @Test
  void aJobThatRunsAlreadyIsNotRunTwice() {
    Order order = place.order(place.plan(restart("run")));
    began(7);
    Order now =
        new Order(
            order.suggestion(),
            order.plan(),
            place.situation(),
            "policy",
            true,
            null,
            null,
            place.gates,
            () -> {});
    assertThat(place.acting().apply(now).state()).isEqualTo(IntentState.FAILED);
    assertThat(runner.orders).isEmpty();
  }

  @Test
  void itPutsTheJobOnItsScheduleAgain() {
    assertThat(place.apply(restart("schedule")).state()).isEqualTo(IntentState.DONE);
    assertThat(runner.orders).containsExactly("schedule report");
  }

  @Test
  void whereNothingControlsTheRunnerItIsSaidWhoMustBeThere() {
    place.control = null;
    Refused fault = catchThrowableOfType(Refused.class, () -> place.plan(restart("run")));
    assertThat(fault.reason()).isEqualTo(BlockReason.NO_REMEDIATOR);
    assertThat(fault)
        .hasMessageContaining("the runner \"host\"")
        .hasMessageContaining("JobControl");
  }

  @ParameterizedTest
  @CsvSource({
    "RUN,schedule,schedule",
    "SCHEDULE,run,run",
    "RUN,interrupt_and_run,interrupt",
    "INTERRUPT,interrupt_and_run,run"
  })
  void whatTheRunnerDoesNotTakeIsRefused(JobControl.Order taken, String how, String verb) {
    began(7);
    runner.takes = Set.of(taken);
    Refused fault = catchThrowableOfType(Refused.class, () -> place.plan(restart(how)));
    assertThat(fault.reason()).isEqualTo(BlockReason.NO_REMEDIATOR);
    assertThat(fault)
        .hasMessageContaining(" cannot " + verb + " report")
        .hasMessageContaining("JobControl")
        .hasMessageContaining("scheduleAtFixedRate")
        .hasMessageContaining("Healing.named");
  }

  @Test
  void whatTheRunnerItselfSaysOfAnOrderThatItDoesNotTakeIsAllThatIsTold() {
    began(7);
    runner.takes = EnumSet.of(JobControl.Order.RUN);
    runner.instead = "Let its class implement InterruptableJob";
    Refused fault =
        catchThrowableOfType(Refused.class, () -> place.plan(restart("interrupt_and_run")));

    assertThat(fault.reason()).isEqualTo(BlockReason.ADVICE_ONLY);
    assertThat(fault)
        .hasMessageContaining("cannot interrupt ")
        .hasMessageContaining("InterruptableJob");
    assertThat(fault.getMessage()).doesNotContain("JobControl", "INTERRUPT", "[");
  }

  @Test
  void aRunnerThatRefusesIsAFailure() {
    runner.running =
        () -> {
          throw new HealingException("the runner is closed", "");
        };
    assertThat(place.apply(restart("run")).state()).isEqualTo(IntentState.FAILED);
  }

  @Test
  void anotherJobIsNotRestarted() {
    ActionRequest wish = ActionRequest.of(ActionType.RESTART_JOB, Target.job("other"));
    assertThatThrownBy(() -> place.plan(wish)).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource({"how,sometimes", "run,x", "delay_s,-1", "delay_s,soon", "delay_s,2592001"})
  void wrongParametersAreRefusedWithTheirValue(String key, String value) {
    began(7);
    ActionRequest wish = restart("interrupt_and_run").with(key, value);
    assertThatThrownBy(() -> place.plan(wish))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining(value);
  }

  @ParameterizedTest
  @CsvSource({"59,false", "60,true", "61,true"})
  void aDelayIsCountedFromTheEndOfTheLastRun(int seconds, boolean due) {
    ended(7, place.clock.instant().minusSeconds(1));
    Order order = place.order(place.plan(restart("run").with("delay_s", "60")));
    assertThat(place.acting().notBefore(order.plan(), order.situation()))
        .contains(place.clock.instant().plusSeconds(60));
    place.clock.advance(Duration.ofSeconds(seconds));
    if (due) {
      assertThat(place.acting().apply(order).state()).isEqualTo(IntentState.DONE);
    } else {
      Refused fault = catchThrowableOfType(Refused.class, () -> place.acting().apply(order));
      assertThat(fault.reason()).isEqualTo(BlockReason.COOL_DOWN);
      assertThat(runner.orders).isEmpty();
    }
  }

  @Test
  void withoutADelayOrARunBeforeItMayBeDoneAtOnce() {
    assertThat(place.acting().notBefore(place.plan(restart("run")), place.situation())).isEmpty();
    ActionPlan delayed = place.plan(restart("run").with("delay_s", "60"));
    assertThat(place.acting().notBefore(delayed, place.situation())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "interrupt_and_run", "schedule"})
  void thePlanIsTheSameThoughTheJobFailedOnceMore(String how) {
    began(7);
    ActionPlan before = place.plan(restart(how));
    ended(6, place.clock.instant());
    assertThat(place.plan(restart(how)).hash()).isEqualTo(before.hash());
  }

  private Inspection afterCrash(String how, boolean runSince, boolean underWay) {
    began(7);
    ActionPlan plan = place.plan(restart(how));
    Instant begun = place.clock.advance(Duration.ofSeconds(5));
    if (!underWay) {
      place.running.clear();
    }
    if (runSince) {
      ended(9, begun);
    }
    return inspect(plan, place.situation(), begun);
  }

  private Inspection inspect(ActionPlan plan, Situation situation, Instant begun) {
    Asked asked =
        new Asked(
            situation,
            plan.request(),
            place.clock.instant(),
            io.healing.api.Options.of(List.of(), java.util.Map.of()),
            place.base,
            System.getLogger("test"),
            begun,
            place.hooks());
    return new RestartJob().inspect(plan, asked, Moment.AFTER_CRASH);
  }

  @ParameterizedTest
  @CsvSource({
    "run,true,false,AFTER",
    "run,false,false,BEFORE",
    "interrupt_and_run,true,false,AFTER",
    "interrupt_and_run,false,true,BEFORE",
    "interrupt_and_run,false,false,OTHER",
    "schedule,true,false,AFTER",
    "schedule,false,false,AFTER"
  })
  void afterACrashTheRunsTellWhatBecameOfIt(
      String how, boolean runSince, boolean underWay, Inspection found) {
    assertThat(afterCrash(how, runSince, underWay)).isEqualTo(found);
  }

  @Test
  void afterACrashAJobThatIsStillSilentWasNotScheduled() {
    ActionPlan plan = place.plan(restart("schedule"));
    Situation known = place.situation();
    RunError end = new RunError("java.lang.IllegalStateException", "ended", "");
    JobSnapshot silent =
        new JobSnapshot(place.job, List.of(), null, null, 0, JobStatistics.none(), null, end);
    assertThat(inspect(plan, with(known, silent), place.clock.instant()))
        .isEqualTo(Inspection.BEFORE);
    assertThat(inspect(plan, with(known, null), place.clock.instant()))
        .isEqualTo(Inspection.UNKNOWN);
  }

  private static Situation with(Situation known, JobSnapshot job) {
    return new Situation(
        known.subject(),
        job,
        known.control(),
        known.remediation(),
        known.runs(),
        known.others(),
        known.declared(),
        known.settle());
  }

  @Test
  void aRunThatBeganBeforeTheAttemptTellsNothing() {
    ActionPlan plan = place.plan(restart("run"));
    ended(3, place.clock.instant());
    Instant begun = place.clock.advance(Duration.ofMillis(1));
    assertThat(inspect(plan, place.situation(), begun)).isEqualTo(Inspection.BEFORE);
    assertThat(inspect(plan, place.situation(), null)).isEqualTo(Inspection.UNKNOWN);
  }
}
