package io.healing.sqlite.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteLimits;

/** What the declared statements make in an empty database in memory, which is open meanwhile. */
final class Expected implements AutoCloseable {
  private final Connection connection;
  private final List<SqlStatement> statements;
  private final Schema schema;

  private Expected(Connection connection, List<SqlStatement> statements) throws SQLException {
    this.connection = connection;
    this.statements = statements;
    this.schema = Schema.of(connection);
  }

  /**
   * Runs the statements.
   *
   * @throws SchemaFault when one does not run, with its place and SQLite's words
   */
  static Expected of(List<SqlStatement> statements) throws SQLException {
    Connection connection = memory();
    try {
      for (SqlStatement statement : statements) {
        run(connection, statement);
      }
      return new Expected(connection, statements);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** An empty database in memory that reaches nothing else. */
  static Connection memory() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.enableLoadExtension(false);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite::memory:");
    Connection connection = source.getConnection();
    enclose(connection);
    return connection;
  }

  /** From now on the connection reaches nothing but its own database. */
  static void enclose(Connection connection) throws SQLException {
    ((SQLiteConnection) connection).setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema = OFF");
    }
  }

  private static void run(Connection connection, SqlStatement text) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(text.text());
    } catch (SQLException e) {
      throw new SchemaFault(
          text.place() + ": " + SqlFaults.words(e),
          "Correct the statement; it must run in an empty SQLite database",
          e);
    }
  }

  Connection connection() {
    return connection;
  }

  Schema schema() {
    return schema;
  }

  /** All statements, to be run in a new database. */
  String script() {
    return statements.stream().map(s -> s.text() + ";\n").collect(Collectors.joining());
  }

  /** The statements that insert rows into a table. */
  List<String> rowsOf(String table) {
    return statements.stream()
        .filter(statement -> insertsInto(statement.tokens(), Token.lower(table)))
        .map(SqlStatement::text)
        .toList();
  }

  /** Whether a statement inserts rows into the table, whose name is in lower case. */
  static boolean insertsInto(List<Token> tokens, String table) {
    int into = 0;
    while (into < tokens.size() && !tokens.get(into).is("INTO")) {
      into++;
    }
    if ((!tokens.get(0).is("INSERT") && !tokens.get(0).is("REPLACE"))
        || into + 1 >= tokens.size()) {
      return false;
    }
    boolean prefixed = into + 3 < tokens.size() && tokens.get(into + 2).is(".");
    return Token.lower(tokens.get(into + (prefixed ? 3 : 1)).name()).equals(table);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
