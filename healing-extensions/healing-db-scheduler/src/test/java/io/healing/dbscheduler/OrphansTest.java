package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.dbscheduler.Orphans.Orphan;
import io.healing.dbscheduler.Orphans.Patience;
import io.healing.dbscheduler.Table.Picked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is silent is seen by what stands still, and by nothing else. */
class OrphansTest {
  private static final Patience STANDARD = new Patience(Duration.ofMinutes(5), 6);
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final HeldTime time = new HeldTime();
  private final Rhythm rhythm = new Rhythm(time);
  private final Orphans orphans = new Orphans(rhythm);
  private final Instant begin = time.now();

  private static Picked row(String sign) {
    return new Picked("backup", "recurring", "node-3", sign);
  }

  private List<Orphan> look(Duration later, Picked row) {
    time.pass(later);
    return orphans.look(List.of(row), time.now(), STANDARD, false);
  }

  private List<Orphan> looks(int times, Picked row) {
    List<Orphan> last = List.of();
    for (int i = 0; i < times; i++) {
      last = look(LOOK, row);
    }
    return last;
  }

  /** Two heartbeats of five minutes, each ten seconds late. */
  @Test
  void silenceBeginsAfterTwoHeartbeatsThatDidNotCome() {
    look(Duration.ZERO, row("a"));
    assertThat(looks(20, row("a"))).isEmpty();
    assertThat(look(Duration.ofSeconds(20), row("a"))).as("10:20").isEmpty();

    List<Orphan> told = look(Duration.ofSeconds(1), row("a"));

    assertThat(told).singleElement().extracting(Orphan::still).isEqualTo(Duration.ofSeconds(621));
    assertThat(told.get(0).until()).isEqualTo(begin.plus(Duration.ofMinutes(40)));
  }

  @Test
  void eachSignOfLifeBeginsAnew() {
    look(Duration.ZERO, row("a"));
    assertThat(looks(20, row("a"))).isEmpty();
    assertThat(looks(20, row("b"))).isEmpty();
    assertThat(looks(21, row("c"))).isEmpty();
    assertThat(looks(2, row("c"))).hasSize(1);
    assertThat(look(LOOK, row("d"))).isEmpty();
  }

  /** The machine slept, or the clock was put forward: nobody could give a sign, or see one. */
  @Test
  void timeInWhichWeDidNotLookIsNotCounted() {
    look(Duration.ZERO, row("a"));
    looks(8, row("a"));

    assertThat(look(Duration.ofHours(9), row("a"))).isEmpty();
    assertThat(look(LOOK, row("a"))).isEmpty();
    assertThat(looks(6, row("a"))).isEmpty();
    assertThat(looks(1, row("a"))).as("4 min, 2.5 for the night, 4 min").hasSize(1);
  }

  @Test
  void aClockThatIsPutBackCountsNothing() {
    look(Duration.ZERO, row("a"));
    looks(10, row("a"));
    assertThat(look(Duration.ofHours(-1), row("a"))).isEmpty();
    assertThat(looks(10, row("a"))).isEmpty();
    assertThat(looks(1, row("a"))).hasSize(1);
  }

  @Test
  void oneThatCameBackUnderTheSameNameIsAnother() {
    look(Duration.ZERO, row("a"));
    looks(19, row("a"));
    orphans.look(List.of(), time.now(), STANDARD, false);
    assertThat(looks(5, row("a"))).isEmpty();
  }

  @Test
  void threeLooksAreNeededHoweverSlowTheyAre() {
    Patience quick = new Patience(Duration.ofSeconds(4), 4);
    time.pass(LOOK);
    orphans.look(List.of(row("a")), time.now(), quick, false);
    time.pass(Duration.ofSeconds(11));
    assertThat(orphans.look(List.of(row("a")), time.now(), quick, false)).isEmpty();
    assertThat(quick.silence()).isEqualTo(Duration.ofSeconds(10));
  }

  /** A scheduler that looks for dead executions each hour has heartbeats of half an hour. */
  @Test
  void aLongerIntervalIsLearntFromTheSchedulerBeforeAnythingIsSaid() {
    rhythm.looked();
    Patience said = STANDARD;
    for (int i = 0; i < 119; i++) {
      time.pass(LOOK);
      assertThat(orphans.look(List.of(row("a")), time.now(), said, true)).isEmpty();
    }
    time.pass(LOOK);
    rhythm.looked();
    assertThat(rhythm.interval()).contains(Duration.ofMinutes(30));

    assertThat(orphans.look(List.of(row("a")), time.now(), said, true)).isEmpty();
    time.pass(LOOK);
    assertThat(orphans.look(List.of(row("a")), time.now(), said, true)).isEmpty();
    time.pass(LOOK);
    List<Orphan> told = orphans.look(List.of(row("a")), time.now(), said, true);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).until())
        .isEqualTo(begin.plus(LOOK).plus(Duration.ofMinutes(30).multipliedBy(8)));
  }

  @Test
  void aShorterIntervalThanWhatWasSaidChangesNothing() {
    rhythm.looked();
    time.pass(Duration.ofSeconds(10));
    rhythm.looked();
    look(Duration.ZERO, row("a"));

    assertThat(looks(20, row("a"))).isEmpty();
  }

  @Test
  void aClockThatIsPutBackLeavesTheRhythmAsItWas() {
    rhythm.looked();
    time.pass(Duration.ofMinutes(10));
    rhythm.looked();
    time.pass(Duration.ofMinutes(-60));
    rhythm.looked();

    assertThat(rhythm.interval()).contains(Duration.ofMinutes(5));
  }
}
