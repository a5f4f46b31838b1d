package io.healing.sqlite;

import io.healing.api.WireWord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The row that a query stands at. What other writers stored is read as well as can be. */
final class Row {
  private final ResultSet rows;
  private final ZoneId zone;

  /** Makes a value of a row. */
  @FunctionalInterface
  interface Mapper<T> {
    /**
     * Reads the row.
     *
     * @throws IllegalArgumentException when the row cannot be understood
     */
    T map(Row row) throws SQLException;
  }

  Row(ResultSet rows, ZoneId zone) {
    this.rows = rows;
    this.zone = zone;
  }

  /** The text; empty where there is none. */
  String text(String column) throws SQLException {
    String text = rows.getString(column);
    return text == null ? "" : text;
  }

  @Nullable String textOrNull(String column) throws SQLException {
    return rows.getString(column);
  }

  /** The number; 0 where there is none. */
  long number(String column) throws SQLException {
    return rows.getLong(column);
  }

  int count(String column) throws SQLException {
    return rows.getInt(column);
  }

  @Nullable Long numberOrNull(String column) throws SQLException {
    long number = rows.getLong(column);
    return rows.wasNull() ? null : number;
  }

  boolean flag(String column) throws SQLException {
    String text = text(column);
    return !text.isEmpty() && !text.equals("0") && !text.equalsIgnoreCase("false");
  }

  double real(String column) throws SQLException {
    return rows.getDouble(column);
  }

  @Nullable Double realOrNull(String column) throws SQLException {
    double number = rows.getDouble(column);
    return rows.wasNull() ? null : number;
  }

  byte @Nullable [] bytes(String column) throws SQLException {
    return rows.getBytes(column);
  }

  @Nullable Instant timeOrNull(String column) throws SQLException {
    String text = rows.getString(column);
    return text == null ? null : Times.parse(text, zone);
  }

  /** The time, or another one where there is none. */
  Instant time(String column, Instant other) throws SQLException {
    Instant time = timeOrNull(column);
    return time == null ? other : time;
  }

  /** The time; it has to be there. */
  Instant time(String column) throws SQLException {
    Instant time = timeOrNull(column);
    if (time == null) {
      throw new IllegalArgumentException("it has no " + column);
    }
    return time;
  }

  /** The constant of a word, or another one where the word is foreign. */
  <E extends Enum<E> & WireWord> E word(String column, E other) throws SQLException {
    return WireWord.parseOr(other.getDeclaringClass(), text(column), other);
  }

  Map<String, String> map(String column) throws SQLException {
    String text = rows.getString(column);
    return text == null ? Map.of() : Json.readMap(text);
  }

  /** The texts of a list; what is no list is one text. */
  List<String> list(String column) throws SQLException {
    String text = text(column);
    try {
      return text.isBlank() ? List.of() : Json.readList(text);
    } catch (IllegalArgumentException notOurs) {
      return List.of(text);
    }
  }
}
