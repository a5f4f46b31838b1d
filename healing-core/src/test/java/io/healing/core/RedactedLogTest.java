package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.HealingConfig;
import io.healing.api.config.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedactedLogTest {
  private static final String SECRET = "hunter2Xq9ZtopSecret";
  private static final String SAID = "login failed with password=" + SECRET;

  private final PrintStream console = System.err;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final RedactedLog log = RedactedLog.of(RedactedLogTest.class);

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void listenNoMore() {
    System.setErr(console);
  }

  private String logged() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aSecretInAnExceptionOrInItsCauseReachesNoLine() {
    Throwable fault = new IllegalStateException(SAID, new IOException("token: " + SECRET));
    fault.addSuppressed(new IOException("api_key=" + SECRET));
    log.warn("The change \"{}\" failed: {}", "restart", fault);
    log.error("A turn failed: {}", fault);
    assertThat(logged()).doesNotContain(SECRET).contains("[masked]");
  }

  @Test
  void whatFailedAndWhereIsStillSaid() {
    log.warn("The change \"{}\" failed: {}", "restart", new IllegalStateException("disk full"));
    assertThat(logged())
        .contains("The change \"restart\" failed: java.lang.IllegalStateException: disk full")
        .contains("at io.healing.core.RedactedLogTest.whatFailedAndWhereIsStillSaid");
  }

  @Test
  void aSecretInAnyOtherArgumentReachesNoLine() {
    log.warn("{} of {} cannot be loaded", "password=" + SECRET, 3);
    assertThat(logged()).doesNotContain(SECRET).contains("[masked] of 3 cannot be loaded");
  }

  @Test
  void aSecretAtTheCutOfALongStackIsTakenOutBeforeIt() {
    String before = "x".repeat(3_950 - IllegalStateException.class.getName().length());
    log.warn("{}", new IllegalStateException(before + " password=" + SECRET.repeat(5)));
    assertThat(logged()).doesNotContain("hunter2").hasSizeLessThan(4_200);
  }

  @Test
  void whatIsBelowTheLeastLevelIsNotHandedOn() {
    RedactedLog errors = log.from(LogLevel.ERROR);
    errors.info("one {}", 1);
    errors.warn("two {}", 2);
    errors.error("three {}", 3);
    assertThat(logged()).doesNotContain("one 1").doesNotContain("two 2").contains("three 3");
  }

  @Test
  void whatRoomsAndPlugInsSayIsMaskedAndKeepsToTheLevel() {
    System.Logger given = log.from(LogLevel.WARNING).asLogger();
    given.log(System.Logger.Level.INFO, "quiet {0}", 1);
    given.log(System.Logger.Level.DEBUG, () -> "quieter");
    given.log(System.Logger.Level.WARNING, "read {0} of {1}", 3, "password=" + SECRET);
    given.log(System.Logger.Level.ERROR, "it failed", new IOException(SAID));
    given.log(System.Logger.Level.ERROR, "braces {} and '{0}' stay");
    assertThat(logged())
        .doesNotContain("quiet")
        .doesNotContain(SECRET)
        .contains("read 3 of password=[masked]")
        .contains("it failed: java.io.IOException: login failed with password=[masked]")
        .contains("braces {} and '{0}' stay");
    assertThat(given.isLoggable(System.Logger.Level.INFO)).isFalse();
    assertThat(given.isLoggable(System.Logger.Level.OFF)).isFalse();
  }

  @Test
  void logLevelSaysFromWhereOnHealingSpeaks() {
    opened(LogLevel.ERROR);
    assertThat(logged()).isEmpty();
    opened(LogLevel.WARNING);
    assertThat(logged()).contains("Everything is kept in memory");
  }

  private static void opened(LogLevel level) {
    HealingConfig config = HealingConfig.defaults(Path.of(""));
    config = config.withSelfHealing(config.selfHealing().withLogLevel(level));
    Healing.builder().config(config).manual(Instant.parse("2026-03-02T12:00:00Z")).close();
  }
}
