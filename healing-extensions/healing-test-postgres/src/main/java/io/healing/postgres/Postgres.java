package io.healing.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One PostgreSQL for all tests of a JVM: in a container where Docker runs, else from binaries that
 * come as a dependency. It is started when it is first asked for, and ends with the JVM.
 * Thread-safe.
 */
public final class Postgres {
  private static final String IMAGE = "postgres:16-alpine";

  private final Database server;
  private final AtomicInteger databases = new AtomicInteger();

  private Postgres(Database server) {
    this.server = server;
  }

  /** Starts it once. */
  private static final class Running {
    static final Postgres ONE = new Postgres(start());
  }

  private static Database start() {
    return DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
  }

  /** It lives as long as the JVM; its own supervisor takes it away then. */
  @SuppressWarnings("resource")
  private static Database container() {
    PostgreSQLContainer running = new PostgreSQLContainer(IMAGE);
    running.start();
    return new Database(running.getJdbcUrl(), running.getUsername(), running.getPassword());
  }

  private static Database embedded() {
    try {
      EmbeddedPostgres running =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("synchronous_commit", "off")
              .start();
      return new Database(running.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  /** A new database without tables. */
  public static Database database() {
    Postgres postgres = Running.ONE;
    String name = "test" + postgres.databases.incrementAndGet();
    try (Connection connection = postgres.server.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Database " + name + " was not made", e);
    }
    return postgres.server.named(name);
  }
}
