package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobObserver;
import io.healing.api.job.JobRunner;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two schedulers of one program have a job of the same name. */
class TwoRunnersTest {
  private static final String JOB = "cleanup";
  private static final Duration LOOK = Duration.ofSeconds(31);

  @TempDir Path home;

  private final Runner first = new Runner("first");
  private final Runner second = new Runner("second");
  private SqliteHealingStore store;
  private ManualHealing healing;

  /** A runner that runs nothing by itself and writes down its orders. */
  private static final class Runner implements JobRunner {
    final List<String> jobs = new ArrayList<>();
    final List<String> orders = new ArrayList<>();
    private final String name;
    private JobObserver observer;

    Runner(String name) {
      this.name = name;
    }

    void fails(String job) {
      observer.finished(
          observer.started(job, RunStart.scheduled()),
          RunResult.failure(new SocketTimeoutException("Read timed out")));
    }

    @Override
    public String id() {
      return name + ".runner";
    }

    @Override
    public String runner() {
      return name;
    }

    @Override
    public void join(JobObserver told) {
      observer = told;
    }

    @Override
    public void leave() {}

    @Override
    public List<JobStanding> standings() {
      return jobs.stream()
          .map(job -> JobStanding.scheduled(JobDefinition.of(job).withRunner(name), null))
          .toList();
    }

    @Override
    public Set<Order> orders(String job) {
      return EnumSet.of(Order.RUN);
    }

    @Override
    public boolean run(String job, String key) {
      orders.add(job);
      return true;
    }

    @Override
    public void interrupt(String job, long run) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void schedule(String job) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeEach
  void begin() {
    first.jobs.add(JOB);
    second.jobs.add(JOB);
    store = SqliteHealingStore.open(home.resolve("healing.db"));
    SelfHealingConfig enabled = SelfHealingConfig.defaults().withEnabled(true);
    healing =
        Healing.builder()
            .store(store)
            .job(JobConfig.of(JobDefinition.of(JOB)).withSelfHealing(enabled))
            .runner(first)
            .runner(second)
            .manual(House.NOON);
    looks(3);
  }

  @AfterEach
  void end() {
    healing.close();
    store.close();
  }

  private void looks(int times) {
    for (int i = 0; i < times; i++) {
      healing.tick(LOOK);
    }
  }

  private List<String> open() {
    return healing.healing().admin().incidents().stream().map(Incident::findingId).toList();
  }

  @Test
  void theirJobOfOneNameIsToldAndNeitherIsOrdered() {
    assertThat(open()).contains("job.of_two_runners");

    second.fails(JOB);
    looks(20);

    assertThat(first.orders).isEmpty();
    assertThat(second.orders).isEmpty();
  }

  @Test
  void whenOneOfThemGetsAnotherNameTheOtherIsHealed() {
    first.jobs.set(0, "cleanup-files");
    looks(30);
    assertThat(open()).doesNotContain("job.of_two_runners");

    second.fails(JOB);
    looks(20);

    assertThat(first.orders).isEmpty();
    assertThat(second.orders).containsExactly(JOB);
  }
}
