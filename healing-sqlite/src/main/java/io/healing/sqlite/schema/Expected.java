package io.healing.sqlite.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteLimits;

/** What the declared statements make in an empty database in memory, which is open meanwhile. */
final class Expected implements AutoCloseable {
  private static final Set<String> VERBS = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE");

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

  /** The statements that write the rows of a table. */
  List<String> rowsOf(String table) {
    return statements.stream()
        .filter(statement -> fills(statement.tokens(), Token.lower(table)))
        .map(SqlStatement::text)
        .toList();
  }

  /** Whether a statement writes rows of the table, whose name is in lower case. */
  static boolean fills(List<Token> tokens, String table) {
    int verb = verb(tokens);
    int at = verb + 1;
    if (verb < tokens.size() && tokens.get(verb).is("UPDATE")) {
      at += at < tokens.size() && tokens.get(at).is("OR") ? 2 : 0;
    } else {
      while (at < tokens.size()
          && !tokens.get(at - 1).is("INTO")
          && !tokens.get(at - 1).is("FROM")) {
        at++;
      }
    }
    boolean prefixed = at + 2 < tokens.size() && tokens.get(at + 1).is(".");
    int name = prefixed ? at + 2 : at;
    return name < tokens.size() && Token.lower(tokens.get(name).name()).equals(table);
  }

  /** Where it says what is done: first, or behind the queries in WITH. */
  private static int verb(List<Token> tokens) {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      boolean could = i == 0 || tokens.get(0).is("WITH");
      if (could && depth == 0 && VERBS.stream().anyMatch(token::is)) {
        return i;
      }
    }
    return tokens.size();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
