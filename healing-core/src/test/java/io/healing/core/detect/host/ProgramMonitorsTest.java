package io.healing.core.detect.host;

import static io.healing.core.detect.host.Host.metric;
import static io.healing.core.detect.host.Host.only;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ServiceConfig;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EndpointRequirement;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.host.Handle;
import io.healing.api.host.Setting;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramMonitorsTest {
  @TempDir private Path home;
  private final Host host = new Host();
  private final Map<String, Double> readings = new HashMap<>();
  private List<Setting> settings = List.of();

  private final class Shown implements Handle {
    private final Target target;

    Shown(String target) {
      this.target = Target.parse(target);
    }

    @Override
    public Target target() {
      return target;
    }

    @Override
    public Map<String, Double> readings() {
      if (readings.isEmpty()) {
        throw new IllegalStateException("closed");
      }
      return Map.copyOf(readings);
    }

    @Override
    public List<Setting> settings() {
      return settings;
    }
  }

  private Monitor watching(String monitor, String target) {
    return host.base(home).handles(new Shown(target)).monitor(monitor);
  }

  @Test
  void aConnectionIsReallyMadeAndTimed() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String endpoint = "127.0.0.1:" + server.getLocalPort();
      Observation seen = host.option("endpoints", endpoint).look(host.monitor("network"));
      Socket accepted = server.accept();

      assertThat(seen.clear()).containsExactly(Subject.environment("endpoint/" + endpoint));
      assertThat(metric(seen, "connect_time_ms/" + endpoint).currentValue())
          .isBetween(0.0, 5_000.0);
      assertThat(accepted.getInetAddress().isLoopbackAddress()).isTrue();
      accepted.close();
    }
  }

  @Test
  void aServerThatAcceptsNothingIsToldAfterTwoLooks() throws IOException {
    String endpoint;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      endpoint = "127.0.0.1:" + server.getLocalPort();
    }
    Monitor network = host.option("endpoints", endpoint).monitor("network");
    Observation first = host.look(network);
    Subject subject = Subject.environment("endpoint/" + endpoint);
    assertThat(first.findings()).isEmpty();
    assertThat(first.clear()).as("one failure is no health either").isEmpty();
    assertThat(first.checkAgain()).containsEntry(subject, Duration.ofSeconds(10));
    Observation seen = host.lookAgain(network, subject);
    Finding found = only(seen);

    assertThat(found.id()).isEqualTo("net.endpoint");
    assertThat(found.type()).isEqualTo(ErrorType.NETWORK_TIMEOUT);
    assertThat(found.severity()).isEqualTo(ErrorSeverity.HIGH);
    assertThat(found.message()).startsWith(endpoint + " accepts no connection");
    assertThat(seen.metrics()).isEmpty();
  }

  @Test
  void aLookOutOfTurnConnectsToWhatItIsForOnly() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String other = "127.0.0.1:" + server.getLocalPort();
      Monitor network = host.option("endpoints", "127.0.0.1:1, " + other).monitor("network");
      host.look(network);
      Observation again = host.lookAgain(network, Subject.environment("endpoint/127.0.0.1:1"));

      assertThat(only(again).message()).startsWith("127.0.0.1:1 ");
      assertThat(again.metrics()).isEmpty();
      assertThat(again.clear()).isEmpty();
    }
  }

  private static EnvironmentConfig having(String... endpoints) {
    return new EnvironmentConfig(
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        Arrays.stream(endpoints).map(e -> new EndpointRequirement(e, null)).toList(),
        List.of(),
        List.of());
  }

  @Test
  void whatTheEnvironmentMustHaveIsToldByItsOwnCheckAndOnlyMeasuredHere() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String well = "127.0.0.1:" + server.getLocalPort();
      host.environment(having("127.0.0.1:1", well));
      Observation seen = host.looks(host.monitor("network"), 3);

      assertThat(seen.findings()).isEmpty();
      assertThat(seen.checkAgain()).isEmpty();
      assertThat(seen.noData().get(Subject.environment("endpoint/127.0.0.1:1")))
          .endsWith("the check of the environment tells it");
      assertThat(seen.clear()).containsExactly(Subject.environment("endpoint/" + well));
      assertThat(metric(seen, "connect_time_ms/" + well).currentValue()).isNotNegative();
    }
  }

  @Test
  void aFindingOfAnEndpointNamesItsServiceAndItsTimeLimit() {
    String endpoint = "127.0.0.1:1";
    settings = List.of(Setting.of("timeout_ms", () -> 1, value -> {}));
    host.services(
            ServiceConfig.ofUnit("web", "web.service").withEndpoints(List.of("127.0.0.1:2")),
            ServiceConfig.ofUnit("shop", "shop.service").withEndpoints(List.of(endpoint)))
        .option("endpoints", endpoint);
    Finding found = only(host.looks(watching("network", "timeout:" + endpoint), 2));

    assertThat(found.evidence())
        .containsEntry("service", "shop")
        .containsEntry("target", "timeout:" + endpoint);
  }

  @Test
  void aFindingOfADataSourceNamesItsPool() {
    settings = List.of(Setting.of("max_size", () -> 1, value -> {}));
    readings.putAll(Map.of("active", 1.0));
    host.dataSource(
        "orders",
        source(
            () -> {
              throw new SQLException("closed");
            }));

    assertThat(only(host.looks(watching("data_source", "pool:orders"), 2)).evidence())
        .containsEntry("target", "pool:orders");
    assertThat(only(host.looks(watching("data_source", "pool:other"), 2)).evidence())
        .doesNotContainKey("target");
  }

  @Test
  void aFindingNamesAHandleThatCanOnlyBeWatchedNotAsItsTarget() {
    readings.putAll(Map.of("queued", 99.0, "queue_size", 100.0));
    assertThat(only(host.looks(watching("queue", "queue:mail"), 2)).evidence())
        .doesNotContainKey("target");

    settings = List.of(Setting.of("queue_size", () -> 100, value -> {}));
    assertThat(only(host.looks(watching("queue", "queue:mail"), 2)).evidence())
        .containsEntry("target", "queue:mail");
  }

  @Test
  void whatIsNoEndpointIsSaid() {
    Monitor network = host.option("endpoints", "nonsense").monitor("network");

    Finding told = only(host.looks(network, 2));
    assertThat(told.message()).contains("is no endpoint: write host:port");
    String first = told.evidence().get(Finding.SUSPECTED_SINCE);
    assertThat(told.message()).endsWith("; since " + first);
  }

  @Test
  void withoutEndpointsNothingIsSaid() {
    Observation seen = host.environment(EnvironmentConfig.defaults()).look(host.monitor("network"));

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.clear()).isEmpty();
    assertThat(seen.noData()).isEmpty();
  }

  private static HttpServer server(int status, CountDownLatch gate) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health",
        exchange -> {
          try {
            boolean opened = gate.await(10, TimeUnit.SECONDS);
            exchange.sendResponseHeaders(opened ? status : 500, -1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            exchange.close();
          }
        });
    server.start();
    return server;
  }

  @Test
  void anHttpEndpointAnswersWellOrIsToldWithItsStatusAndWithoutSecrets() throws IOException {
    CountDownLatch open = new CountDownLatch(0);
    HttpServer well = server(204, open);
    HttpServer sick = server(503, open);
    try {
      String good = "http://127.0.0.1:" + well.getAddress().getPort() + "/health";
      String bad = "http://127.0.0.1:" + sick.getAddress().getPort() + "/health";
      host.option("urls", good + ", " + bad + "?token=hush");
      Observation seen = host.looks(host.monitor("http"), 2);
      Finding found = only(seen);

      assertThat(seen.clear()).containsExactly(Subject.environment("endpoint/" + good));
      assertThat(found.id()).isEqualTo("http.endpoint");
      assertThat(found.type()).isEqualTo(ErrorType.API_FAILURE);
      assertThat(found.message()).startsWith(bad + " answered with status 503");
      assertThat(found.toString() + found.evidence() + seen.metrics()).doesNotContain("hush");
      assertThat(metric(seen, "response_time_ms/" + good).currentValue()).isBetween(0.0, 5_000.0);
    } finally {
      well.stop(0);
      sick.stop(0);
    }
  }

  @Test
  void anHttpEndpointThatDoesNotAnswerIsNotWaitedForLongerThanCritical() throws IOException {
    CountDownLatch gate = new CountDownLatch(1);
    HttpServer slow = server(200, gate);
    try {
      host.config(new ErrorDetectionConfig(30, 80, 85, 5, 3_600_000, true, true, 300));
      String url = "http://127.0.0.1:" + slow.getAddress().getPort() + "/health";
      long began = System.nanoTime();
      Observation seen = host.option("urls", url).option("tell_at", "1").look(host.monitor("http"));

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
      assertThat(only(seen).message()).contains("gave no answer within");
    } finally {
      gate.countDown();
      slow.stop(0);
    }
  }

  @Test
  void aFullQueueIsToldFromItsWarningOn() {
    readings.putAll(Map.of("queued", 79.0, "queue_size", 100.0));
    Monitor queue = watching("queue", "pool:orders");
    Observation seen = host.looks(queue, 2);
    assertThat(seen.findings()).isEmpty();
    assertThat(metric(seen, "queue_length/pool:orders").currentValue()).isEqualTo(79);

    readings.put("queued", 80.0);
    Finding found = only(host.looks(queue, 2));
    assertThat(found.id()).isEqualTo("queue.full");
    assertThat(found.subject()).isEqualTo(Subject.environment("pool:orders"));
    assertThat(found.message()).startsWith("80 of 100 wait in pool:orders");
  }

  @Test
  void whatAPoolTurnsAwayIsCriticalWhateverItsQueueHolds() {
    readings.putAll(Map.of("queued", 0.0, "queue_size", 100.0, "rejected", 7.0));
    Monitor queue = watching("queue", "pool:orders");
    assertThat(host.looks(queue, 3).findings()).isEmpty();
    readings.put("rejected", 8.0);
    host.look(queue);
    readings.put("rejected", 9.0);

    assertThat(only(host.look(queue)).message()).contains("1 were turned away");
  }

  @Test
  void aQueueWithoutABoundIsMeasuredAndNotJudged() {
    readings.put("queued", 1_000_000.0);
    Observation seen = host.looks(watching("queue", "queue:mail"), 3);

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.noData().values()).singleElement().asString().contains("no bound");
    assertThat(metric(seen, "queue_length/queue:mail").currentValue()).isEqualTo(1_000_000);
  }

  @Test
  void aConnectionPoolThatIsUsedUpIsADatabaseTrouble() {
    readings.putAll(Map.of("active", 10.0, "max_size", 10.0, "waiting", 3.0));
    Finding found = only(host.looks(watching("pool", "pool:shop"), 2));

    assertThat(found.id()).isEqualTo("jdbc.pool");
    assertThat(found.type()).isEqualTo(ErrorType.DATABASE_CONNECTION);
    assertThat(found.severity()).isEqualTo(ErrorSeverity.HIGH);
    assertThat(found.message())
        .startsWith("10 of 10 connections of pool:shop are in use, 3 callers wait");
  }

  @Test
  void aHandleThatCannotBeReadIsNoData() {
    for (String monitor : List.of("pool", "queue", "error_rate")) {
      Observation seen = host.looks(watching(monitor, "pool:shop"), 3);

      assertThat(seen.findings()).isEmpty();
      assertThat(seen.noData().get(Subject.environment("pool:shop"))).contains("closed");
    }
  }

  private void calls(double calls, double failures) {
    readings.put("calls", calls);
    readings.put("failures", failures);
  }

  @Test
  void theErrorRateIsThatOfASlidingWindow() {
    calls(1_000, 900);
    Monitor rate = watching("error_rate", "calls:shop");
    assertThat(host.look(rate).noData().values()).singleElement().asString().contains("0 calls");

    calls(1_100, 905);
    Observation seen = host.look(rate);
    assertThat(metric(seen, "error_rate/calls:shop").currentValue()).isEqualTo(5);
    assertThat(metric(seen, "error_rate/calls:shop").thresholdCritical()).isEqualTo(10);
    calls(1_200, 910);
    assertThat(only(host.look(rate)).message())
        .startsWith("10 of 200 calls of calls:shop in 300 s failed, 5 %");

    for (int i = 0; i < 12; i++) {
      calls(1_300 + 100 * i, 910);
      seen = host.look(rate);
    }
    assertThat(metric(seen, "error_rate/calls:shop").currentValue()).isZero();
    assertThat(seen.findings()).isEmpty();
  }

  @Test
  void ofTooFewCallsNothingIsSaid() {
    calls(0, 0);
    Monitor rate = watching("error_rate", "calls:shop");
    host.look(rate);
    calls(19, 19);
    assertThat(host.looks(rate, 3).findings()).isEmpty();
    calls(20, 20);
    assertThat(host.looks(rate, 2).findings()).hasSize(1);
  }

  @Test
  void aFewCallsThatAllSucceedEndIt() {
    calls(0, 0);
    Monitor rate = watching("error_rate", "calls:shop");
    host.look(rate);
    calls(40, 40);
    assertThat(host.looks(rate, 12).noData()).hasSize(1);
    calls(41, 40);

    assertThat(host.looks(rate, 2).clear()).hasSize(1);
  }

  @Test
  void countersThatBeginAnewAreCountedFromThere() {
    calls(1_000, 900);
    Monitor rate = watching("error_rate", "calls:shop");
    host.look(rate);
    calls(50, 0);

    assertThat(metric(host.look(rate), "error_rate/calls:shop").currentValue()).isZero();
  }

  private void log(String file, String... lines) throws IOException {
    Files.write(
        home.resolve(file), List.of(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Monitor logs() {
    return host.base(home).option("paths", "app.log").monitor("log");
  }

  @Test
  void onlyLinesWrittenSinceTheFirstLookAreCounted() throws IOException {
    log("app.log", "ERROR old");
    Monitor log = logs();
    assertThat(host.look(log).findings()).isEmpty();
    log("app.log", "INFO all is well", "ERROR the mail server is gone", "NO ERRORS here");
    Finding found = only(host.look(log));

    assertThat(found.id()).isEqualTo("log.errors");
    assertThat(found.severity()).isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(found.message()).startsWith("1 lines of app.log in 300 s tell of errors");
    assertThat(found.evidence()).containsEntry("lines", "ERROR the mail server is gone");
  }

  @Test
  void aLineThatIsNotYetWholeWaits() throws IOException {
    log("app.log", "begin");
    Monitor log = logs();
    host.look(log);
    Files.writeString(home.resolve("app.log"), "ERR", StandardOpenOption.APPEND);
    assertThat(host.look(log).findings()).isEmpty();
    Files.writeString(home.resolve("app.log"), "OR now\n", StandardOpenOption.APPEND);
    assertThat(host.look(log).findings()).hasSize(1);
  }

  @Test
  void aRotatedFileIsReadToItsEndAndTheNewOneFromItsBegin() throws IOException {
    log("app.log", "begin");
    Monitor log = logs();
    host.look(log);
    log("app.log", "ERROR before");
    Files.move(home.resolve("app.log"), home.resolve("app.log.1"));
    log("app.log", "ERROR after");

    assertThat(only(host.look(log)).evidence()).containsEntry("lines", "ERROR before\nERROR after");
  }

  @Test
  void aFileThatWasCutIsReadFromItsBegin() throws IOException {
    log("app.log", "a long first line");
    Monitor log = logs();
    host.look(log);
    Files.writeString(home.resolve("app.log"), "ERROR x\n");

    assertThat(host.look(log).findings()).hasSize(1);
  }

  @Test
  void whatIsTooMuchToReadAtOnceIsLeftOutAndSaid() throws IOException {
    log("app.log", "begin");
    Monitor log = logs();
    host.look(log);
    Files.writeString(
        home.resolve("app.log"), "x".repeat(1_500_000) + "\nERROR y\n", StandardOpenOption.APPEND);

    assertThat(only(host.look(log)).evidence()).containsKey("skipped_bytes");
  }

  @Test
  void errorsOfLongAgoNoLongerCount() throws IOException {
    log("app.log", "begin");
    Monitor log = logs();
    host.look(log);
    log("app.log", "ERROR x");
    assertThat(host.look(log).findings()).hasSize(1);

    assertThat(host.looks(log, 14).findings()).isEmpty();
  }

  @Test
  void aLogFileThatIsNotThereIsNoData() {
    assertThat(host.look(logs()).noData().get(Subject.environment("log/app.log")))
        .contains("cannot be read");
  }

  /** A data source of which a test says what it gives. */
  private static DataSource source(Callable<Connection> connections) {
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

  /** Every byte comes in time, and the answer never ends. */
  @Test
  void anEndpointThatDripsHoldsUpNoLookAndNoThread() throws IOException, InterruptedException {
    host.config(new ErrorDetectionConfig(30, 80, 85, 5, 1, true, true, 300));
    CountDownLatch broken = new CountDownLatch(1);
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread dripping = new Thread(() -> drip(server, broken));
      dripping.setDaemon(true);
      dripping.start();
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
      Observation seen = host.option("urls", url).look(host.monitor("http"));

      assertThat(seen.metrics()).isEmpty();
      assertThat(broken.await(10, TimeUnit.SECONDS)).as("it was hung up").isTrue();
      Finding found = only(host.look(host.monitor("http")));
      assertThat(found.message()).contains("gave no answer within");
    }
  }

  private static void drip(ServerSocket server, CountDownLatch broken) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getOutputStream().write("HTTP/1.1 200 OK\r\nX-A: ".getBytes(US_ASCII));
        while (true) {
          socket.getOutputStream().write('a');
          socket.getOutputStream().flush();
          LockSupport.parkNanos(50_000_000);
        }
      } catch (IOException e) {
        broken.countDown();
      }
    }
  }

  @Test
  void aHandleThatCannotBeReadStopsNoOther() {
    Handle bad = handle("bad", null);
    Map<String, Double> hollow = new HashMap<>();
    hollow.put("active", null);
    Handle empty = handle("empty", hollow);
    Handle full = handle("full", Map.of("active", 10.0, "max_size", 10.0, "waiting", 3.0));
    host.handles(bad, empty, full);
    Observation seen = host.looks(host.monitor("pool"), 3);

    assertThat(only(seen).subject()).isEqualTo(Subject.environment("pool:full"));
    assertThat(seen.noData())
        .containsEntry(
            Subject.environment("pool:bad"),
            "pool:bad cannot be read: it gave back null in place of its readings")
        .containsEntry(
            Subject.environment("pool:empty"), "pool:empty cannot be read: active is null");
  }

  @SuppressWarnings("NullAway")
  private static Handle handle(String name, @Nullable Map<String, Double> readings) {
    return new Handle() {
      @Override
      public Target target() {
        return new Target("pool", name);
      }

      @Override
      public Map<String, Double> readings() {
        return readings;
      }

      @Override
      public List<Setting> settings() {
        return List.of();
      }
    };
  }
}
