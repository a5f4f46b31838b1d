package io.healing.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How a database of a test is reached. Another process may use the same.
 *
 * @param url a JDBC address
 * @param user whose name to log in with
 * @param password of a server that lives as long as the test; no secret
 */
public record Database(String url, String user, String password) {

  Database named(String name) {
    return new Database(url.replaceFirst("(//[^/]+/)[^?]*", "$1" + name), user, password);
  }

  /** Gives a new connection at each call. */
  public DataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  /** Runs statements, divided by semicolons. */
  public int execute(String sql) {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return statement.getUpdateCount();
    } catch (SQLException e) {
      throw new IllegalStateException("Did not run: " + sql, e);
    }
  }

  /** The first column of the first row as text; empty where there is no row. */
  public String ask(String sql) {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getObject(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException("Was not answered: " + sql, e);
    }
  }
}
