package io.healing.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Samples;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link RunRepository} must do. */
public abstract class RunContract extends StoreContract {
  private static final long FIRST = JobRun.id(1, 1);

  @ParameterizedTest
  @EnumSource(value = RunOutcome.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void aRunComesBackAsItWasSaved(RunOutcome outcome) {
    JobRun run = Samples.run(FIRST, "report", NOON, outcome);
    store.runs().save(List.of(run));
    assertThat(again().runs().find(FIRST)).contains(run);
  }

  @Test
  void textAndTimesComeBackExactly() {
    RunError error = new RunError("E", CAREFUL, CAREFUL.repeat(100));
    Instant at = Instant.parse("1969-12-31T23:59:59.001Z");
    JobRun run =
        new JobRun(
            FIRST,
            "j\ud83d\ude80",
            at,
            at.plusMillis(1),
            RunOutcome.FAILURE,
            1L,
            3,
            RunTrigger.RETRY,
            error,
            CAREFUL,
            true,
            Long.MAX_VALUE,
            -1);
    store.runs().save(List.of(run));
    assertThat(again().runs().find(FIRST)).contains(run);
    assertThat(store.runs().newest("j\ud83d\ude80", 1)).containsExactly(run);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(store.runs().find(FIRST)).isEmpty();
    assertThat(store.runs().newest("report", 5)).isEmpty();
    assertThat(store.runs().count()).isZero();
    assertThat(store.runs().unfinished(1)).isEmpty();
  }

  @Test
  void aNewerStateReplacesTheOlderOne() {
    store.runs().save(List.of(Samples.run(FIRST, "report", NOON, RunOutcome.RUNNING)));
    JobRun ended = Samples.run(FIRST, "report", NOON, RunOutcome.FAILURE);
    store.runs().save(List.of(ended));
    assertThat(again().runs().find(FIRST)).contains(ended);
    assertThat(store.runs().count()).isEqualTo(1);
  }

  @Test
  void anEndedRunDoesNotBeginToRunAgain() {
    JobRun ended = Samples.run(FIRST, "report", NOON);
    JobRun running = Samples.run(FIRST, "report", NOON, RunOutcome.RUNNING);
    store.runs().save(List.of(running, ended, running));
    assertThat(store.runs().find(FIRST)).contains(ended);
    assertThat(store.runs().unfinished(1)).isEmpty();
  }

  @Test
  void theNewestComeFirstAndOnlyOfThatJob() {
    store
        .runs()
        .save(
            List.of(
                Samples.run(1, "report", NOON.plusSeconds(1)),
                Samples.run(2, "report", NOON.plusSeconds(3)),
                Samples.run(3, "other", NOON.plusSeconds(9)),
                Samples.run(4, "report", NOON.plusSeconds(2)),
                Samples.run(5, "report", NOON.plusSeconds(2))));
    assertThat(store.runs().newest("report", 3)).extracting(JobRun::id).containsExactly(2L, 5L, 4L);
    assertThat(store.runs().newest("report", 9)).hasSize(4);
    assertThat(store.runs().newest("report", 0)).isEmpty();
    assertThatThrownBy(() -> store.runs().newest("report", -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sinceTakesTheBoundIn() {
    store.runs().save(LongStream.range(0, 5).mapToObj(RunContract::everySecond).toList());
    assertThat(store.runs().since("report", NOON.plusSeconds(3), 9))
        .extracting(JobRun::id)
        .containsExactly(4L, 3L);
    assertThat(store.runs().since("report", NOON.plusMillis(3_001), 9)).hasSize(1);
    assertThat(store.runs().since("report", NOON, 2)).hasSize(2);
  }

  @Test
  void countSinceCountsWhatEndedAfterTheBound() {
    store.runs().save(List.of(Samples.run(1, "report", NOON), Samples.run(2, "other", NOON)));
    store.runs().save(List.of(Samples.run(3, "report", NOON, RunOutcome.RUNNING)));
    Instant end = NOON.plusSeconds(1);
    assertThat(store.runs().countSince("report", end.minusMillis(1), false)).isEqualTo(1);
    assertThat(store.runs().countSince("report", end, false)).isZero();
    assertThat(store.runs().countSince("nobody", NOON, false)).isZero();
  }

  @Test
  void instancesAreNamedWhoseRunsHaveNotEnded() {
    assertThat(store.instances().withUnfinishedRuns()).isEmpty();
    for (long instance : List.of(4L, 4_000_000_000L / 2)) {
      JobRun run =
          Samples.run(JobRun.id(instance, 4_294_967_295L), "report", NOON, RunOutcome.RUNNING);
      store.runs().save(List.of(run, Samples.run(JobRun.id(instance, 5), "report", NOON)));
      store.runs().save(List.of(Samples.run(JobRun.id(9, 1), "report", NOON)));
    }
    assertThat(store.instances().withUnfinishedRuns())
        .containsExactlyInAnyOrder(4L, 2_000_000_000L);
  }

  @Test
  void countSinceCountsOnlyWhatWentWrongWhenThatIsAsked() {
    RunOutcome[] all = RunOutcome.values();
    for (int i = 0; i < all.length; i++) {
      if (all[i] != RunOutcome.UNKNOWN) {
        store.runs().save(List.of(Samples.run(JobRun.id(7, 100 + i), "mixed", NOON, all[i])));
      }
    }
    long bad = java.util.Arrays.stream(all).filter(RunOutcome::bad).count();
    assertThat(store.runs().countSince("mixed", NOON, true)).isEqualTo((int) bad).isPositive();
    assertThat(store.runs().countSince("mixed", NOON, false)).isGreaterThan((int) bad);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL})
  void theUnfinishedRunsBelongToTheirInstance(long instance) {
    JobRun mine = Samples.run(JobRun.id(instance, 7), "report", NOON, RunOutcome.RUNNING);
    JobRun last = Samples.run(JobRun.id(instance, 0xffff_ffffL), "b", NOON, RunOutcome.RUNNING);
    JobRun ended = Samples.run(JobRun.id(instance, 8), "report", NOON);
    JobRun other = Samples.run(JobRun.id(2, 1), "report", NOON, RunOutcome.RUNNING);
    store.runs().save(List.of(mine, last, ended, other));
    assertThat(again().runs().unfinished(instance)).containsExactlyInAnyOrder(mine, last);
  }

  @Test
  void theNewestOfEachJobComeInTheOrderOfTheJobs() {
    store.runs().save(LongStream.range(0, 30).mapToObj(RunContract::ofTenJobs).toList());
    store.runs().save(List.of(Samples.run(99, CAREFUL, NOON)));
    Map<String, List<JobRun>> found = newestOfEach(List.of("j7", "nobody", CAREFUL, "j0"), 2);
    assertThat(List.copyOf(found.keySet())).containsExactly("j7", "nobody", CAREFUL, "j0");
    assertThat(found.get("j7")).extracting(JobRun::id).containsExactly(27L, 17L);
    assertThat(found.get("nobody")).isEmpty();
    assertThat(found.get(CAREFUL)).isEqualTo(store.runs().newest(CAREFUL, 2)).hasSize(1);
    assertThat(found.get("j0")).isEqualTo(store.runs().newest("j0", 2));
  }

  @Test
  void ofThoseThatBeganTogetherTheLastOfEachJobComesFirst() {
    store.runs().save(LongStream.range(1, 9).mapToObj(RunContract::atOnce).toList());
    assertThat(newestOfEach(List.of("report"), 3).get("report"))
        .extracting(JobRun::id)
        .containsExactly(8L, 7L, 6L);
    assertThat(newestOfEach(List.of("report"), 0)).containsEntry("report", List.of());
    assertThat(newestOfEach(List.of(), 3)).isEmpty();
    assertThatThrownBy(() -> newestOfEach(List.of("report"), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Map<String, List<JobRun>> newestOfEach(List<String> jobs, int limit) {
    Map<String, List<JobRun>> found = new LinkedHashMap<>();
    store
        .runs()
        .newestOfEach(
            jobs, limit, (job, runs) -> assertThat(found.put(job, runs)).as(job).isNull());
    return found;
  }

  private static JobRun atOnce(long id) {
    return Samples.run(id, "report", NOON);
  }

  @Test
  void savingNothingDoesNothing() {
    store.runs().save(List.of());
    assertThat(store.runs().count()).isZero();
  }

  @Test
  void aWordThatIsOnlyReadIsNotStoredAndNeitherIsItsBatch() {
    JobRun good = Samples.run(1, "report", NOON);
    JobRun bad = Samples.run(2, "report", NOON, RunOutcome.UNKNOWN);
    assertThatThrownBy(() -> store.runs().save(List.of(good, bad)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("unknown");
    assertThat(store.runs().count()).isZero();
  }

  private static JobRun everySecond(long id) {
    return Samples.run(id, "report", NOON.plusSeconds(id));
  }

  private static JobRun ofTenJobs(long id) {
    return Samples.run(id, "j" + id % 10, NOON.plusSeconds(id));
  }
}
