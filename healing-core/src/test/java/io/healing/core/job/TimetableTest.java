package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.healing.api.HealingException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # skipped 02:30 runs at the first valid instant, 03:00 summer time
          30 2 * * * | Europe/Berlin     | 2026-03-29T00:59:59Z | 2026-03-29T01:00:00Z
          30 2 * * * | Europe/Berlin     | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z
          # doubled 02:30 runs the first time only
          30 2 * * * | Europe/Berlin     | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z
          30 2 * * * | Europe/Berlin     | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
          0 3 * * *  | Europe/Berlin     | 2026-10-25T00:30:00Z | 2026-10-25T02:00:00Z
          0 3 * * *  | America/Sao_Paulo | 2026-06-01T06:00:00Z | 2026-06-02T06:00:00Z
          # Brazil skipped midnight on 2018-11-04
          0 0 * * *  | America/Sao_Paulo | 2018-11-03T12:00:00Z | 2018-11-04T03:00:00Z
          # and doubled 23:00 on 2018-02-17
          30 23 * * * | America/Sao_Paulo | 2018-02-17T12:00:00Z | 2018-02-18T01:30:00Z
          30 23 * * * | America/Sao_Paulo | 2018-02-18T01:30:00Z | 2018-02-19T02:30:00Z
          0 0 29 2 * | UTC               | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z
          0 9 * * 1-5 | UTC              | 2026-11-20T09:00:00Z | 2026-11-23T09:00:00Z
          0 9 * * 7  | UTC               | 2026-11-20T09:00:00Z | 2026-11-22T09:00:00Z
          0 9 * * SUN | UTC              | 2026-11-20T09:00:00Z | 2026-11-22T09:00:00Z
          """)
  void theNextMomentIsFoundAndIsThenTheLatest(
      String expression, String zone, Instant after, Instant expected) {
    Timetable table = new CronTimetable(CronFields.parse(expression), ZoneId.of(zone));

    assertThat(Instant.ofEpochMilli(table.next(after.toEpochMilli()))).isEqualTo(expected);
    assertThat(Instant.ofEpochMilli(table.latest(expected.toEpochMilli()))).isEqualTo(expected);
    assertThat(table.latest(expected.toEpochMilli() - 1)).isLessThanOrEqualTo(after.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "UTC"})
  void goingOverAYearMinuteByMinuteAgreesWithTheZone(String zone) {
    Timetable table = new CronTimetable(CronFields.parse("*/30 * * * *"), ZoneId.of(zone));
    long at = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    long end = Instant.parse("2027-01-01T00:00:00Z").toEpochMilli();
    long before = at;
    while (at < end) {
      long next = table.next(at);
      assertThat(next).isGreaterThan(at);
      assertThat(table.latest(next)).isEqualTo(next);
      assertThat(table.latest(next - 1)).isEqualTo(before == at ? table.latest(at) : at);
      before = at;
      at = next;
    }
  }

  @Test
  void anExpressionThatNeverComesSaysSo() {
    Timetable table = new CronTimetable(CronFields.parse("0 0 30 2 *"), ZoneOffset.UTC);

    assertThat(table.next(0)).isEqualTo(Timetable.NO_MORE);
    assertThat(table.latest(0)).isEqualTo(Timetable.NEVER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "* * * *", "60 * * * *", "* 24 * * *", "a b c d e", "5-1 * * * *"})
  void whatIsNoCronExpressionIsRefusedWithTheMend(String wrong) {
    assertThatThrownBy(() -> CronFields.parse(wrong))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("\"" + wrong + "\"")
        .hasMessageContaining("minute, hour");
  }

  @Test
  void itAgreesWithCronUtilsOnARandomLot() {
    Random random = new Random(11);
    CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    for (int i = 0; i < 400; i++) {
      String expression = expression(random);
      ExecutionTime theirs = ExecutionTime.forCron(parser.parse(expression));
      Timetable ours = new CronTimetable(CronFields.parse(expression), ZoneOffset.UTC);
      long at = 1_790_000_000_000L + random.nextLong(60_000_000L) * 1_000;
      ZonedDateTime there = Instant.ofEpochMilli(at).atZone(ZoneOffset.UTC);
      Optional<ZonedDateTime> next = theirs.nextExecution(there);
      next.ifPresent(
          moment ->
              assertThat(Instant.ofEpochMilli(ours.next(at)))
                  .as("%s after %s", expression, there)
                  .isEqualTo(moment.toInstant()));
    }
  }

  private static String expression(Random random) {
    List<String> fields =
        List.of(
            field(random, 0, 59),
            field(random, 0, 23),
            random.nextBoolean() ? "*" : field(random, 1, 28),
            field(random, 1, 12),
            random.nextBoolean() ? "*" : field(random, 0, 6));
    return String.join(" ", fields);
  }

  private static String field(Random random, int least, int most) {
    int low = least + random.nextInt(most - least);
    int high = low + 1 + random.nextInt(most - low);
    return switch (random.nextInt(6)) {
      case 0 -> "*";
      case 1 -> "*/" + (1 + random.nextInt(most));
      case 2 -> low + "-" + high;
      case 3 -> low + "," + high;
      case 4 -> low + "-" + high + "/" + (1 + random.nextInt(5));
      default -> String.valueOf(low);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "999,  NEVER, 1100",
    "1000, NEVER, 1100",
    "1099, NEVER, 1100",
    "1100, 1100,  1200",
    "1199, 1100,  1200",
    "1200, 1200,  1300"
  })
  void periodsBeginOnePeriodAfterTheirStart(long at, String latest, long next) {
    Timetable table = new Timetable.Periods(1_000, 100);

    assertThat(table.latest(at))
        .isEqualTo(latest.equals("NEVER") ? Timetable.NEVER : Long.parseLong(latest));
    assertThat(table.next(at)).isEqualTo(next);
  }
}
