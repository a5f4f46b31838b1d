package io.healing.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.store.HealingStore;
import io.healing.api.store.HealingStoreContract;
import java.nio.file.Path;
import java.util.List;
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
    HealingStore store = new InMemoryStore(false, 3, 3);
    store.runs().save(List.of(run(1, RunOutcome.RUNNING), run(2, RunOutcome.SUCCESS)));
    store.runs().save(List.of(run(3, RunOutcome.SUCCESS)));
    assertThat(store.runs().count()).isEqualTo(3);
    store.runs().save(List.of(run(4, RunOutcome.SUCCESS)));
    assertThat(store.runs().newest("report", 9)).extracting(JobRun::id).containsExactly(4L, 3L, 1L);
  }

  @Test
  void theOldestSampleOfAMetricGoesWhenThereAreTooMany() {
    HealingStore store = new InMemoryStore(false, 3, 3);
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

  private static JobRun run(long id, RunOutcome outcome) {
    return Samples.run(id, "report", Samples.NOON.plusSeconds(id), outcome);
  }
}
