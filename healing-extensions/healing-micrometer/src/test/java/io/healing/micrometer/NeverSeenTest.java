package io.healing.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A meter that is to be watched and is not there. */
class NeverSeenTest {
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
  private static final List<String> KNOWN = List.of("shop.queue.size", "jvm.threads.live");

  private final List<String> said = new ArrayList<>();
  private final NeverSeen unseen = new NeverSeen(said::add);

  private void look(MeterWatch watch, boolean there, long seconds) {
    unseen.look(watch, there, START.plusSeconds(seconds), () -> KNOWN);
  }

  @Test
  void isToldOnceAfterFiveMinutesWithTheOneThatMayBeMeant() {
    MeterWatch watch = MeterWatch.gauge("shop.quue.size");
    look(watch, false, 0);
    look(watch, false, 299);
    assertThat(said).isEmpty();

    look(watch, false, 300);
    look(watch, false, 600);
    assertThat(said)
        .containsExactly(
            "The meter shop.quue.size is to be watched, but was never seen since the start."
                + " Maybe shop.queue.size");
  }

  @Test
  void isToldWithItsTagsWhereThereAreOthers() {
    MeterWatch watch = MeterWatch.gauge("shop.queue.size").withTag("queue", "ordrs");
    look(watch, false, 0);
    look(watch, false, 300);

    assertThat(said)
        .singleElement()
        .asString()
        .contains("queue=ordrs")
        .endsWith("There is a shop.queue.size with other tags");
  }

  @Test
  void oneThatWasSeenAndWentIsNotTold() {
    MeterWatch watch = MeterWatch.gauge("shop.batch.size");
    look(watch, false, 0);
    look(watch, true, 200);
    look(watch, false, 900);

    assertThat(said).isEmpty();
  }
}
