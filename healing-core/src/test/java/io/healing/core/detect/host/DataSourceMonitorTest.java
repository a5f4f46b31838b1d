package io.healing.core.detect.host;

import static io.healing.core.detect.host.Host.metric;
import static io.healing.core.detect.host.Host.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.Observation;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DataSourceMonitorTest {
  private final Host host = new Host();

  /** A data source of which a test says what it gives. */
  static DataSource source(Callable<Connection> connections) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> connections.call());
  }

  private static Connection connection(boolean valid, AtomicInteger closed) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                method.getName().equals("close") ? closed.incrementAndGet() : valid);
  }

  @Test
  void aDataSourceIsAskedForAConnectionThatIsGivenBack() {
    AtomicInteger closed = new AtomicInteger();
    host.dataSource("orders", source(() -> connection(true, closed)));
    Observation seen = host.looks(host.monitor("data_source"), 2);

    assertThat(seen.clear()).containsExactly(Subject.environment("data_source/orders"));
    assertThat(metric(seen, "connection_time_ms/orders").currentValue()).isBetween(0.0, 5_000.0);
    assertThat(closed).hasValue(2);
  }

  @Test
  void aDataSourceWithoutAGoodConnectionIsADatabaseTrouble() {
    AtomicInteger closed = new AtomicInteger();
    host.dataSource("orders", source(() -> connection(false, closed)));
    Finding invalid = only(host.looks(host.monitor("data_source"), 2));
    assertThat(invalid.id()).isEqualTo("jdbc.data_source");
    assertThat(invalid.type()).isEqualTo(ErrorType.DATABASE_CONNECTION);
    assertThat(invalid.message())
        .startsWith("The data source orders gave a connection that is not");
    assertThat(closed).hasValue(2);

    host.dataSource(
        "orders",
        source(
            () -> {
              throw new SQLException("refused");
            }));
    assertThat(only(host.looks(host.monitor("data_source"), 2)).message())
        .startsWith("The data source orders gave no connection: refused");
  }

  @Test
  void aPoolThatLetsItsCallerWaitHoldsUpNoLookAndTakesOneThreadOnly() {
    host.config(new ErrorDetectionConfig(30, 80, 85, 5, 1, true, true, 300));
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger callers = new AtomicInteger();
    host.dataSource(
        "orders",
        source(
            () -> {
              callers.incrementAndGet();
              gate.await();
              throw new SQLException("closed");
            }));
    Monitor monitor = host.monitor("data_source");
    Finding found = only(host.looks(monitor, 3));
    gate.countDown();

    assertThat(found.message()).contains("has not given a connection within");
    assertThat(callers).hasValue(1);
  }

  @Test
  void aDriverThatCannotBeLoadedIsNoGoodConnection() {
    host.dataSource(
        "orders",
        source(
            () -> {
              throw new NoClassDefFoundError("org/postgresql/Driver");
            }));
    Finding found = only(host.looks(host.monitor("data_source"), 2));
    assertThat(found.message()).contains("gave no connection").contains("org/postgresql/Driver");
  }
}
