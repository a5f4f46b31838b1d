package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.healing.api.HealingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Whatever a file holds, it is read or refused, and nothing else happens. */
class ConfigurationFuzzTest {
  private static final Path FILE = Path.of("healing.yaml");

  @FuzzTest(maxDuration = "10s")
  void anyTextIsReadOrRefused(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      Configuration.Loaded loaded = Configuration.parse(text, FILE);
      Configuration.validate(loaded.config());
    } catch (HealingException e) {
      assertThat(e).hasMessageStartingWith("healing.yaml");
    }
  }

  @FuzzTest(maxDuration = "5s")
  void anyValueOfAKnownOptionIsReadOrRefused(byte[] bytes) {
    String value = new String(bytes, StandardCharsets.UTF_8);
    String text =
        """
        self_healing: { limits: { cool_down: %1$s }, maintenance: %1$s }
        jobs:
          a:
            schedule: %1$s
            cmd: %1$s
            files: %1$s
            every: %1$s
            timezone: %1$s
            sla: { error_budget: %1$s, success_rate: %1$s }
            self_healing: { enabled_at: %1$s, remediation: %1$s, business_log: %1$s }
        plugins: { a.b: %1$s }
        """
            .formatted(value);
    try {
      Configuration.parse(text, FILE);
    } catch (HealingException e) {
      assertThat(e).hasMessageStartingWith("healing.yaml");
    }
  }
}
