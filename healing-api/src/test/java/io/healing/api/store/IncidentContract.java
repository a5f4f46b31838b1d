package io.healing.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.IncidentState;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link IncidentRepository} must do. */
public abstract class IncidentContract extends StoreContract {

  @Test
  void anOpenIncidentComesBackAsItWasSaved() {
    Incident incident = Samples.incident("i-0000001a");
    store.incidents().save(incident);
    assertThat(again().incidents().find("i-0000001a")).contains(incident);
    assertThat(store.incidents().active()).containsExactly(incident);
  }

  @Test
  void everythingOfAnIncidentComesBack() {
    Finding finding = Finding.of("job.failed", Subject.host(), CAREFUL).withType(ErrorType.UNKNOWN);
    for (var fact : Samples.careful().entrySet()) {
      finding = finding.withEvidence(fact.getKey(), fact.getValue());
    }
    Incident incident =
        Incident.open("i-00000002", "m", "f", finding, NOON)
            .withCause("i-00000001")
            .withDiagnosis("{\"root_cause\":\"" + "\ud83d\ude80" + "\"}")
            .withAction(3)
            .withAction(4)
            .withEffectiveness(0.25)
            .withClearSince(NOON.plusMillis(7))
            .ended(IncidentEnd.BY_HAND, NOON.plusSeconds(9));
    store.incidents().save(incident);
    assertThat(again().incidents().find("i-00000002")).contains(incident);
  }

  @ParameterizedTest
  @EnumSource(value = IncidentState.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void everyStateComesBackAndOnlyTheEndedIsNotActive(IncidentState state) {
    Incident incident = Samples.incident("i-00000001").withState(state);
    store.incidents().save(incident);
    assertThat(again().incidents().page(Page.newest(5).in(state.word()))).containsExactly(incident);
    assertThat(store.incidents().active()).hasSize(state == IncidentState.ENDED ? 0 : 1);
    assertThat(store.incidents().active(incident.subject(), incident.fingerprint()).isPresent())
        .isEqualTo(state != IncidentState.ENDED);
  }

  @Test
  void aChangedIncidentReplacesItself() {
    Incident incident = Samples.incident("i-00000001");
    store.incidents().save(incident);
    Incident later = incident.seen(Samples.finding("report"), NOON.plusSeconds(5)).withAction(1);
    store.incidents().save(later);
    assertThat(again().incidents().find("i-00000001")).contains(later);
    assertThat(store.incidents().page(Page.newest(10))).hasSize(1);
  }

  @Test
  void whatHasEndedIsNotOpenedAgain() {
    Incident open = Samples.incident("i-00000001");
    assertThat(store.incidents().save(open)).isTrue();
    Incident ended = open.ended(IncidentEnd.BY_HAND, NOON);
    assertThat(store.incidents().save(ended)).isTrue();
    assertThat(store.incidents().save(open)).isFalse();
    assertThat(again().incidents().find("i-00000001")).contains(ended);
    Incident scored = ended.withEffectiveness(0.5);
    assertThat(store.incidents().save(scored)).isTrue();
    assertThat(again().incidents().find("i-00000001")).contains(scored);
  }

  @Test
  void aBeginningThatOnlyOneHasFindsIt() {
    store.incidents().save(Samples.incident("i-00a00001"));
    store.incidents().save(Samples.incident("i-00a00002"));
    store.incidents().save(Samples.incident("i-00b00003"));
    assertThat(store.incidents().find("i-00b").map(Incident::id)).contains("i-00b00003");
    assertThat(store.incidents().find("i-00a00001").map(Incident::id)).contains("i-00a00001");
    assertThat(store.incidents().find("i-00a")).isEmpty();
    assertThat(store.incidents().find("i-00c")).isEmpty();
    assertThat(store.incidents().find("")).isEmpty();
    assertThat(store.incidents().find("i-00%")).isEmpty();
  }

  @Test
  void aWholeIdWinsOverALongerOne() {
    store.incidents().save(Samples.incident("i-00000001"));
    store.incidents().save(Samples.incident("i-0000000123"));
    assertThat(store.incidents().find("i-00000001").map(Incident::id)).contains("i-00000001");
  }

  @Test
  void thereIsAtMostOneActiveIncidentOfASubjectAndFingerprint() {
    Incident first = Samples.incident("i-00000001", "report", "f", NOON);
    Incident second = Samples.incident("i-00000002", "report", "f", NOON.plusSeconds(1));
    store.incidents().save(first);
    assertThatThrownBy(() -> store.incidents().save(second)).isInstanceOf(StoreException.class);
    assertThat(store.incidents().find("i-00000002")).isEmpty();
    store.incidents().save(first.ended(IncidentEnd.RECOVERED, NOON));
    store.incidents().save(second);
    assertThat(store.incidents().active(Subject.job("report"), "f")).contains(second);
    store.incidents().save(Samples.incident("i-00000003", "other", "f", NOON));
    assertThat(store.incidents().active()).hasSize(2);
  }

  @Test
  void theActiveComeOldestFirstAndPagesNewestFirst() {
    IntStream.of(2, 0, 1).forEach(this::saveAt);
    assertThat(store.incidents().active())
        .extracting(Incident::id)
        .containsExactly("i-00000000", "i-00000001", "i-00000002");
    assertThat(store.incidents().page(Page.newest(2)))
        .extracting(Incident::id)
        .containsExactly("i-00000002", "i-00000001");
    assertThat(store.incidents().page(Page.newest(9).of(Subject.job("j1"))))
        .extracting(Incident::id)
        .containsExactly("i-00000001");
    assertThat(store.incidents().page(Page.newest(9).in("ended"))).isEmpty();
    assertThatThrownBy(() -> store.incidents().page(Page.newest(9).before(7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no incidents before 7");
  }

  @Test
  void endedSinceTakesTheBoundIn() {
    for (int i = 0; i < 3; i++) {
      Incident incident = Samples.incident("i-0000000" + i, "j" + i, "f", NOON);
      store.incidents().save(incident.ended(IncidentEnd.VERIFIED, NOON.plusSeconds(i)));
    }
    saveAt(7);
    Instant bound = NOON.plusSeconds(1);
    assertThat(store.incidents().endedSince(bound))
        .extracting(Incident::id)
        .containsExactly("i-00000002", "i-00000001");
    assertThat(store.incidents().endedSince(bound.plusMillis(1))).hasSize(1);
  }

  @Test
  void seenSinceCountsAllWithTheBound() {
    saveAt(1);
    saveAt(2);
    store
        .incidents()
        .save(Samples.incident("i-00000003", "j3", "f", NOON).ended(IncidentEnd.GONE, NOON));
    assertThat(store.incidents().seenSince(NOON)).isEqualTo(3);
    assertThat(store.incidents().seenSince(NOON.plusSeconds(2))).isEqualTo(1);
    assertThat(store.incidents().seenSince(NOON.plusSeconds(2).plusMillis(1))).isZero();
  }

  @Test
  void aNewIncidentIsNotStoredInAStateThatIsOnlyRead() {
    Incident incident = Samples.incident("i-00000001").withState(IncidentState.UNKNOWN);
    assertThatThrownBy(() -> store.incidents().save(incident)).isInstanceOf(StoreException.class);
    assertThat(store.incidents().page(Page.newest(1))).isEmpty();
  }

  private void saveAt(int second) {
    String id = "i-0000000" + second;
    store.incidents().save(Samples.incident(id, "j" + second, "f", NOON.plusSeconds(second)));
  }
}
