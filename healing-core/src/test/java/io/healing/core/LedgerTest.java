package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.config.LogLevel;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.IncidentState;
import io.healing.core.detect.Detection;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is held and what is stored of an incident may change at the same time. */
class LedgerTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private final InMemoryStore store = InMemoryStore.create();
  private final Incident held = Samples.incident("i-00000001");
  private final Detection detection =
      new Detection(
          new Detection.Settings(
              () -> NOW, () -> "i-0", Duration.ofMinutes(1), 5, 10, Duration.ofMinutes(5)),
          List.of(held));
  private final Lanes lanes = Lanes.inline();
  private final PluginGuard guard =
      new PluginGuard(3, Duration.ofMinutes(10), text -> text, LogLevel.INFO);
  private final Listening listening =
      new Listening(lanes.listeners(), guard, Duration.ofSeconds(10), () -> NOW);
  private final Ledger ledger =
      new Ledger(
          store,
          detection,
          new Announcer(store, () -> NOW, RedactedLog.of(Announcer.class), listening));

  @BeforeEach
  void stored() {
    store.incidents().save(held);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Incident row() {
    return store.incidents().find(held.id()).orElseThrow();
  }

  private Incident known() {
    return detection.find(held.id()).orElseThrow();
  }

  @Test
  void anActionThatWasRecordedMeanwhileIsNotSavedOver() {
    store.incidents().save(held.withAction(7).withState(IncidentState.VERIFYING));

    ledger.save(detection.replace(held.withDiagnosis("{}")));

    assertThat(row().recoveryActions()).containsExactly(7L);
    assertThat(row().state()).isEqualTo(IncidentState.VERIFYING);
    assertThat(row().diagnosis()).isEqualTo("{}");
    assertThat(known()).as("and it is known here").isEqualTo(row());
  }

  @Test
  void anIncidentThatRecoversWhileAnActionIsRecordedEndsWithIt() {
    store.incidents().save(held.withAction(7).withState(IncidentState.VERIFYING));

    ledger.save(held.ended(IncidentEnd.RECOVERED, NOW));

    assertThat(row().recoveryActions()).containsExactly(7L);
    assertThat(row().end()).isEqualTo(IncidentEnd.RECOVERED);
  }

  @Test
  void whatWasEndedElsewhereIsOverHereToo() {
    Incident ended = held.ended(IncidentEnd.BY_HAND, NOW);
    store.incidents().save(ended);

    assertThat(ledger.save(held.withDiagnosis("{}"))).isEqualTo(ended);

    assertThat(row()).isEqualTo(ended);
    assertThat(detection.active()).isEmpty();
  }

  @Test
  void whatAnotherProcessStoredFirstTakesThePlaceOfTheSameSeenHere() {
    Finding finding = Finding.of(held.findingId(), held.subject(), held.message());
    Incident own = Incident.open("i-00000002", held.monitor(), held.fingerprint(), finding, NOW);
    detection.exchange(held, own);

    Incident kept = ledger.save(own);

    assertThat(kept).isEqualTo(held);
    assertThat(detection.active()).containsExactly(held);
    assertThat(store.incidents().active()).containsExactly(held);
  }

  @Test
  void whatIsSaidAfterTheEndIsLookedAtAgainOnce() {
    store.incidents().save(held.ended(IncidentEnd.BY_HAND, held.lastSeenAt().minusSeconds(1)));

    ledger.save(held);

    assertThat(ledger.returned()).containsExactly(held.subject().name());
    assertThat(ledger.returned()).isEmpty();
  }
}
