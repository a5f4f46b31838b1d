package io.healing.core.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTemplatesTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final LogTemplates templates = new LogTemplates();

  private long add(String line) {
    return templates.add(line, NOON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "read 12 rows | read 1,000 rows",
        "took 5 ms | took 1.5 s",
        "sent 3 bytes | sent 4096 bytes (4 KB)",
        "from 10.0.0.1:80 | from db.example.com:5432",
        "cannot read /data/in.csv | cannot read /tmp/a/b.txt",
        "GET http://a.example.com/x | GET http://b.example.com/y?z=1",
        "deleted blk_1 | deleted blk_2 blk_3 blk_4",
        "id 123e4567-e89b-12d3-a456-426614174000 | id abcdefab-abcd-abcd-abcd-abcdefabcdef",
        "session of user alice ended | session of user bob ended",
        "{\"ok\": true, \"rows\": 3} | {\"ok\": false, \"rows\": 4}",
        "since Mon Jan 5 | since Tue Feb 6",
      })
  void linesThatDifferInValuesOnlyHaveOneTemplate(String one, String other) {
    assertThat(add(one)).isEqualTo(add(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connection opened | connection closed",
        "state is RUNNING now | state is STOPPED now",
        "java.io.IOException: broken | java.sql.SQLException: broken",
        "done | done=true",
        "check passed; user unknown | check failed; user unknown",
      })
  void linesThatDifferInWordsHaveTheirOwn(String one, String other) {
    assertThat(add(one)).isNotEqualTo(add(other));
  }

  @Test
  void aPlaceWithTooManyWordsBecomesOpenAndTheTemplatesBecomeTheOldest() {
    List<String> names = List.of("anna", "bert", "carl", "dora", "emil", "fred");
    long first = add("copied the report to anna today");
    long second = add("copied the report to bert today");
    names.forEach(name -> add("copied the report to " + name + " today"));

    assertThat(second).isNotEqualTo(first);
    assertThat(templates.current(second)).isEqualTo(first);
    assertThat(templates.templates())
        .singleElement()
        .isEqualTo(new LogTemplate(first, "copied the report to <*> today", 8, NOON, NOON));
    assertThat(add("copied the report to gerd today")).isEqualTo(first);
  }

  @Test
  void statesInCapitalsStayApart() {
    for (String state : List.of("NEW", "READY", "RUNNING", "DONE", "FAILED", "GONE", "LOST")) {
      add("the task is " + state + " on this node");
    }

    assertThat(templates.templates()).hasSize(7);
  }

  @Test
  void valuesOfSeveralKeysBecomeOpenTogether() {
    for (String name : List.of("red", "green", "blue", "white", "black", "brown")) {
      add("lock=7, tag=" + name + ", owner=of" + name + ", mode=shared");
    }

    assertThat(templates.templates())
        .extracting(LogTemplate::text)
        .containsExactly("lock=<*>, tag=<*>, owner=<*>, mode=shared");
  }

  @Test
  void aLookLearnsNothing() {
    add("connection opened");

    assertThat(templates.find("connection opened")).hasValue(1);
    assertThat(templates.find("connection closed")).isEmpty();
    assertThat(templates.templates()).hasSize(1);
  }

  @Test
  void whatWasNotSeenForLongestIsForgottenFirst() {
    LogTemplates few = new LogTemplates(2);
    few.add("one is here", NOON);
    few.add("two is there", NOON);
    few.add("one is here", NOON);
    few.add("three came late", NOON);

    assertThat(few.find("one is here")).isPresent();
    assertThat(few.find("two is there")).isEmpty();
    assertThat(few.templates()).hasSize(2);
  }

  @Test
  void twoHundredThousandRandomLinesStayInBounds() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      add(randomLine(random));
    }

    assertThat(templates.templates()).hasSizeLessThanOrEqualTo(LogTemplates.DEFAULT_MOST);
    assertThat(templates.templates()).allMatch(t -> t.text().length() < 2_000);
    assertThat(templates.size()).isLessThan(50_000);
  }

  private static String randomLine(Random random) {
    StringBuilder line = new StringBuilder();
    int words = 1 + random.nextInt(8);
    for (int i = 0; i < words; i++) {
      for (int j = random.nextInt(6); j >= 0; j--) {
        line.append((char) ('a' + random.nextInt(26)));
      }
      line.append(random.nextInt(5) == 0 ? '=' : ' ');
    }
    return line.toString();
  }

  @Test
  void whatIsKnownSurvivesARestart() {
    for (String name : List.of("anna", "bert", "carl", "dora", "emil")) {
      add("copied the report to " + name + " today");
    }
    add("user=root came, tag=x left");

    LogTemplates again = LogTemplates.restored(templates.state(), LogTemplates.DEFAULT_MOST);

    assertThat(again.templates()).isEqualTo(templates.templates());
    assertThat(again.find("copied the report to zoe today")).hasValue(1);
    assertThat(again.find("user=root came, tag=x left"))
        .isEqualTo(templates.find("user=root came, tag=x left"));
    assertThat(again.add("something new", NOON)).isEqualTo(templates.add("something new", NOON));
  }

  @Test
  void aStateThatIsNoneIsRefused() {
    assertThatThrownBy(() -> LogTemplates.restored(new byte[] {9, 9}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no templates of log lines");
  }

  @Test
  void aLineOfAnyLengthIsTaken() {
    long id = add("x".repeat(5_000_000));

    assertThat(add("x".repeat(5_000_001))).isEqualTo(id);
    assertThat(add("")).isEqualTo(add("17"));
  }

  @Test
  void noRoomAtAllIsRefused() {
    assertThatThrownBy(() -> new LogTemplates(0)).hasMessageContaining("At least 1");
  }
}
