package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStatistics;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoodSinceTest {
  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  private static Optional<JobSnapshot> last(RunOutcome outcome, Instant begun) {
    JobRun run =
        new JobRun(
            7,
            "sync",
            begun,
            begun.plusSeconds(1),
            outcome,
            1_000L,
            1,
            RunTrigger.SCHEDULED,
            null,
            "",
            false,
            null,
            null);
    return Optional.of(
        new JobSnapshot(
            JobDefinition.of("sync"), List.of(), run, null, 0, JobStatistics.none(), null, null));
  }

  private static Incident tells(String key, String value) {
    Finding finding =
        Finding.of("job.orphaned", Subject.job("sync"), "it broke off").withEvidence(key, value);
    return Incident.open("i-1", "m", "f", finding, T);
  }

  private static ActionPlan plan(ActionType type, String how) {
    return ActionPlan.of(ActionRequest.of(type, Target.job("sync")).with("how", how), "x");
  }

  private static Optional<BlockReason> reason(Optional<Decision> decision) {
    return decision.flatMap(Decision::reason);
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS,1,true",
    "SUCCESS,0,false",
    "SUCCESS,-1,false",
    "FAILURE,1,false",
    "CANCELLED,1,false",
    "ORPHANED,1,false"
  })
  void onlyAGoodRunThatBeganAfterItAndEndedLastEndsTheMatter(
      RunOutcome outcome, int after, boolean over) {
    ActionPlan plan = plan(ActionType.RESTART_JOB, "run");
    Optional<JobSnapshot> job = last(outcome, T.plusSeconds(after));
    for (String key : List.of("started", "expected")) {
      assertThat(reason(GoodSince.of(tells(key, T.toString()), plan, job)))
          .isEqualTo(over ? Optional.of(BlockReason.CLEAR) : Optional.empty());
    }
  }

  @Test
  void itHoldsUpNothingButTheOrderOfARunForWhatTellsItsMoment() {
    Optional<JobSnapshot> job = last(RunOutcome.SUCCESS, T.plusSeconds(1));
    Incident orphaned = tells("started", T.toString());
    assertThat(GoodSince.of(orphaned, plan(ActionType.RESTART_JOB, "interrupt_and_run"), job))
        .isEmpty();
    assertThat(GoodSince.of(orphaned, plan(ActionType.RESTART_JOB, "schedule"), job)).isEmpty();
    assertThat(GoodSince.of(orphaned, plan(ActionType.EDIT_CONFIG, "run"), job)).isEmpty();
    assertThat(GoodSince.of(orphaned, null, job)).isEmpty();
    ActionPlan run = plan(ActionType.RESTART_JOB, "run");
    assertThat(GoodSince.of(orphaned, run, Optional.empty())).isEmpty();
    assertThat(GoodSince.of(tells("started", "soon"), run, job)).isEmpty();
    assertThat(GoodSince.of(tells("run", "7"), run, job)).isEmpty();
  }
}
