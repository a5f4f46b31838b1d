package io.healing.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jobrunr.server.jmx.JobServerStats;
import org.jobrunr.storage.BackgroundJobServerStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server beats once in a poll interval of its own, however long that is. */
class ServersTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID ID = new UUID(0, 1);

  private final Servers servers = new Servers();

  private static BackgroundJobServerStatus polling(Duration each) {
    Duration kept = Duration.ofHours(1);
    return new BackgroundJobServerStatus(
        ID, "one", 2, (int) each.toSeconds(), kept, kept, NOON, NOON, true, new JobServerStats());
  }

  @ParameterizedTest
  @CsvSource({"PT5S,PT119S,true", "PT5S,PT121S,false", "PT5M,PT19M,true", "PT5M,PT21M,false"})
  void oneLivesForTwoMinutesOrForFourOfItsPollsAfterItsLastBeat(
      Duration poll, Duration later, boolean lives) {
    servers.see(List.of(polling(poll)), NOON);
    servers.see(List.of(polling(poll)), NOON.plus(later));

    assertThat(servers.lives(ID, NOON.plus(later), Duration.ofMinutes(2))).isEqualTo(lives);
  }
}
