package io.healing.core.job;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import io.healing.api.HealingException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * A cron expression of five fields as bits. cron-utils decides what is a valid expression; the bits
 * make asking it cheap in time and memory, for there may be ten thousand. Where both day fields are
 * restricted, either of them is enough, as POSIX says.
 */
record CronFields(long minutes, long hours, long days, long months, long weekdays, boolean either) {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> WEEKDAYS =
      List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final int SUNDAY_AGAIN = 7;

  /** Costly to make, and without state of its own. */
  private static final CronParser UNIX =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  /** Checks and reads an expression. */
  static CronFields parse(String expression) {
    return read(checked(expression));
  }

  /** Reads an expression that was checked before, which is a hundred times cheaper. */
  static CronFields read(String expression) {
    String[] field = expression.toLowerCase(Locale.ROOT).strip().split("\\s+", -1);
    long weekdays = bits(field[4], 0, SUNDAY_AGAIN, name(WEEKDAYS, 0));
    if ((weekdays & (1L << SUNDAY_AGAIN)) != 0) {
      weekdays |= 1;
    }
    return new CronFields(
        bits(field[0], 0, 59, Integer::parseInt),
        bits(field[1], 0, 23, Integer::parseInt),
        bits(field[2], 1, 31, Integer::parseInt),
        bits(field[3], 1, 12, name(MONTHS, 1)),
        weekdays,
        restricts(field[2]) && restricts(field[4]));
  }

  private static boolean restricts(String field) {
    return !field.equals("*") && !field.equals("*/1");
  }

  private static String checked(String expression) {
    try {
      UNIX.parse(expression).validate();
      return expression;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new HealingException(
          "\"" + expression + "\" is no cron expression: " + e.getMessage(),
          "Write minute, hour, day of month, month and day of week, such as \"0 3 * * *\".",
          e);
    }
  }

  private interface Numbered {
    int of(String text);
  }

  private static Numbered name(List<String> names, int first) {
    return text -> names.contains(text) ? names.indexOf(text) + first : Integer.parseInt(text);
  }

  private static long bits(String field, int least, int most, Numbered number) {
    long bits = 0;
    for (String part : field.split(",", -1)) {
      String[] stepped = part.split("/", -1);
      int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
      String[] range = stepped[0].split("-", -1);
      boolean all = stepped[0].equals("*");
      int from = all ? least : number.of(range[0]);
      int to =
          all || (stepped.length == 2 && range.length == 1)
              ? most
              : number.of(range[range.length - 1]);
      for (int i = from; i <= to; i += step) {
        bits |= 1L << i;
      }
    }
    return bits;
  }

  boolean on(LocalDate date) {
    if (!has(months, date.getMonthValue())) {
      return false;
    }
    boolean day = has(days, date.getDayOfMonth());
    boolean weekday = has(weekdays, date.getDayOfWeek().getValue() % 7);
    return either ? day || weekday : day && weekday;
  }

  /** The first minute of a day that is wanted at or after this one, or -1. */
  int minuteFrom(int minuteOfDay) {
    for (int hour = minuteOfDay / 60; hour < 24; hour++) {
      int from = hour == minuteOfDay / 60 ? minuteOfDay % 60 : 0;
      long left = (minutes >>> from) << from;
      if (has(hours, hour) && left != 0) {
        return hour * 60 + Long.numberOfTrailingZeros(left);
      }
    }
    return -1;
  }

  /** The last minute of a day that is wanted at or before this one, or -1. */
  int minuteUpTo(int minuteOfDay) {
    for (int hour = minuteOfDay / 60; hour >= 0; hour--) {
      int to = hour == minuteOfDay / 60 ? minuteOfDay % 60 : 59;
      long left = minutes & ((1L << (to + 1)) - 1);
      if (has(hours, hour) && left != 0) {
        return hour * 60 + 63 - Long.numberOfLeadingZeros(left);
      }
    }
    return -1;
  }

  private static boolean has(long bits, int bit) {
    return ((bits >>> bit) & 1) != 0;
  }
}
