package io.healing.core.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogPatternsTest {
  private static final Instant TWO = Instant.parse("2026-01-31T02:00:00Z");

  private LogPatterns patterns = new LogPatterns();
  private int runs;

  private List<LogPattern> run(boolean good, String log) {
    runs++;
    return patterns.told(
        new LogPatterns.Run(runs, good, TWO.plus(Duration.ofHours(runs - 1))), log);
  }

  private List<String> words(boolean good, String log) {
    return run(good, log).stream().map(LogPattern::words).toList();
  }

  @Test
  void nothingIsUnusualBeforeTheFirstGoodRun() {
    assertThat(run(false, "cannot read /a")).isEmpty();
    assertThat(run(true, "read 3 rows")).isEmpty();
  }

  @Test
  void whatTheGoodRunsDidNotLogIsNewSinceTheLastOfThem() {
    run(true, "read 3 rows\ndone");

    assertThat(words(false, "read 5 rows\ncannot read /a\ncannot read /b"))
        .containsExactly(
            "new since the good run of 2026-01-31T02:00:00Z: cannot read <*> (2 times)");
  }

  @Test
  void toldOfTheSameRunAgainItSaysTheSameAgain() {
    run(true, "done");
    List<LogPattern> first = run(false, "cannot read /a");
    runs--;

    assertThat(run(false, "cannot read /a")).isEqualTo(first).hasSize(1);
  }

  @Test
  void whatSeveralFailedRunsLoggedRecurs() {
    run(true, "done");
    run(false, "cannot read /a");
    run(false, "cannot read /b");
    run(false, "lost the way");

    assertThat(words(false, "lost the way\ncannot read /c"))
        .containsExactly(
            "in 3 of the last 4 failed runs, in no good one: cannot read <*> (once)",
            "new since the good run of 2026-01-31T02:00:00Z: lost the way (once)");
  }

  @Test
  void farMoreOfALineThanInGoodRunsIsABurst() {
    for (int i = 0; i < 5; i++) {
      run(true, "retry 1\nretry 2\ndone");
    }

    assertThat(run(true, "retry 1\n".repeat(10))).isEmpty();
    assertThat(words(true, "retry 1\n".repeat(40)))
        .containsExactly("a burst, 2 in a usual run: retry <*> (40 times)");
  }

  @Test
  void framesOfAStackTraceAreNoLinesOfTheirOwn() {
    run(true, "done");

    assertThat(run(false, "java.io.IOException: broken\n\tat a.B.c(B.java:1)\n\t... 12 more"))
        .extracting(LogPattern::template)
        .containsExactly("java.io.IOException: broken");
  }

  @Test
  void whatIsRememberedSurvivesARestart() {
    run(true, "done");
    run(false, "cannot read /a");
    run(false, "cannot read /b");

    patterns = LogPatterns.restored(patterns.state());

    assertThat(run(false, "cannot read /c"))
        .extracting(LogPattern::kind)
        .containsExactly(LogPattern.Kind.RECURRING);
  }

  @Test
  void theStateOfWildLogsStaysSmall() {
    Random random = new Random(3);
    for (int i = 0; i < 30; i++) {
      StringBuilder log = new StringBuilder();
      for (int line = 0; line < 700; line++) {
        for (int word = 0; word < 12; word++) {
          log.append(Integer.toString(random.nextInt(1_000_000), 36).replaceAll("\\d", "q"))
              .append(' ');
        }
        log.append('\n');
      }
      assertThat(run(i % 2 == 0, log.toString())).isEmpty();
    }

    byte[] state = patterns.state();
    assertThat(state).hasSizeLessThanOrEqualTo(12_288);
    assertThat(LogPatterns.restored(state)).isNotNull();
  }

  @Test
  void aStateThatIsNoneIsRefused() {
    assertThatThrownBy(() -> LogPatterns.restored(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogPatterns.restored(new byte[] {7}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
