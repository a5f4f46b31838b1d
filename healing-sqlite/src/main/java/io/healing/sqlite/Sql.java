package io.healing.sqlite;

import io.healing.api.WireWord;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement with the values of its question marks. */
final class Sql {
  private final String text;
  private final List<@Nullable Object> values;

  private Sql(String text, List<@Nullable Object> values) {
    this.text = text;
    this.values = values;
  }

  static Sql of(String text, @Nullable Object... values) {
    return new Sql(text, Arrays.asList(values));
  }

  static Sql of(String text, List<@Nullable Object> values) {
    return new Sql(text, values);
  }

  String text() {
    return text;
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      bind(statement, i + 1, values.get(i));
    }
  }

  private static void bind(PreparedStatement to, int at, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      to.setNull(at, Types.NULL);
    } else if (value instanceof String text) {
      to.setString(at, text);
    } else if (value instanceof Instant moment) {
      to.setString(at, Times.text(moment));
    } else if (value instanceof byte[] bytes) {
      to.setBytes(at, bytes);
    } else if (value instanceof WireWord word) {
      to.setString(at, word.word());
    } else {
      bindNumber(to, at, value);
    }
  }

  private static void bindNumber(PreparedStatement to, int at, Object value) throws SQLException {
    if (value instanceof Boolean flag) {
      to.setInt(at, flag ? 1 : 0);
    } else if (value instanceof Double number) {
      to.setDouble(at, number);
    } else if (value instanceof Number number) {
      to.setLong(at, number.longValue());
    } else {
      throw new IllegalArgumentException("Nothing stores a " + value.getClass());
    }
  }
}
