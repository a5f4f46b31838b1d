package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.config.LogLevel;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
}
