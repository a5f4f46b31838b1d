package io.healing.core.detect.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several things of one kind are compared with one another at every look. */
class PeersTest {
  private static final Subject FIRST = Words.part("endpoint/0");

  private final Host host = new Host();
  private double[] values = {};
  private final LevelMonitor monitor =
      new LevelMonitor(
          Rules.NETWORK,
          host.settings(),
          sheet -> {
            for (int i = 0; i < values.length; i++) {
              sheet.saw(entry(i));
            }
          });

  private Sheet.Entry entry(int i) {
    String words = i + " accepted a connection in " + Words.number(values[i]) + " ms";
    return new Sheet.Entry(
        Words.part("endpoint/" + i),
        "" + i,
        values[i],
        Levels.open(2_000, 5_000),
        words,
        Map.of("target", "timeout:" + i));
  }

  private Observation see(int times, double... at) {
    values = at;
    return host.looks(monitor, times);
  }

  private static List<Finding> of(Observation seen, Subject subject) {
    return seen.findings().stream().filter(found -> found.subject().equals(subject)).toList();
  }

  @Test
  void whatStandsApartFromItsPeersAndFromItsOwnPastIsWorthKnowing() {
    assertThat(see(12, 25, 20, 22, 18).findings()).isEmpty();
    assertThat(see(1, 900, 20, 22, 18).findings()).as("once is none").isEmpty();
    List<Finding> seen = see(1, 900, 20, 22, 18).findings();

    assertThat(seen).hasSize(1);
    Finding found = seen.get(0);
    assertThat(found.id()).isEqualTo("net.endpoint_apart");
    assertThat(found.subject()).isEqualTo(FIRST);
    assertThat(found.severity()).isEqualTo(ErrorSeverity.LOW);
    assertThat(found.message())
        .isEqualTo("0 accepted a connection in 900 ms, but the other 3 are at 20 ms in the middle");
    assertThat(found.evidence())
        .containsEntry("peers", "3")
        .containsEntry("peers_middle", "20")
        .containsEntry("value", "900")
        .as("what is only worth knowing is no ground of a change")
        .doesNotContainKey("target");
  }

  @Test
  void itEndsWhenItIsBackAmongThem() {
    see(12, 25, 20, 22, 18);
    assertThat(see(3, 900, 20, 22, 18).findings()).hasSize(1);

    assertThat(see(2, 25, 20, 22, 18).findings()).isEmpty();
  }

  @Test
  void whatWasAlwaysUnlikeItsPeersIsNoNews() {
    assertThat(see(20, 900, 20, 22, 18).findings()).isEmpty();
  }

  @Test
  void whenAllOfThemAreSlowerNoneStandsApart() {
    see(12, 25, 20, 22, 18);

    assertThat(see(3, 900, 950, 870, 910).findings()).isEmpty();
  }

  @Test
  void twoAreTooFewToTellWhichIsTheOddOne() {
    see(12, 25, 20);

    assertThat(see(3, 900, 20).findings()).isEmpty();
  }

  @Test
  void threeAreEnough() {
    see(12, 25, 20, 22);

    assertThat(see(3, 900, 20, 22).findings()).hasSize(1);
  }

  @Test
  void beyondTheLimitTheLimitSpeaksAndTheirFigureIsBesideIt() {
    see(12, 25, 20, 22, 18);
    Finding found = Host.only(see(2, 2_500, 20, 22, 18));

    assertThat(found.id()).isEqualTo("net.endpoint");
    assertThat(found.message())
        .contains("warning is from 2000 ms on; the other 3 are at 20 ms in the middle");
    assertThat(found.evidence())
        .containsEntry("peers", "3")
        .containsEntry("peers_middle", "20")
        .containsEntry("target", "timeout:0");
  }

  @Test
  void whatHasNoValueIsComparedByWordsAndIsNoPeer() {
    see(12, 25, 20, 22, 18);
    Observation seen = see(2, Double.POSITIVE_INFINITY, 20, 22, Double.POSITIVE_INFINITY);

    assertThat(of(seen, FIRST).get(0).evidence())
        .containsEntry("peers", "2")
        .containsEntry("peers_middle", "21");
  }

  @Test
  void ofALookOutOfTurnTheOthersAreNotKnown() {
    see(12, 25, 20, 22, 18);
    values = new double[] {2_500, 20, 22, 18};
    host.look(monitor);
    Observation again = host.lookAgain(monitor, FIRST);

    assertThat(Host.only(again).evidence()).doesNotContainKey("peers");
    assertThat(again.clear()).isEmpty();
    assertThat(again.metrics()).hasSize(1);
  }
}
