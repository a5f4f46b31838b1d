package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.config.LogLevel;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;

class AnnouncerTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Subject JOB = Subject.job("import");
  private static final Decision NO = new Decision.Ignore(BlockReason.PAUSED, "release night");

  private final InMemoryStore store = InMemoryStore.create();
  private final Listening listening =
      new Listening(
          Lane.inline(),
          new PluginGuard(3, Duration.ofMinutes(10), text -> text, LogLevel.INFO),
          Duration.ofSeconds(10),
          () -> NOON);
  private final Announcer announcer =
      new Announcer(store, () -> NOON, RedactedLog.of(Announcer.class), listening);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatIsRememberedIsBoundedAndTheStoreAnswersForTheRest() {
    for (int i = 0; i < 10_100; i++) {
      assertThat(announcer.decided(JOB, "s" + i, NO)).isTrue();
    }
    assertThat(announcer.remembered()).isEqualTo(10_000);
    assertThat(announcer.decided(JOB, "s0", NO)).as("it is no news").isFalse();
    assertThat(store.decisions().of(JOB, 100)).hasSize(100).noneMatch(d -> d.topic().equals("s0"));
  }

  @Test
  void everyChangeIsALineInTheProgramsLogAndOneThatDidNotHelpAWarning() {
    Kept kept = new Kept();
    RedactedLog log = new RedactedLog(kept, text -> text);
    Announcer loud = new Announcer(store, () -> NOON, log, listening);
    loud.say(HealingEvent.Step.DETECTED, JOB, "i-1", "job.failed: no");
    loud.say(HealingEvent.Step.ACTED, JOB, "a1", "done: Change a.conf");
    loud.say(HealingEvent.Step.VERIFIED, JOB, "a1", "verified: looked at");
    loud.say(HealingEvent.Step.VERIFIED, JOB, "a2", "ineffective: still found");
    loud.person("a1 was taken back by ben");

    assertThat(kept.lines)
        .containsExactly(
            "INFO a1 of import: done: Change a.conf",
            "INFO a1 of import: verified: looked at",
            "WARN a2 of import: ineffective: still found",
            "INFO a1 was taken back by ben");
  }

  /** A logger that keeps what it is given. */
  private static final class Kept extends AbstractLogger {
    private static final long serialVersionUID = 1L;
    private final transient List<String> lines = new ArrayList<>();

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
      lines.add(level + " " + message);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return Kept.class.getName();
    }

    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public boolean isTraceEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isDebugEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled(Marker marker) {
      return true;
    }
  }
}
