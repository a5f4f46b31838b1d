package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.healing.api.HealingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Whatever a file holds, it is read or refused, and nothing else happens. One method, because a JVM
 * fuzzes only one; the first byte says whether the rest is the whole file or the value of keys that
 * are read.
 */
class ConfigurationFuzzTest {
  private static final Path FILE = Path.of("healing.yaml");
  private static final String VALUES =
      """
      self_healing: { limits: { cool_down: %1$s }, maintenance: %1$s }
      jobs:
        a:
          schedule: %1$s
          cmd: %1$s
          cwd: %1$s
          files: %1$s
          every: %1$s
          timezone: %1$s
          resources: { timeout_seconds: %1$s }
          sla: { error_budget: %1$s, success_rate: %1$s }
          self_healing: { enabled_at: %1$s, remediation: %1$s, business_log: %1$s }
        <<: %1$s
      plugins: { a.b: %1$s }
      environment:
        java: { min_version: %1$s }
        runtimes: [{ name: x, min_version: %1$s }, %1$s]
        env_file: { path: %1$s, keys: %1$s }
        directories: %1$s
        executables: [%1$s]
        disk: { min_free: %1$s }
        endpoints: [%1$s]
        packages: [{ dir: %1$s, manifest: %1$s, check: %1$s }]
        databases: [{ path: %1$s, schema: %1$s }]
      """;

  @DictionaryEntries({
    "jobs:",
    "self_healing:",
    "sla:",
    "<<: *a",
    "&a ",
    "*a",
    "!!int ",
    "!x ",
    "schedule:",
    "plugins:",
    "limits:",
    "remediation:",
    "allowed_commands:",
    "\\x0A  ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "13:00",
    "~",
    "\"",
    "|",
    ">",
    "? ",
    "%YAML 1.1\\x0A---\\x0A",
    "1e999",
    "0x1",
    "P1D",
    "99999999999d",
    "* * * * *",
    "environment:",
    "200MB",
    "[::1]:80",
    "\\x00"
  })
  @FuzzTest(maxDuration = "12s")
  void anyTextIsReadOrRefused(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean whole = text.isEmpty() || text.charAt(0) % 2 == 0;
    try {
      Configuration.Loaded loaded =
          Configuration.parse(whole ? text : VALUES.formatted(text.substring(1)), FILE);
      Configuration.validate(loaded.config());
    } catch (HealingException e) {
      assertThat(e).hasMessageStartingWith("healing.yaml");
    }
  }
}
