package io.healing.sqlite.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tries in memory what {@code ALTER TABLE} makes of a new column, on a table with columns of the
 * same names and one row.
 */
final class Trial {
  private final String column;
  private final String definition;
  private final String others;

  /**
   * @param table with the columns that will be there before
   */
  Trial(Table table, String column, String definition) {
    this.column = column;
    this.definition = definition;
    this.others =
        table.columns().values().stream()
            .filter(other -> !Token.lower(other.name()).equals(Token.lower(column)))
            .map(other -> Names.quoted(other.name()))
            .collect(Collectors.joining(", "));
  }

  /** Whether a fault says that SQLite adds no such column to a table that is there. */
  static boolean refused(SQLException fault) {
    return SqlFaults.words(fault).toLowerCase(Locale.ROOT).startsWith("cannot add ");
  }

  /** Whether a table with rows must be made anew to get the column as it is declared. */
  boolean anew() throws SQLException {
    try (Connection memory = Expected.memory()) {
      Sql.run(memory, "CREATE TABLE x (" + others + ")");
      Sql.run(memory, "INSERT INTO x DEFAULT VALUES");
      return refused(memory) || converts(memory);
    }
  }

  private boolean refused(Connection memory) {
    try {
      Sql.run(memory, "ALTER TABLE x ADD COLUMN " + definition);
      return false;
    } catch (SQLException e) {
      return refused(e);
    }
  }

  /**
   * Whether its default is a number and the column holds text. Rows that were there before do not
   * store it, and many versions of SQLite read a number from them, which its own check then tells.
   */
  private boolean converts(Connection memory) throws SQLException {
    Optional<Column> added = Schema.of(memory).table("x").flatMap(x -> x.column(column));
    Optional<String> fallback = added.map(Column::fallback).map(Token::lower);
    if (fallback.filter(word -> word.equals("true") || word.equals("false")).isEmpty()) {
      return false;
    }
    Sql.run(memory, "CREATE TABLE y (z " + added.get().type() + " DEFAULT TRUE)");
    Sql.run(memory, "INSERT INTO y DEFAULT VALUES");
    return Sql.text(memory, "SELECT typeof(z) FROM y").filter("text"::equals).isPresent();
  }
}
