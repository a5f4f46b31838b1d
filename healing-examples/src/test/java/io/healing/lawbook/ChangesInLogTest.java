package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What nobody but the program's own log is told. */
@ResourceLock(Resources.SYSTEM_ERR)
class ChangesInLogTest {
  private final PrintStream usual = System.err;
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

  @TempDir Path home;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    System.setErr(usual);
  }

  private String log() {
    return logged.toString(StandardCharsets.UTF_8);
  }

  private JobConfig healed(String job) {
    return BrokenConfig.job(home, job)
        .withSelfHealing(SelfHealingConfig.defaults().withEnabled(true));
  }

  @Test
  void aConfiguredJobThatNobodyHasAndThatNeverRanIsToldOnceWithTheNearestName() {
    try (House house = House.in(home).job(healed("imports")).job(healed("report")).open()) {
      house.runner.does("import", log -> {});
      house.runner.does("report", log -> {});
      house.run("import").run("report").tick(Duration.ofMinutes(4));
      assertThat(log()).doesNotContain("is to be healed");

      house.ticks(4, Duration.ofMinutes(1));

      assertThat(log()).containsOnlyOnce("is to be healed by the configuration, but");
      assertThat(log()).contains("Job imports is to be healed").contains("Maybe import is meant");
    }
  }
}
