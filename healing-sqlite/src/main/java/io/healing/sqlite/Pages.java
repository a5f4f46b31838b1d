package io.healing.sqlite;

import io.healing.api.store.Page;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the queries of lists. */
final class Pages {
  private Pages() {}

  /** The rows of a page of a table with numbered rows, newest first. */
  static Sql of(String table, Page page) {
    List<String> conditions = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    if (page.subject() != null) {
      conditions.add("job_id = ?");
      values.add(page.subject().name());
    }
    if (page.status() != null) {
      conditions.add("status = ?");
      values.add(page.status());
    }
    if (page.beforeId() > 0) {
      conditions.add("id < ?");
      values.add(page.beforeId());
    }
    values.add(page.limit());
    return Sql.of(
        "SELECT * FROM " + table + where(conditions) + " ORDER BY id DESC LIMIT ?", values);
  }

  static String where(List<String> conditions) {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  /** A number of rows to ask for. */
  static int limit(int rows) {
    if (rows < 0) {
      throw new IllegalArgumentException("A list has 0 rows or more, but was asked for " + rows);
    }
    return rows;
  }
}
