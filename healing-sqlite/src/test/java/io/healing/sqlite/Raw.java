package io.healing.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A database seen without the store. */
final class Raw {
  private Raw() {}

  static void run(Path file, String... statements) throws Exception {
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  static Connection connect(Path file) throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  /** The rows, their values joined by a bar. */
  static List<String> rows(Path file, String query) throws Exception {
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        StringJoiner row = new StringJoiner("|");
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        found.add(row.toString());
      }
      return found;
    }
  }

  static String one(Path file, String query) throws Exception {
    return rows(file, query).get(0);
  }

  /** A database of the program for which the tables were first made. */
  static void donor(Path file, int version) throws Exception {
    String ddl = Files.readString(Path.of("src/test/resources/donor.sql"));
    run(file, ddl.strip().split(";\\s*\n"));
    run(file, "INSERT INTO schema_version VALUES (" + version + ", '2026-01-31T22:10:00')");
  }
}
