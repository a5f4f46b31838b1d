package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.ListedRunner;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two schedulers of one program have a job of the same name. */
class TwoRunnersTest {
  private static final String JOB = "cleanup";
  private static final Duration LOOK = Duration.ofSeconds(31);

  @TempDir Path home;

  private final ListedRunner first = new ListedRunner("first").with(JOB);
  private final ListedRunner second = new ListedRunner("second").with(JOB);
  private SqliteHealingStore store;
  private ManualHealing healing;

  @BeforeEach
  void begin() {
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

    second.fails(JOB, new SocketTimeoutException("Read timed out"));
    looks(20);

    assertThat(first.orders()).isEmpty();
    assertThat(second.orders()).isEmpty();
  }

  @Test
  void whenOneOfThemGetsAnotherNameTheOtherIsHealed() {
    first.lose(JOB);
    first.with("cleanup-files");
    looks(30);
    assertThat(open()).doesNotContain("job.of_two_runners");

    second.fails(JOB, new SocketTimeoutException("Read timed out"));
    looks(20);

    assertThat(first.orders()).isEmpty();
    assertThat(second.orders()).containsExactly(JOB);
  }
}
