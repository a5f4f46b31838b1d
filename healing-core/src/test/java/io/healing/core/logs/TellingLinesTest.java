package io.healing.core.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.core.logs.TellingLines.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TellingLinesTest {
  private static final String GOOD =
      """
      2026-01-01T10:00:00.123Z INFO started run 17
      2026-01-01T10:00:00.200Z WARN the cache failed to warm, will go on without
      2026-01-01T10:00:01.000Z INFO read 1200 rows in 30 ms
      2026-01-01T10:00:02.000Z ERROR see the manual for codes
      2026-01-01T10:00:03.000Z INFO done
      """;

  @Test
  void a_log_like_the_good_one_has_nothing_to_tell() {
    assertThat(told(GOOD.replace("17", "18").replace("1200", "7"))).isEmpty();
  }

  @Test
  void a_new_error_is_told_with_its_stack_and_what_stands_beside_it() {
    String failed =
        GOOD.lines().limit(3).reduce("", (a, b) -> a + b + "\n")
            + """
            reading table prices
            java.sql.SQLException: connection refused
            \tat app.Prices.read(Prices.java:12)

            \tat app.Main.main(Main.java:3)
              while loading
            2026-01-01T10:00:02.500Z INFO closing
            """;
    assertThat(told(failed))
        .containsExactly(
            "reading table prices",
            "java.sql.SQLException: connection refused",
            "\tat app.Prices.read(Prices.java:12)",
            "",
            "\tat app.Main.main(Main.java:3)",
            "  while loading");
  }

  @Test
  void an_error_that_good_runs_have_too_is_not_told() {
    assertThat(told("2026-02-02T10:00:02.000Z WARN the cache failed to warm, will go on without\n"))
        .isEmpty();
  }

  @Test
  void lines_at_the_level_of_an_error_that_follow_belong_to_it_although_good_runs_have_them() {
    assertThat(
            told(
                """
                2026-02-02T10:00:01.000Z ERROR price list is empty
                2026-02-02T10:00:02.000Z ERROR see the manual for codes
                2026-02-02T10:00:03.000Z INFO done
                """))
        .hasSize(2);
  }

  @Test
  void that_it_failed_and_how_to_find_out_more_explains_nothing() {
    assertThat(
            told(
                """
                BUILD FAILED in 14s
                10 tests completed, 1 failed
                > Run with --stacktrace option to get the failed step.
                Finished: FAILURE
                disk is not writable
                """))
        .containsExactly("disk is not writable");
  }

  @Test
  void a_count_of_no_errors_and_an_option_with_such_a_name_are_no_trouble() {
    assertThat(
            told(
                """
                volume b is unsupported
                INFO goes on
                Tests run: 9, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1.187 sec, x
                tar --warning=no-unknown-keyword -x
                git fetch # timeout=10
                0 errors in module b
                """))
        .containsExactly("volume b is unsupported");
  }

  @Test
  void without_words_of_trouble_what_only_this_log_has_is_shown_with_little_trust() {
    String failed = GOOD + "bye\n";
    List<Passage> passages = passages(failed);
    assertThat(passages).hasSize(1);
    assertThat(passages.get(0).from()).isEqualTo(6);
    assertThat(passages.get(0).score()).isLessThan(0.5);
  }

  @Test
  void without_a_good_log_words_of_trouble_are_all_there_is() {
    assertThat(
            TellingLines.of(
                List.of("INFO begins", "java.io.IOException: No space left", "INFO ends"),
                List.of()))
        .containsExactly(new Passage(2, 2, 1.0));
  }

  @Test
  void an_empty_log_tells_nothing() {
    assertThat(TellingLines.of(List.of(), List.of(List.of("a")))).isEmpty();
  }

  @Test
  void colours_do_not_matter() {
    assertThat(
            TellingLines.of(
                List.of("\u001b[1;31mERROR\u001b[m no disk", "x \u001b["),
                List.of(List.of("ERROR no disk", "x "))))
        .isEmpty();
  }

  @Test
  @Timeout(20)
  void a_hundred_thousand_lines_are_compared_within_seconds() {
    List<String> good = new ArrayList<>();
    IntStream.range(0, 100_000).forEach(i -> good.add("INFO step " + i + " took " + i * 3 + " ms"));
    List<String> failed = new ArrayList<>(good);
    failed.add("FATAL out of handles");
    assertThat(TellingLines.of(failed, List.of(good)))
        .containsExactly(new Passage(100_001, 100_001, 1.0));
  }

  private static List<String> told(String failed) {
    List<String> lines = failed.lines().toList();
    return passages(failed).stream()
        .flatMap(passage -> lines.subList(passage.from() - 1, passage.to()).stream())
        .toList();
  }

  private static List<Passage> passages(String failed) {
    return TellingLines.of(failed.lines().toList(), List.of(GOOD.lines().toList()));
  }

  private static String next(String running, String... good) {
    List<List<String>> logs =
        java.util.Arrays.stream(good).map(log -> log.lines().toList()).toList();
    return TellingLines.next(running.lines().toList(), logs)
        .map(n -> n.last() + " > " + n.next() + " (" + n.agreeing() + "/" + n.of() + ")")
        .orElse("nothing");
  }

  @Test
  void what_good_runs_log_after_the_last_line_of_a_run_under_way_is_found() {
    String good = "read 3 rows\nlogin 1\nread 5 rows\nlogin 2\nwrite 8 rows\ndone";

    assertThat(next("read 4 rows\nlogin 3", good)).isEqualTo("2 > read 5 rows (1/1)");
    assertThat(next("read 4 rows\nlogin 3\nread 9 rows\nlogin 4\n\n", good))
        .as("of several places the one with the same lines before it")
        .isEqualTo("4 > write 8 rows (1/1)");
    assertThat(next("read 4 rows\nlogin 3\nread 9 rows\nlogin 4\nwaits for 10.0.0.7", good))
        .as("what no good run knows is passed over")
        .isEqualTo("4 > write 8 rows (1/1)");
    assertThat(next(good, good)).as("good runs end there").isEqualTo("6 >  (1/1)");
    assertThat(next("another log", good)).isEqualTo("nothing");
    assertThat(next("", good)).isEqualTo("nothing");
    assertThat(next(good)).isEqualTo("nothing");
  }

  @Test
  void good_runs_that_go_on_differently_show_nothing_unless_most_of_them_agree() {
    assertThat(next("begin", "begin\nread 3 rows", "begin\nlost the way")).isEqualTo("nothing");
    assertThat(next("begin", "begin\nread 3 rows", "begin\nread 7 rows", "begin\nlost the way"))
        .isEqualTo("1 > read 3 rows (2/3)");
  }
}
