package io.healing.quartz;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.utils.ConnectionProvider;

/** Connections to the tests' database that count the statements made on them; made by Quartz. */
public final class CountingConnections implements ConnectionProvider {
  private static final HikariDataSource POOL = pool();
  private static final AtomicInteger STATEMENTS = new AtomicInteger();

  private static HikariDataSource pool() {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(JdbcStore.database().source());
    pool.setMaximumPoolSize(3);
    return pool;
  }

  /** How many statements the work makes. */
  static int during(Work work) throws Exception {
    int before = STATEMENTS.get();
    work.done();
    return STATEMENTS.get() - before;
  }

  /** Anything. */
  interface Work {
    void done() throws Exception;
  }

  static Properties settings(Properties settings) {
    settings.keySet().removeIf(key -> key.toString().startsWith("org.quartz.dataSource."));
    settings.setProperty(
        "org.quartz.dataSource.counted.connectionProvider.class",
        CountingConnections.class.getName());
    settings.setProperty("org.quartz.jobStore.dataSource", "counted");
    return settings;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection real = POOL.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                STATEMENTS.incrementAndGet();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void shutdown() {}

  @Override
  public void initialize() {}
}
