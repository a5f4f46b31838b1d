package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.quartz.Rows.FiredRow;
import io.healing.quartz.Rows.NodeRow;
import io.healing.quartz.Rows.Sample;
import io.healing.quartz.Rows.TriggerAt;
import io.healing.quartz.Rows.TriggerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often and how long a row must be the same before it is believed. */
class SightingsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration ENOUGH = Duration.ofMinutes(2);
  private static final TriggerAt REPORT = new TriggerAt("DEFAULT", "report");
  private static final TriggerRow TAKEN =
      new TriggerRow(REPORT, "report", "ACQUIRED", NOON.minusSeconds(600).toEpochMilli());
  private static final FiredRow FIRED = new FiredRow(REPORT, "report", "other", "EXECUTING");

  private final Sightings sightings = new Sightings();

  private Sample see(Duration after, List<FiredRow> fired) {
    Instant now = NOON.plus(after);
    Sample sample = new Sample(now, List.of(TAKEN), fired, List.of(new NodeRow("other", 1)));
    sightings.see(sample, "here", ENOUGH);
    return sample;
  }

  private boolean stuck(Duration after) {
    return sightings.stuck(TAKEN, see(after, List.of()));
  }

  @Test
  void twoLooksAreNotEnoughAndThreeAre() {
    assertThat(stuck(Duration.ZERO)).isFalse();
    assertThat(stuck(Duration.ofHours(3))).isFalse();
    assertThat(stuck(Duration.ofHours(3).plusSeconds(1))).isTrue();
  }

  @Test
  void threeLooksAreNotEnoughWithinTheTime() {
    stuck(Duration.ZERO);
    stuck(Duration.ofSeconds(1));
    assertThat(stuck(ENOUGH.minusMillis(1))).isFalse();
    assertThat(stuck(ENOUGH)).isTrue();
  }

  @Test
  void whatAnInstanceHasThatNoLongerChecksInIsLeftAfterThreeLooksAtThatToo() {
    for (int look = 0; look < 4; look++) {
      see(ENOUGH.multipliedBy(look), List.of(FIRED));
      assertThat(sightings.left(FIRED)).as("look " + look).isFalse();
    }
  }
}
