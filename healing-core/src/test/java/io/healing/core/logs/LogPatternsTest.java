package io.healing.core.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.review.LogTemplateCount;
import io.healing.api.review.LogTemplateKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        .containsExactly(LogTemplateKind.RECURRING);
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
    assertThat(state).hasSizeLessThanOrEqualTo(49_152);
    assertThat(LogPatterns.restored(state).leftOut())
        .hasValueSatisfying(words -> assertThat(words).contains("what is new cannot be told"));
  }

  /** Lines of twelve words, of which no two kinds have one in common. */
  private static List<String> kinds(int count) {
    Random random = new Random(1);
    return Stream.generate(
            () -> Stream.generate(() -> word(random)).limit(12).collect(Collectors.joining(" ")))
        .limit(count)
        .toList();
  }

  private static String word(Random random) {
    return random
        .ints(4 + random.nextInt(6), 'g', 'z')
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private List<LogTemplateKind> restarted(String log) {
    patterns = LogPatterns.restored(patterns.state());
    return run(false, log).stream().map(LogPattern::kind).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {70, 128, 500})
  void ofLogsWithManyKindsOfLinesNothingIsForgottenOverARestart(int count) {
    List<String> kinds = kinds(count);
    String log = String.join("\n", kinds);
    for (int i = 0; i < 6; i++) {
      assertThat(run(true, log)).isEmpty();
      patterns = LogPatterns.restored(patterns.state());
    }
    String odd = "\ncannot reach the ledger of yesterday";

    assertThat(restarted(log + odd)).containsExactly(LogTemplateKind.NEW);
    assertThat(restarted(log + odd)).containsExactly(LogTemplateKind.NEW);
    assertThat(restarted(log + odd)).containsExactly(LogTemplateKind.RECURRING);
    assertThat(restarted(log + ("\n" + kinds.get(3)).repeat(40)))
        .containsExactly(LogTemplateKind.BURST);
    assertThat(patterns.leftOut()).isEmpty();
  }

  @Test
  void aStateThatIsNoneIsRefused() {
    assertThatThrownBy(() -> LogPatterns.restored(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogPatterns.restored(new byte[] {7}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<String> worthTelling(String log) {
    run(true, log);
    return patterns.worthTelling().stream().map(LogPattern::words).toList();
  }

  private void goodRuns(int times, String log) {
    for (int i = 0; i < times; i++) {
      assertThat(worthTelling(log)).isEmpty();
    }
  }

  @Test
  void aBurstInARunThatEndedWellIsWorthTellingWithWhatIsUsual() {
    goodRuns(5, "retry 1\nretry 2\ndone");

    assertThat(worthTelling("retry 1\n".repeat(40) + "done"))
        .containsExactly("a burst, 2 in a usual run: retry <*> (40 times)");
  }

  @Test
  void withFewerGoodRunsNothingIsUsualYet() {
    goodRuns(4, "retry 1\ndone");

    assertThat(worthTelling("retry 1\n".repeat(40) + "WARN slow\ndone")).isEmpty();
  }

  @Test
  void aBurstEndsOnlyWellBelowWhereItBeganAndAtLastBecomesUsual() {
    goodRuns(6, "retry 1\n".repeat(4));
    int bound = (int) Math.ceil(4 + 5 * Math.sqrt(5));

    assertThat(worthTelling("retry 1\n".repeat(bound - 1))).as("below the bound").isEmpty();
    assertThat(worthTelling("retry 1\n".repeat(bound))).as("at the bound").hasSize(1);
    assertThat(worthTelling("retry 1\n".repeat(bound - 4))).as("a little below").hasSize(1);
    assertThat(worthTelling("retry 1\n".repeat(8))).as("far below").isEmpty();
    assertThat(worthTelling("retry 1\n".repeat(bound - 4))).as("not begun again").isEmpty();
    int told = 0;
    for (int i = 0; i < 10; i++) {
      told += worthTelling("retry 1\n".repeat(90)).size();
    }
    assertThat(told).isBetween(1, 9);
    assertThat(worthTelling("retry 1\n".repeat(90))).as("usual by now").isEmpty();
  }

  @Test
  void aNewWarningInARunThatEndedWellIsWorthTellingUntilItIsUsual() {
    goodRuns(5, "INFO read 3 rows\nWARN old cache");
    String log = "INFO read 5 rows\nWARN old cache\nERROR lost row 7\nINFO a new step";

    assertThat(worthTelling(log))
        .containsExactly(
            "new since the good run of 2026-01-31T06:00:00Z, 0 in a usual run:"
                + " ERROR lost row <*> (once)");
    assertThat(worthTelling(log)).hasSize(1);
    assertThat(worthTelling(log)).hasSize(1);
    assertThat(worthTelling(log)).as("in three good runs before").isEmpty();
  }

  @Test
  void aRareWarningIsNotNewEachTimeItComes() {
    goodRuns(5, "done");
    int told = 0;
    for (int i = 0; i < 60; i++) {
      told += worthTelling(i % 15 == 0 ? "WARN rare\ndone" : "done").size();
    }

    assertThat(told).isEqualTo(1);
  }

  @Test
  void aRunThatFailedHasNothingWorthTellingOfItsOwn() {
    goodRuns(5, "done");
    run(false, "WARN odd\ndone");

    assertThat(patterns.worthTelling()).isEmpty();
  }

  @Test
  void whatIsWorthTellingIsTheSameAfterARestart() {
    goodRuns(6, "retry 1\ndone");
    List<String> told = worthTelling("WARN odd\n" + "retry 1\n".repeat(40) + "done");
    patterns = LogPatterns.restored(patterns.state());

    assertThat(patterns.worthTelling()).extracting(LogPattern::words).isEqualTo(told).hasSize(2);
  }

  @Test
  void aDigestCountsTheTemplatesOfTheRunsLookedAtTheUnusualOnesFirst() {
    LogDigest digest = new LogDigest();
    for (int i = 1; i <= 6; i++) {
      digest.add(new LogPatterns.Run(i, true, TWO), "read 3 rows\nretry 1\ndone", i > 4);
    }
    digest.add(
        new LogPatterns.Run(7, false, TWO),
        "read 5 rows\n" + "retry 1\n".repeat(40) + "cannot read /a",
        true);

    assertThat(digest.templates(10))
        .extracting(LogTemplateCount::toString)
        .containsExactly(
            "[burst] a burst, 1 in a usual run: retry <*> (40 times); lines: 42, runs: 3",
            "[new] new since the good run of 2026-01-31T02:00:00Z: cannot read <*> (once);"
                + " lines: 1, runs: 1",
            "[usual] read <*> rows; lines: 3, runs: 3",
            "[usual] done; lines: 2, runs: 2");
    assertThat(digest.templates(1)).hasSize(1);
  }
}
