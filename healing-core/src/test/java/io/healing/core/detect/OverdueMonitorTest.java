package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStatistics;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.ThreadLook;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverdueMonitorTest {
  private static final Subject JOB = Subject.job("nightly");
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration MOST = Duration.ofMinutes(2);

  private final Watch watch = new Watch(new OverdueMonitor(EVERY, new Deadlocks()));

  private static ThreadLook look(Thread.State state, long cpu, String lock, String... frames) {
    List<StackTraceElement> stack =
        Arrays.stream(frames)
            .map(frame -> frame.split("#", 2))
            .map(frame -> new StackTraceElement(frame[0], frame[1], null, 5))
            .toList();
    return new ThreadLook(state, stack, cpu, lock);
  }

  private static ThreadLook asleep() {
    return look(
        Thread.State.TIMED_WAITING, 0, "", "java.lang.Thread#sleep", "com.acme.Nightly#run");
  }

  private static JobSnapshot running(long id, Supplier<Optional<ThreadLook>> look) {
    return Sample.job("nightly")
        .defined(job -> job.withMaxDuration(MOST))
        .running(id, Watch.START, look)
        .seen();
  }

  private static JobSnapshot sleeping(long id) {
    return running(id, () -> Optional.of(asleep()));
  }

  private Finding classified(ThreadLook first, ThreadLook second) {
    watch.after(MOST.plusMillis(1)).idle(running(1, () -> Optional.of(first)));
    return Watch.only(watch.after(EVERY).idle(running(1, () -> Optional.of(second))));
  }

  @Test
  void upToItsLimitARunIsWell() {
    assertThat(watch.after(MOST).idle(sleeping(1)).clear()).containsExactly(JOB);
  }

  @Test
  void beyondItItIsLookedAtTwiceAndThenToldWithItsStack() {
    Observation first = watch.after(MOST.plusMillis(1)).idle(sleeping(1));
    Finding finding = Watch.only(watch.after(EVERY).idle(sleeping(1)));

    assertThat(first.findings()).isEmpty();
    assertThat(first.clear()).isEmpty();
    assertThat(first.noData()).containsOnlyKeys(JOB);
    assertThat(finding.id()).isEqualTo("job.overdue");
    assertThat(finding.severity()).isEqualTo(ErrorSeverity.HIGH);
    assertThat(finding.message())
        .isEqualTo(
            "nightly has been running since "
                + Watch.START
                + ", longer than 2 min (its max_duration): it sleeps");
    assertThat(finding.evidence())
        .containsEntry("classification", "sleep")
        .containsEntry("run", "1")
        .containsEntry("limit", "2 min");
    assertThat(finding.evidence().get("stack"))
        .startsWith("java.lang.Thread.sleep")
        .contains("com.acme.Nightly.run");
  }

  @Test
  void itIsTheSameFindingForTheLifeOfTheRunWhateverItsThreadDoesLater() {
    Finding finding = classified(asleep(), asleep());
    ThreadLook other = look(Thread.State.RUNNABLE, 9, "", "com.acme.Other#go");
    Finding later = Watch.only(watch.after(EVERY).idle(running(1, () -> Optional.of(other))));

    assertThat(later).isEqualTo(finding);
  }

  @Test
  void anotherRunIsLookedAtAnew() {
    classified(asleep(), asleep());

    assertThat(watch.after(EVERY).idle(sleeping(2)).findings()).isEmpty();
    Finding second = Watch.only(watch.after(EVERY).idle(sleeping(2)));
    assertThat(second.evidence()).containsEntry("run", "2");
  }

  @Test
  void theSecondLookIsNotTakenTooSoon() {
    watch.after(MOST.plusMillis(1)).idle(sleeping(1));

    assertThat(watch.after(Duration.ofMillis(2_999)).idle(sleeping(1)).noData().get(JOB))
        .contains("second look");
    assertThat(watch.after(Duration.ofMillis(1)).idle(sleeping(1)).findings()).hasSize(1);
  }

  @Test
  void howFarApartTheLooksAreIsAnOption() {
    watch.option("look_apart", "PT10S");
    watch.after(MOST.plusMillis(1)).idle(sleeping(1));

    assertThat(watch.after(Duration.ofMillis(9_999)).idle(sleeping(1)).findings()).isEmpty();
    assertThat(watch.after(Duration.ofMillis(1)).idle(sleeping(1)).findings()).hasSize(1);
  }

  @Test
  void aRunWhoseThreadCannotBeSeenIsToldAtOnce() {
    Finding finding = Watch.only(watch.after(MOST.plusMillis(1)).idle(running(1, Optional::empty)));

    assertThat(finding.message()).endsWith("its thread cannot be seen from here");
    assertThat(finding.evidence())
        .containsEntry("classification", "unknown")
        .doesNotContainKey("stack");
    assertThat(Watch.only(watch.after(EVERY).idle(running(1, Optional::empty)))).isEqualTo(finding);
  }

  @Test
  void whenTheRunEndedOrAnotherIsInTimeItIsClear() {
    classified(asleep(), asleep());
    JobSnapshot ended = Sample.job("nightly").last(Sample.run(RunOutcome.SUCCESS)).seen();
    JobSnapshot next =
        Sample.job("nightly")
            .defined(j -> j.withMaxDuration(MOST))
            .running(2, watch.now(), Optional::empty)
            .seen();

    assertThat(watch.changed(ended).clear()).containsExactly(JOB);
    assertThat(watch.changed(next).clear()).containsExactly(JOB);
  }

  @Test
  void ofSeveralRunsTheOneThatIsOverdueIsTold() {
    JobSnapshot two =
        Sample.job("nightly")
            .defined(j -> j.withMaxDuration(MOST))
            .running(1, Watch.START.plusSeconds(60), Optional::empty)
            .running(2, Watch.START, Optional::empty)
            .seen();

    assertThat(Watch.only(watch.after(MOST.plusMillis(1)).idle(two)).evidence())
        .containsEntry("run", "2");
  }

  @ParameterizedTest
  @CsvSource({
    "5, 1000, 0, 1000, 60000", // the least
    "5, 30000, 0, 40000, 120000", // p95 × 3
    "5, 30000, 20000, 40000, 230000", // median + 10 × spread
  })
  void withoutAMaxDurationThePastDecides(
      int samples, long median, long spread, long p95, long limit) {
    JobSnapshot job = judged(new JobStatistics(samples, median, spread, p95, 0, null, null));

    assertThat(watch.after(Duration.ofMillis(limit)).idle(job).clear()).containsExactly(JOB);
    assertThat(watch.after(Duration.ofMillis(1)).idle(job).findings()).hasSize(1);
  }

  private static JobSnapshot judged(JobStatistics usual) {
    return Sample.job("nightly").usual(usual).running(1, Watch.START, Optional::empty).seen();
  }

  @Test
  void withTooFewRunsBeforeAndNoMaxDurationThereIsNoData() {
    JobSnapshot job = judged(new JobStatistics(4, 1_000, 0, 1_000, 0, null, null));
    Observation seen = watch.after(Duration.ofDays(1)).idle(job);

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.noData().get(JOB)).contains("not enough data: 4 of 5 runs");
  }

  @Test
  void theBoundsAreOptions() {
    JobSnapshot job = judged(new JobStatistics(2, 10_000, 1_000, 10_000, 0, null, null));
    watch
        .option("samples", "2")
        .option("least", "PT1S")
        .option("p95_times", "1")
        .option("spreads", "1");

    assertThat(watch.after(Duration.ofMillis(11_000)).idle(job).clear()).containsExactly(JOB);
    assertThat(watch.after(Duration.ofMillis(1)).idle(job).findings()).hasSize(1);
  }

  @Test
  void aThirdLookIsTakenWhereTwoDoNotAgreeAndThenItIsUnknown() {
    ThreadLook read =
        look(Thread.State.RUNNABLE, 0, "", "sun.nio.ch.Net#poll", "com.acme.Nightly#run");
    watch.after(MOST.plusMillis(1)).idle(running(1, () -> Optional.of(asleep())));
    Observation second = watch.after(EVERY).idle(running(1, () -> Optional.of(read)));
    Finding third = Watch.only(watch.after(EVERY).idle(sleeping(1)));

    assertThat(second.findings()).isEmpty();
    assertThat(third.evidence()).containsEntry("classification", "unknown");
  }

  @Test
  void aThirdLookThatAgreesWithTheSecondTells() {
    ThreadLook read =
        look(Thread.State.RUNNABLE, 0, "", "sun.nio.ch.Net#poll", "com.acme.Nightly#run");
    watch.after(MOST.plusMillis(1)).idle(running(1, () -> Optional.of(read)));
    watch.after(EVERY).idle(sleeping(1));
    Finding third = Watch.only(watch.after(EVERY).idle(sleeping(1)));

    assertThat(third.evidence()).containsEntry("classification", "sleep");
  }

  @Test
  void aDriverThatReadsFromASocketWaitsForTheDatabase() {
    ThreadLook query =
        look(
            Thread.State.RUNNABLE,
            0,
            "",
            "sun.nio.ch.Net#poll",
            "java.net.Socket$SocketInputStream#read",
            "org.postgresql.core.PGStream#receive",
            "com.acme.Orders#load");
    Finding finding = classified(query, query);

    assertThat(finding.evidence()).containsEntry("classification", "database");
    assertThat(finding.type()).isEqualTo(ErrorType.DATABASE_CONNECTION);
  }

  @Test
  void whatTheJobsCallersDoDoesNotCount() {
    ThreadLook computing =
        look(Thread.State.RUNNABLE, -1, "", "com.acme.Orders#sum", "sun.nio.ch.Net#poll");

    watch.after(MOST.plusMillis(1)).idle(running(1, () -> Optional.of(computing)));
    watch.after(EVERY).idle(running(1, () -> Optional.of(computing)));
    Finding finding = Watch.only(watch.after(EVERY).idle(running(1, () -> Optional.of(computing))));
    assertThat(finding.evidence()).containsEntry("classification", "unknown");
  }

  @ParameterizedTest
  @CsvSource({"4000000000, cpu_loop", "3999999999, unknown"})
  void fourFifthsOfAProcessorAreALoop(long cpuNanos, String expected) {
    ThreadLook before = look(Thread.State.RUNNABLE, 7, "", "com.acme.Orders#sum");
    ThreadLook after = look(Thread.State.RUNNABLE, 7 + cpuNanos, "", "com.acme.Orders#add");

    Verdict verdict = Hang.classify(before, after, EVERY, new Deadlocks());
    assertThat(verdict.hang().word()).isEqualTo(expected);
  }

  @Test
  void anotherLockAtTheSecondLookIsNoLockThatItHangsIn() {
    ThreadLook one =
        look(Thread.State.BLOCKED, 0, "a@1, held by thread \"x\"", "com.acme.Orders#sum");
    ThreadLook other =
        look(Thread.State.BLOCKED, 0, "a@2, held by thread \"x\"", "com.acme.Orders#sum");

    assertThat(Hang.classify(one, other, EVERY, new Deadlocks()).hang()).isEqualTo(Hang.UNKNOWN);
    assertThat(Hang.classify(one, one, EVERY, new Deadlocks()).hang()).isEqualTo(Hang.LOCK);
  }

  @Test
  void differentHangsAndPlacesAreDifferentCauses() {
    String asleep = Detection.fingerprint(classified(asleep(), asleep()));
    ThreadLook elsewhere =
        look(Thread.State.TIMED_WAITING, 0, "", "java.lang.Thread#sleep", "com.acme.Hourly#run");
    Watch other = new Watch(new OverdueMonitor(EVERY, new Deadlocks()));
    other.after(MOST.plusMillis(1)).idle(running(1, () -> Optional.of(elsewhere)));
    Finding second = Watch.only(other.after(EVERY).idle(running(1, () -> Optional.of(elsewhere))));

    assertThat(Detection.fingerprint(second)).isNotEqualTo(asleep);
  }

  @Test
  void aDeepStackIsKeptWithinItsBoundsAndShownToFortyFrames() {
    String[] frames = new String[128];
    Arrays.fill(frames, "com.acme." + "Deep".repeat(200) + "#" + "call".repeat(100));
    frames[0] = "java.lang.Thread#sleep";
    ThreadLook deep = look(Thread.State.TIMED_WAITING, 0, "", frames);

    assertThat(classified(deep, deep).evidence().get("stack").lines()).hasSize(40);
  }

  @Test
  void whatWasKeptByAnotherReleaseOrIsBrokenBeginsAnew() {
    assertThat(Looks.read(new io.healing.api.PluginState(2, "{\"run\":1}"))).isEmpty();
    assertThat(Looks.read(new io.healing.api.PluginState(1, "{broken"))).isEmpty();
    assertThat(Looks.read(new io.healing.api.PluginState(1, "{\"run\":1,\"at\":\"?\"}"))).isEmpty();
    assertThat(Looks.read(new io.healing.api.PluginState(1, ""))).isEmpty();
  }
}
