package io.healing.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times, JSON and settings. */
class ValuesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2026-11-02T12:00:00Z,2026-11-02T12:00:00.000Z",
    "2026-11-02T12:00:00.123999999Z,2026-11-02T12:00:00.123Z",
    "1969-12-31T23:59:59.999999Z,1969-12-31T23:59:59.999Z",
    "0001-01-01T00:00:00.001Z,0001-01-01T00:00:00.001Z",
    "-1000000000-01-01T00:00:00Z,0000-01-01T00:00:00.000Z",
    "+1000000000-12-31T23:59:59.999999999Z,9999-12-31T23:59:59.999Z"
  })
  void timesHaveOneWidth(Instant moment, String text) {
    assertThat(Times.text(moment)).isEqualTo(text);
  }

  @Test
  void randomTimesSortAsTextAndComeBack() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2_000; i++) {
      Instant a = Instant.ofEpochMilli(random.nextLong(-60_000_000_000_000L, 200_000_000_000_000L));
      Instant b = Instant.ofEpochMilli(random.nextLong(-60_000_000_000_000L, 200_000_000_000_000L));
      assertThat(Times.parse(Times.text(a), BERLIN)).isEqualTo(a);
      assertThat(Integer.signum(Times.text(a).compareTo(Times.text(b))))
          .isEqualTo(Integer.signum(a.compareTo(b)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31 06:00:00,2026-01-31T06:00:00Z",
    "2026-01-31 06:00:00.5,2026-01-31T05:00:00.500Z",
    "2026-01-31T06:00:00,2026-01-31T05:00:00Z",
    "2026-07-31T06:00:00.123456,2026-07-31T04:00:00.123456Z",
    "2026-01-31T06:00,2026-01-31T05:00:00Z",
    "2026-01-31,2026-01-30T23:00:00Z",
    "2026-01-31T06:00:00+02:00,2026-01-31T04:00:00Z",
    "2026-01-31 06:00:00-0300,2026-01-31T09:00:00Z",
    "2026-01-31 06:00:00Z,2026-01-31T06:00:00Z",
    "1769839200123,2026-01-31T06:00:00.123Z"
  })
  void timesOfOthersAreRead(String text, Instant moment) {
    assertThat(Times.parse(text, BERLIN)).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "2026-13-01T00:00:00Z", "99999999999999999999", "T", "Z"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> Times.parse(text, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a time");
  }

  @Test
  void anyTextSurvivesJson() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(12), 0, 0x1_0000).forEach(c -> text.append((char) c));
      List<String> list = List.of(text.toString(), "", "\"\\/\b\f\n\r\t\u0000");
      assertThat(Json.readList(Json.list(list))).isEqualTo(list);
      Map<String, String> map = Map.of(text.toString(), text + "x", "version", "2", "é", "");
      assertThat(Json.readMap(Json.map(map))).isEqualTo(map);
    }
  }

  @Test
  void jsonIsWrittenPlainly() {
    assertThat(Json.list(List.of("a", "b\"c"))).isEqualTo("[\"a\",\"b\\\"c\"]");
    assertThat(Json.numbers(List.of(1L, -2L))).isEqualTo("[1,-2]");
    assertThat(Json.map(Map.of("k", "v"))).isEqualTo("{\"version\":1,\"values\":{\"k\":\"v\"}}");
    assertThat(Json.readList(" [ 1 , \"x\" ] \n")).containsExactly("1", "x");
    assertThat(Json.readList("[]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "[\"a\"",
        "[\"a\",]",
        "[a]",
        "[\"a\"]x",
        "[\"\\x\"]",
        "[\"\\u12\"]",
        "[\"\\u12g4\"]",
        "[\"\n\"]",
        "[\"a",
        "[\"\\",
        "{}",
        "[1.5]",
        "[1e3]",
        "[99999999999999999999]",
        "[-]"
      })
  void brokenListsAreRefused(String text) {
    assertThatThrownBy(() -> Json.readList(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stored JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"version\":2,\"values\":{}}",
        "{\"version\":1,\"values\":{\"a\":1}}",
        "{\"version\":1,\"values\":{\"a\":\"b\",}}",
        "{\"version\":1}",
        "{\"values\":{}}",
        "{\"version\":1,\"values\":{}"
      })
  void brokenMapsAreRefused(String text) {
    assertThatThrownBy(() -> Json.readMap(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,true", "600000,true", "600001,false"})
  void theBusyTimeoutHasBounds(long millis, boolean allowed) {
    assertAllowed(allowed, d -> d.withBusyTimeout(Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,true", "16,true", "17,false"})
  void theReadersHaveBounds(int readers, boolean allowed) {
    assertAllowed(allowed, d -> d.withReaders(readers));
  }

  @ParameterizedTest
  @CsvSource({"-1,false", "0,true", "1048575,false", "1048576,true"})
  void theLargestSizeHasBounds(long bytes, boolean allowed) {
    assertAllowed(allowed, d -> d.withMaxBytes(bytes));
  }

  private static void assertAllowed(
      boolean allowed, java.util.function.UnaryOperator<SqliteSettings> change) {
    if (allowed) {
      assertThatCode(() -> change.apply(SqliteSettings.defaults())).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> change.apply(SqliteSettings.defaults()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
