package io.healing.sqlite;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Times as they are stored: {@code 2026-11-02T12:00:00.000Z}, so that they sort as text. Reads what
 * other writers left too.
 */
final class Times {
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final int WITHOUT_FRACTION = "2026-11-02 12:00:00".length();

  private Times() {}

  /**
   * Cut to milliseconds; a moment outside of the years 0 to 9999 becomes the nearest one inside.
   */
  static String text(Instant moment) {
    Instant in = moment.isBefore(FIRST) ? FIRST : moment.isAfter(LAST) ? LAST : moment;
    LocalDateTime utc = LocalDateTime.ofEpochSecond(in.getEpochSecond(), 0, ZoneOffset.UTC);
    char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
    digits(text, 3, utc.getYear());
    digits(text, 6, utc.getMonthValue());
    digits(text, 9, utc.getDayOfMonth());
    digits(text, 12, utc.getHour());
    digits(text, 15, utc.getMinute());
    digits(text, 18, utc.getSecond());
    digits(text, 22, in.getNano() / 1_000_000);
    return new String(text);
  }

  private static void digits(char[] text, int last, int value) {
    int at = last;
    for (int rest = value; rest > 0; rest /= 10) {
      text[at--] = (char) ('0' + rest % 10);
    }
  }

  /**
   * Reads our own form, any ISO form with or without an offset, milliseconds since 1970, and {@code
   * 2026-11-02 12:00:00}, which SQLite's CURRENT_TIMESTAMP writes in UTC.
   *
   * @param zone for a time without an offset
   * @throws IllegalArgumentException when it is none of these
   */
  static Instant parse(String text, ZoneId zone) {
    try {
      return text.endsWith("Z") && text.indexOf('T') > 0
          ? Instant.parse(text)
          : foreign(text, zone);
    } catch (DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not a time", e);
    }
  }

  private static Instant foreign(String text, ZoneId zone) {
    if (text.matches("-?\\d+")) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    boolean spaced = text.length() > 10 && text.charAt(10) == ' ';
    String iso = text.length() == 10 ? text + "T00:00:00" : text.replaceFirst(" ", "T");
    if (iso.matches(".*T.*([Zz]|[+-]\\d\\d:?\\d\\d)")) {
      return OffsetDateTime.parse(iso.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2")).toInstant();
    }
    boolean byDefault = spaced && text.length() == WITHOUT_FRACTION;
    return LocalDateTime.parse(iso).atZone(byDefault ? ZoneOffset.UTC : zone).toInstant();
  }
}
