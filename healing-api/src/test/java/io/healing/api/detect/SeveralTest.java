package io.healing.api.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several of a kind in one finding. */
class SeveralTest {
  private static final Finding BARE = Finding.of("acme.stuck", Subject.job("report"), "Stuck");

  private static Map<String, String> row(String name) {
    return Map.of("row", name, "since", "at " + name);
  }

  @Test
  void eachIsReadAsItWasTold() {
    Finding told = Several.told(BARE, "row", List.of(row("a"), row("b"), row("c")));

    assertThat(told.evidence()).containsEntry("row", "a").containsEntry("since_3", "at c");
    assertThat(Several.of(told, "row", "since")).containsExactly(row("a"), row("b"), row("c"));
    assertThat(Several.of(told, "since", "none"))
        .containsExactly(Map.of("since", "at a"), Map.of("since", "at b"), Map.of("since", "at c"));
  }

  @Test
  void noneAreReadOfAFindingThatTellsOfNone() {
    assertThat(Several.of(BARE, "row")).isEmpty();
    assertThat(Several.of(Several.told(BARE, "row", List.of()), "row")).isEmpty();
  }

  @Test
  void anIncidentNamesTheTargetOfEach() {
    Finding told = Several.told(BARE, "row", List.of(row("a"), row("b")));
    Incident incident = Incident.open("i-1", "acme", "f", told, Instant.EPOCH);

    assertThat(incident.names(new Target("row", "a"))).isTrue();
    assertThat(incident.names(new Target("row", "b"))).isTrue();
    assertThat(incident.names(new Target("row", "c"))).isFalse();
  }
}
