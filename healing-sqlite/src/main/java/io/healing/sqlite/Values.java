package io.healing.sqlite;

import io.healing.api.WireWord;
import io.healing.api.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of a row to be written, in order. */
final class Values {
  private final List<String> columns = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  Values set(String column, @Nullable Object value) {
    columns.add(column);
    values.add(value);
    return this;
  }

  /** A word that is only read stays as it is in an update, and is refused in a new row. */
  Values word(String column, WireWord word) {
    return set(column, unknown(word) ? Unknown.WORD : word);
  }

  private enum Unknown {
    WORD
  }

  /** A new row that answers with its id. */
  Sql insert(String table) {
    refuseUnknown();
    return Sql.of(into(table) + " RETURNING id", values);
  }

  /** A new row, or in place of the one with this key. */
  Sql upsert(String table, String... key) {
    List<String> keys = Arrays.asList(key);
    String changes =
        columns.stream()
            .filter(column -> !keys.contains(column))
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "));
    refuseUnknown();
    return Sql.of(
        into(table) + " ON CONFLICT (" + String.join(", ", keys) + ") DO UPDATE SET " + changes,
        values);
  }

  /** A change of the rows for which this holds. */
  Sql update(String table, String where, @Nullable Object... arguments) {
    List<@Nullable Object> all = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (values.get(i) != Unknown.WORD) {
        changes.add(columns.get(i) + " = ?");
        all.add(values.get(i));
      }
    }
    all.addAll(Arrays.asList(arguments));
    String text = "UPDATE " + table + " SET " + String.join(", ", changes) + " WHERE " + where;
    return Sql.of(text, all);
  }

  /** Refuses a word that is only read. */
  static void written(WireWord... words) {
    for (WireWord word : words) {
      if (unknown(word)) {
        throw unknownWord(word.getClass().getSimpleName());
      }
    }
  }

  private static boolean unknown(WireWord word) {
    return "unknown".equals(word.word());
  }

  private void refuseUnknown() {
    int at = values.indexOf(Unknown.WORD);
    if (at >= 0) {
      throw unknownWord("column " + columns.get(at));
    }
  }

  private static StoreException unknownWord(String of) {
    return new StoreException(
        "The word \"unknown\" of " + of + " is never stored",
        "It stands for a word of a newer release; keep the row as it is.",
        null);
  }

  private String into(String table) {
    String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + marks + ")";
  }
}
