package io.healing.sqlite.schema;

import java.util.Map;
import java.util.Optional;

/**
 * A table of a database.
 *
 * @param sql its CREATE TABLE as the database keeps it
 * @param columns by their names in lower case, in their order
 */
record Table(String name, String sql, Map<String, Column> columns) {
  boolean virtual() {
    return sql.regionMatches(true, 0, "CREATE VIRTUAL", 0, 14);
  }

  Optional<Column> column(String column) {
    return Optional.ofNullable(columns.get(Token.lower(column)));
  }
}
