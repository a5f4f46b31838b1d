package io.healing.doctor;

import static java.util.Objects.requireNonNull;

import io.healing.core.EnvironmentDoctor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A checkout of the dynamic pricing application: four databases, six directories, one .env. */
final class PricingApplication {
  private final Path folder;

  private PricingApplication(Path folder) {
    this.folder = folder;
  }

  /** As it comes out of version control: no directories of data, no databases, no .env. */
  static PricingApplication checkedOut(Path folder) throws IOException {
    PricingApplication application = new PricingApplication(folder.toRealPath());
    Path from = resources();
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path to = application.folder.resolve(from.relativize(file).toString());
        Files.createDirectories(requireNonNull(to.getParent()));
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return application;
  }

  /** In order: everything is there, with rows in the tables and a key in .env. */
  static PricingApplication inOrder(Path folder) throws IOException {
    PricingApplication application = checkedOut(folder);
    for (String directory : List.of("data", "app", "backend", "frontend", "core", "scripts")) {
      Files.createDirectories(application.path(directory));
    }
    application.write(".env", "OPENAI_API_KEY=sk-real-key-of-this-test\n");
    Files.createDirectories(application.path("site-packages"));
    Files.createDirectories(application.path("frontend/node_modules"));
    application.create("app/data.db", "db/app.sql");
    application.create("data/auth.db", "db/auth.sql");
    application.create("data/chat.db", "db/chat.sql");
    application.create("data/market.db", "db/market.sql");
    application.insertAsTheApplicationDoes("a");
    return application;
  }

  private static Path resources() {
    try {
      return Path.of(
          requireNonNull(PricingApplication.class.getResource("pricing/healing.yaml"))
              .toURI()
              .resolve("."));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  EnvironmentDoctor doctor() {
    return EnvironmentDoctor.of(path("healing.yaml"));
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  void write(String name, String text) throws IOException {
    Files.writeString(path(name), text);
  }

  private void create(String database, String ddl) throws IOException {
    sql(database, Files.readString(path(ddl)).split(";\\s*\\n"));
  }

  /** Runs statements in one of the databases. */
  void sql(String database, String... statements) {
    try (Connection connection = open(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        if (!sql.isBlank()) {
          statement.executeUpdate(sql);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(database + ": " + e.getMessage(), e);
    }
  }

  Connection open(String database) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + path(database));
  }

  /** The rows that a query gives, each as its values joined by a bar. */
  List<String> rows(String database, String query) {
    try (Connection connection = open(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(rows.getString(i)));
        }
        found.add(String.join("|", values));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(database + ": " + e.getMessage(), e);
    }
  }

  /** The inserts of the application itself, with what each database must give by default. */
  void insertAsTheApplicationDoes(String id) {
    String key = "'" + id + "'";
    sql(
        "app/data.db",
        "INSERT INTO product_catalog (sku, owner_id, name) VALUES (" + key + ", 'me', 'Lamp')",
        "INSERT INTO market_ticks (sku, our_price, competitor_price, ts) VALUES ("
            + key
            + ", 10, 11, '2026-01-01')",
        "INSERT INTO price_proposals (id, sku, proposed_price) VALUES (" + key + ", 'a', 12)",
        "INSERT INTO ingestion_jobs (id, owner_id, status) VALUES (" + key + ", 'me', 'done')");
    sql(
        "data/auth.db",
        "INSERT INTO users (email, hashed_password) VALUES (" + key + ", 'x')",
        "INSERT INTO session_tokens VALUES (" + key + ", 1, '2027-01-01')");
    sql(
        "data/chat.db",
        "INSERT INTO threads (title) VALUES (" + key + ")",
        "INSERT INTO messages (thread_id, role, content) VALUES (1, 'user', " + key + ")");
    sql(
        "data/market.db",
        "INSERT INTO market_data (owner_id, product_name, price) VALUES ('me', " + key + ", 3)",
        "INSERT INTO pricing_list (product_name, price) VALUES (" + key + ", 4)");
  }

  /** Every file and directory but Healing's own, with the hash of its content. */
  Map<String, String> everything() {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .filter(path -> !path.startsWith(folder.resolve(".healing")))
          .forEach(path -> all.put(folder.relativize(path).toString(), content(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static String content(Path path) {
    try {
      return Files.isDirectory(path)
          ? "directory"
          : HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
