package io.healing.core.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineMaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "took 1,234.56 ms | took <*>",
        "read 12 of 400 rows | read <*> of <*> rows",
        "offset -3, +4 and a-3 | offset <*>, <*> and <*>",
        "at 2026-01-31T12:00:00.5+01:00 it broke | at <*> it broke",
        "since Tue, 3 Nov 2026 | since <*>, <*> <*> <*>",
        "id 123e4567-e89b-12d3-ab56-426614174000 | id <*>",
        "from 10.0.0.1:5432 and db7.shop.example.com | from <*> and <*>",
        "hardware 5c:50:15:36:bc:03 | hardware <*>",
        "no such file /data/in.csv | no such file /data/in.csv",
        "no such file /tmp/job-12/in.csv | no such file /tmp/job-<*>/in.csv",
        "User 'alice' unknown | User '<*>' unknown",
        "login for user alice failed | login for user <*> failed",
        "user=alice count=3 | user=alice count=<*>",
        "{\"user\": \"alice\", \"rows\": 3} | {\"user\": \"<*>\", \"rows\": <*>}",
        "java.net.Inet4Address failed | java.net.Inet4Address failed",
        "attempt_17_m_3 of task_9 | attempt_<*>_m_<*> of task_<*>",
        "it can't read what isn't there | it can't read what isn't there",
        "  many   blanks  | many blanks",
      })
  void whatDiffersIsMaskedAndTheRestStays(String line, String mask) {
    assertThat(LineMask.mask(line)).isEqualTo(mask);
  }

  @Test
  void aGivenNameIsMaskedWhereItIsAWord() {
    assertThat(LineMask.mask("load-eu has no load-europe", "load-eu"))
        .isEqualTo("<*> has no load-europe");
  }

  @Test
  void theMaskOfAMaskIsItself() {
    String once = LineMask.mask("user=x took 5 ms at /tmp/a1/b for 'y' on 10.0.0.1");

    assertThat(LineMask.mask(once)).isEqualTo(once);
  }

  @Test
  void aLineOfAnyLengthHasAShortMask() {
    assertThat(LineMask.mask("a1,".repeat(2_000_000))).hasSizeLessThan(3 * Parts.LONGEST);
    assertThat(LineMask.mask("words ".repeat(2_000_000))).hasSizeLessThan(Parts.LONGEST);
  }
}
