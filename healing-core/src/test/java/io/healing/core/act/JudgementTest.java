package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.config.LimitsConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStatistics;
import io.healing.api.job.RunOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JudgementTest {
  private static final Instant NOON = Samples.NOON;
  private static final Verification ASKED = Verification.pending(NOON, NOON.plusSeconds(600));

  private static Instant at(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  private static JobRun run(long startedAfter, RunOutcome outcome) {
    return Samples.run(7, "report", at(startedAfter), outcome);
  }

  /** An incident of high severity that was last seen so many seconds after the action. */
  private static Incident seen(long after) {
    Incident incident = Samples.incident("i-00000001");
    return incident.seen(Samples.finding("report"), at(after));
  }

  private static World world(List<JobRun> runs, List<Incident> active, @Nullable Long checked) {
    return new World(
        runs, active, ErrorSeverity.HIGH, checked == null ? null : at(checked), at(599));
  }

  private static Optional<VerificationState> judged(World world) {
    return Judgement.of(ASKED, true, world).map(Verification::state);
  }

  @Test
  void aGoodRunSinceAndALookAfterItVerify() {
    World world = world(List.of(run(1, RunOutcome.SUCCESS)), List.of(), 2L);
    assertThat(judged(world)).contains(VerificationState.VERIFIED);
    assertThat(Judgement.of(ASKED, true, world).orElseThrow().decidedAt()).isEqualTo(at(599));
  }

  @ParameterizedTest
  @CsvSource({"-1,false", "0,true", "1,true"})
  void onlyARunThatBeganSinceCounts(long started, boolean counts) {
    World world = world(List.of(run(started, RunOutcome.SUCCESS)), List.of(), 10L);
    assertThat(judged(world).isPresent()).isEqualTo(counts);
    World bad = world(List.of(run(started, RunOutcome.FAILURE)), List.of(), 10L);
    assertThat(judged(bad).isPresent()).isEqualTo(counts);
  }

  @ParameterizedTest
  @CsvSource({",false", "1,false", "2,true", "3,true"})
  void onlyALookAfterTheRunsEndCounts(@Nullable Long checked, boolean counts) {
    World world = world(List.of(run(1, RunOutcome.SUCCESS)), List.of(), checked);
    assertThat(judged(world).isPresent()).isEqualTo(counts);
  }

  @ParameterizedTest
  @EnumSource(
      value = RunOutcome.class,
      names = {"RUNNING", "CANCELLED", "UNKNOWN"})
  void aRunThatTellsNothingIsNoSuccess(RunOutcome outcome) {
    assertThat(judged(world(List.of(run(1, outcome)), List.of(), 10L))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = RunOutcome.class,
      names = {"FAILURE", "ORPHANED"})
  void aBadRunIsIneffective(RunOutcome outcome) {
    World world = world(List.of(run(5, RunOutcome.SUCCESS), run(1, outcome)), List.of(), 10L);
    assertThat(judged(world)).contains(VerificationState.INEFFECTIVE);
  }

  @ParameterizedTest
  @CsvSource({"7,true", "6,false"})
  void aRunSinceThatIsFoundToHangHasNotHelped(String found, boolean decides) {
    Incident hang = Samples.incident("i-00000001");
    hang = hang.seen(Samples.finding("report").withEvidence("run", found), at(5));
    World world = world(List.of(run(1, RunOutcome.RUNNING)), List.of(hang), 10L);
    assertThat(judged(world).equals(Optional.of(VerificationState.INEFFECTIVE))).isEqualTo(decides);
  }

  @Test
  void aFailureThatItsRunnerTriesAgainTellsNothingYet() {
    JobRun bad = run(1, RunOutcome.FAILURE);
    JobRun retried =
        new JobRun(
            bad.id(),
            bad.jobId(),
            bad.startedAt(),
            bad.finishedAt(),
            bad.outcome(),
            bad.durationMs(),
            bad.attempt(),
            bad.trigger(),
            bad.error(),
            "",
            true,
            null,
            null);
    assertThat(judged(world(List.of(retried), List.of(), 10L))).isEmpty();
  }

  @Test
  void withoutDataItIsNeverASuccess() {
    assertThat(judged(world(List.of(), List.of(), 500L))).isEmpty();
  }

  @Test
  void theFindingThatStoodBeforeTheRunEndedDoesNotCountAgainstIt() {
    World early = world(List.of(), List.of(seen(1)), 1L);
    assertThat(judged(early)).isEmpty();
    World waiting = world(List.of(run(1, RunOutcome.SUCCESS)), List.of(seen(1)), 1L);
    assertThat(judged(waiting)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"MEDIUM,INEFFECTIVE", "HIGH,INEFFECTIVE", "CRITICAL,VERIFIED", ",INEFFECTIVE"})
  void aFindingAsBadAsBeforeIsIneffectiveWhateverItIs(
      @Nullable ErrorSeverity before, VerificationState answer) {
    World world =
        new World(List.of(run(1, RunOutcome.SUCCESS)), List.of(seen(2)), before, at(2), at(3));
    assertThat(judged(world)).contains(answer);
  }

  @Test
  void whatLooksClearOrHasEndedDoesNotCount() {
    Incident clear = seen(2).withClearSince(at(3));
    Incident ended = seen(2).ended(IncidentEnd.RECOVERED, at(3));
    World world = world(List.of(run(1, RunOutcome.SUCCESS)), List.of(clear, ended), 3L);
    assertThat(judged(world)).contains(VerificationState.VERIFIED);
  }

  @ParameterizedTest
  @CsvSource({"599,false", "600,true", "601,true"})
  void atTheDeadlineItIsInconclusive(long now, boolean over) {
    World world = new World(List.of(), List.of(), ErrorSeverity.HIGH, at(now), at(now));
    assertThat(judged(world))
        .isEqualTo(over ? Optional.of(VerificationState.INCONCLUSIVE) : Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"-1,0,", "0,0,VERIFIED", "1,0,VERIFIED", "1,1,INEFFECTIVE", "-1,-1,"})
  void aStateIsJudgedByALookAfterTheSettleTime(
      long checked, long lastSeen, @Nullable VerificationState answer) {
    List<Incident> active = lastSeen == 0 ? List.of() : List.of(seen(lastSeen));
    World world = new World(List.of(), active, ErrorSeverity.HIGH, at(checked), at(5));
    assertThat(Judgement.of(ASKED, false, world).map(Verification::state))
        .isEqualTo(Optional.ofNullable(answer));
  }

  @Test
  void whatIsAnsweredIsNotAnsweredAgain() {
    Verification told = ASKED.decided(VerificationState.VERIFIED, NOON, "");
    World world = world(List.of(run(1, RunOutcome.FAILURE)), List.of(), 10L);
    assertThat(Judgement.of(told, true, world)).isEmpty();
  }

  private static Situation situation(String subject, @Nullable JobSnapshot job) {
    return new Situation(
        new Subject(subject),
        job,
        null,
        io.healing.api.act.HealingRemediationConfig.defaults(),
        (id, limit) -> List.of(),
        List.of(),
        Set.of(),
        Duration.ofSeconds(60));
  }

  private static JobSnapshot snapshot(JobDefinition job, JobStatistics usual) {
    return new JobSnapshot(job, List.of(), null, null, 0, usual, null, null);
  }

  private static long deadline(Situation situation) {
    Instant end = new Deadline(LimitsConfig.defaults()).of(situation, NOON);
    return Duration.between(NOON, end).toSeconds();
  }

  private static final JobStatistics USUAL = new JobStatistics(9, 4_000, 100, 5_000, 0, null, null);

  @Test
  void aStateIsGivenTwiceTheSettleTime() {
    assertThat(deadline(situation("@host", null))).isEqualTo(120);
  }

  @Test
  void aJobWithoutAScheduleIsGivenADay() {
    assertThat(deadline(situation("report", null))).isEqualTo(86_400);
    JobSnapshot known = snapshot(JobDefinition.of("report"), USUAL);
    assertThat(deadline(situation("report", known))).isEqualTo(86_400);
  }

  @Test
  void aScheduledJobIsGivenItsNextStartItsGraceAndItsUsualDuration() {
    JobDefinition job =
        JobDefinition.of("report")
            .withStartGrace(Duration.ofSeconds(30))
            .withSchedule(JobSchedule.every(Duration.ofMinutes(10)));
    assertThat(deadline(situation("report", snapshot(job, USUAL)))).isEqualTo(600 + 30 + 5);
    JobDefinition cron = job.withSchedule(JobSchedule.cron("30 14 * * *", ZoneId.of("UTC")));
    assertThat(deadline(situation("report", snapshot(cron, USUAL)))).isEqualTo(9_000 + 30 + 5);
    JobDefinition told = job.withMaxDuration(Duration.ofSeconds(7));
    assertThat(deadline(situation("report", snapshot(told, JobStatistics.none()))))
        .isEqualTo(600 + 30 + 7);
  }

  @Test
  void aJobThatRunsOftenIsStillGivenTheSettleTime() {
    JobDefinition job =
        JobDefinition.of("report")
            .withStartGrace(Duration.ZERO)
            .withSchedule(JobSchedule.every(Duration.ofSeconds(1)));
    assertThat(deadline(situation("report", snapshot(job, JobStatistics.none())))).isEqualTo(60);
  }

  @Test
  void whatIsSeenOfAJobCountsFromTheMillisecondAfterTheChange(@TempDir Path home) {
    Workplace place = new Workplace(home);
    Path file = place.own("report.conf", "dir=/gone");
    place.steps =
        step -> {
          if (step.equals("w.renamed")) {
            place.clock.advance(Duration.ofNanos(1_500_000));
          }
        };
    Instant before = place.clock.instant();
    Verification asked = place.apply(place.edit(file, "dir=/srv")).entry().detail().verification();
    assertThat(asked.since()).isEqualTo(before.plusMillis(2));
  }
}
