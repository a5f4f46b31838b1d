package io.healing.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One PostgreSQL for all tests of a JVM: in a container where Docker answers and can start it, else
 * from binaries that come as a dependency; both are release 14. It is started when it is first
 * asked for, and ends with the JVM. Thread-safe.
 */
public final class Postgres {
  private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);

  /** Pinned; of the same release series as the binaries. */
  private static final String IMAGE = "postgres:14.19-alpine";

  /** As with the binaries: many tests share it, and none of them outlives a crash of it. */
  private static final String[] COMMAND = {
    "postgres", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "max_connections=300"
  };

  private final Database server;
  private final AtomicInteger databases = new AtomicInteger();

  private Postgres(Database server) {
    this.server = server;
  }

  /** Starts it once. */
  private static final class Running {
    static final Postgres ONE = new Postgres(start());
  }

  /** A Docker that answers and cannot fetch the image, or start it, is none. */
  private static Database start() {
    try {
      if (DockerClientFactory.instance().isDockerAvailable()) {
        return container();
      }
    } catch (RuntimeException e) {
      LOG.warn("Docker answers, but gave no PostgreSQL; the binaries are used: {}", e.toString());
    }
    return embedded();
  }

  /** It lives as long as the JVM; its own supervisor takes it away then. */
  @SuppressWarnings("resource")
  private static Database container() {
    PostgreSQLContainer running = new PostgreSQLContainer(IMAGE).withCommand(COMMAND);
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
      throw new UncheckedIOException(
          "PostgreSQL did not start from its binaries, and Docker gave none", e);
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
