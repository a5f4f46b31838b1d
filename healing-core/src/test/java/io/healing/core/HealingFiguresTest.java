package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.config.LimitsConfig;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunHandle;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Counter;
import io.healing.core.HealingFigures.BreakerState;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealingFiguresTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration HALF_OPEN = LimitsConfig.defaults().breakerHalfOpen();
  private static final Duration LOOK = Duration.ofSeconds(31);

  private final InMemoryStore store = InMemoryStore.trusted();
  private final Leak leak = new Leak();
  private final ManualHealing manual =
      Healing.builder().store(store).job(JobDefinition.of("import")).plugin(leak).manual(NOON);
  private final HealingFigures figures = manual.healing().figures();

  /** A pipe that leaks until it is mended. */
  private static final class Leak implements Monitor {
    private boolean leaks = true;

    @Override
    public String id() {
      return "test.leak";
    }

    @Override
    public Observation check(MonitorRequest request) {
      Subject pipe = Subject.component("pipe");
      return leaks
          ? Observation.builder().finding(Finding.of("pipe.leaks", pipe, "it leaks")).build()
          : Observation.builder().clear(pipe).build();
    }
  }

  @AfterEach
  void close() {
    manual.close();
  }

  private Incident leaking() {
    manual.tick(LOOK);
    return figures.incidents().get(0);
  }

  private void opened(Incident incident, Instant at) {
    store.counters().save(new Counter(incident.key(), 2, 2, at, null, at));
  }

  @Test
  void theJobsAreThoseOfThisProcessAsTheyStand() {
    RunHandle run = manual.healing().observer().started("import");
    manual.tick(LOOK);

    assertThat(figures.jobs())
        .singleElement()
        .satisfies(job -> assertThat(job.subject().name()).isEqualTo("import"))
        .satisfies(job -> assertThat(job.running()).hasSize(1));
    assertThat(run.jobId()).isEqualTo("import");
    assertThat(figures.eventsDropped()).isZero();
  }

  @Test
  void incidentsAreCountedUntilTheyEnd() {
    assertThat(figures.incidents()).isEmpty();
    Incident leaking = leaking();
    assertThat(leaking.findingId()).isEqualTo("pipe.leaks");

    leak.leaks = false;
    for (int i = 0; i < 4; i++) {
      manual.tick(LOOK);
    }

    assertThat(figures.incidents()).isEmpty();
  }

  @Test
  void aBreakerOfWhichNothingWasCountedIsClosed() {
    assertThat(figures.breaker(leaking())).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aBreakerIsOpenUntilItsTimeIsOverAndHalfOpenFromThatMoment() {
    Incident incident = leaking();
    opened(incident, manual.now());
    assertThat(figures.breaker(incident)).isEqualTo(BreakerState.OPEN);

    manual.tick(HALF_OPEN.minusMillis(1));
    assertThat(figures.breaker(incident)).isEqualTo(BreakerState.OPEN);

    manual.tick(Duration.ofMillis(1));
    assertThat(figures.breaker(incident)).isEqualTo(BreakerState.HALF_OPEN);

    store.counters().save(Counter.none(incident.key()));
    assertThat(figures.breaker(incident)).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aBreakerBelongsToTheKeySoItOutlivesTheIncident() {
    Incident incident = leaking();
    opened(incident, manual.now());

    Incident ended = incident.ended(IncidentEnd.BY_HAND, manual.now());

    assertThat(figures.breaker(ended)).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void whoDidAnActionIsNamedAndNobodyWhereNobodyHereDoesSuch() {
    ActionEntry edited =
        new ActionEntry(Samples.action(1, "import", NOON), Samples.actionDetail(1, NOON));

    assertThat(figures.remediator(edited)).get().isEqualTo("healing.edit-file");
  }
}
