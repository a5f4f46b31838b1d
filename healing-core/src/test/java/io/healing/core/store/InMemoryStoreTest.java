package io.healing.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import io.healing.api.store.HealingStore;
import io.healing.api.store.HealingStoreContract;
import io.healing.api.store.Page;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest extends HealingStoreContract {

  @Override
  protected HealingStore open(Path directory) {
    return InMemoryStore.create();
  }

  @Override
  protected boolean durable() {
    return false;
  }

  @Test
  void itSaysThatItIsNotDurable() {
    assertThat(InMemoryStore.create().info().trusted()).isFalse();
    assertThat(InMemoryStore.create().info().kind()).isEqualTo("memory");
  }

  @Test
  void theOneForTestsSaysThatItIs() {
    assertThat(InMemoryStore.trusted().info().trusted()).isTrue();
  }

  @Test
  void theOldestEndedRunGoesWhenThereAreTooMany() {
    HealingStore store = small();
    store.runs().save(List.of(run(1, RunOutcome.RUNNING), run(2, RunOutcome.SUCCESS)));
    store.runs().save(List.of(run(3, RunOutcome.SUCCESS)));
    assertThat(store.runs().count()).isEqualTo(3);
    store.runs().save(List.of(run(4, RunOutcome.SUCCESS)));
    assertThat(store.runs().newest("report", 9)).extracting(JobRun::id).containsExactly(4L, 3L, 1L);
  }

  @Test
  void theOldestSampleOfAMetricGoesWhenThereAreTooMany() {
    HealingStore store = small();
    store
        .metrics()
        .add(
            LongStream.range(0, 4)
                .mapToObj(i -> Samples.metric("m" + i, "cpu", Samples.NOON.plusSeconds(i)))
                .toList());
    store.metrics().add(List.of(Samples.metric("x", "memory", Samples.NOON)));
    assertThat(store.metrics().newest("cpu", 9))
        .extracting(sample -> sample.id())
        .containsExactly("m3", "m2", "m1");
  }

  @Test
  void theOldestRunsLoseTheirLogAndStackWhenTheseAreTooLong() {
    HealingStore store = new InMemoryStore(false, new Capacity(9, 9, 9, 2_500));
    store.runs().save(List.of(told(1), told(2), told(3)));
    assertThat(store.runs().newest("report", 9))
        .extracting(JobRun::id, run -> run.logTail().length(), run -> error(run).stack().length())
        .containsExactly(tuple(3L, 600, 400), tuple(2L, 600, 400), tuple(1L, 0, 0));
    RunError left = error(store.runs().find(1).orElseThrow());
    assertThat(left.line()).startsWith("java.io.IOException: mmm").hasSize(221);

    store.runs().save(List.of(told(3)));
    assertThat(store.runs().find(2).orElseThrow().logTail()).hasSize(600);
  }

  private static RunError error(JobRun run) {
    return Objects.requireNonNull(run.error());
  }

  private static JobRun told(long id) {
    JobRun run = run(id, RunOutcome.FAILURE);
    return new JobRun(
        id,
        run.jobId(),
        run.startedAt(),
        run.finishedAt(),
        run.outcome(),
        run.durationMs(),
        1,
        run.trigger(),
        new RunError("java.io.IOException", "m".repeat(400), "s".repeat(400)),
        "l".repeat(600),
        false,
        null,
        null);
  }

  @Test
  void theOldestDecisionsGoWhenThereAreTooManyButNotThoseOfAnOpenIncident() {
    HealingStore store = new InMemoryStore(false, new Capacity(9, 9, 20, 9));
    store.incidents().save(Samples.incident("i-open00"));
    for (int i = 0; i < 100; i++) {
      String topic = i == 0 ? "i-open00" : "s" + i;
      store.decisions().add(decision(topic, Samples.NOON.plusSeconds(i)));
    }
    Subject subject = Subject.job("report");
    assertThat(store.decisions().of(subject, 200)).hasSizeBetween(20, 23);
    assertThat(store.decisions().last(subject, "i-open00")).isPresent();
    assertThat(store.decisions().last(subject, "s99")).isPresent();
  }

  private static DecisionRecord decision(String topic, Instant at) {
    return new DecisionRecord(
        0, Subject.job("report"), topic, "ignore", BlockReason.ADVICE_ONLY, "", at);
  }

  @Test
  void theOldestReviewsAndEndedIncidentsGoWhenThereAreTooMany() {
    HealingStore store = new InMemoryStore(false, new Capacity(9, 9, 20, 9));
    for (int i = 0; i < 100; i++) {
      Instant at = Samples.NOON.plusSeconds(i);
      store.reviews().add(Samples.review("report", at), Samples.reviewDetail(1));
      Incident incident = Samples.incident("i-" + (1_000 + i), "job" + i, "f" + i, at);
      store.incidents().save(i == 0 ? incident : incident.ended(IncidentEnd.RECOVERED, at));
    }
    assertThat(store.reviews().page(Page.newest(200))).hasSizeBetween(20, 23);
    assertThat(store.incidents().page(Page.newest(200))).hasSizeBetween(21, 24);
    assertThat(store.incidents().find("i-1000")).isPresent();
    assertThat(store.incidents().find("i-1001")).isEmpty();
    assertThat(store.incidents().find("i-1099")).isPresent();
  }

  private static HealingStore small() {
    return new InMemoryStore(false, new Capacity(3, 3, 100, 1_000));
  }

  private static JobRun run(long id, RunOutcome outcome) {
    return Samples.run(id, "report", Samples.NOON.plusSeconds(id), outcome);
  }
}
