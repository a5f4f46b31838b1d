package io.healing.core.detect.host;

import static io.healing.core.detect.host.Host.metric;
import static io.healing.core.detect.host.Host.only;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.healing.api.Subject;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EndpointRequirement;
import io.healing.api.environment.EnvironmentConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What listens is asked whether it answers, and nothing waits for it. */
class EndpointMonitorsTest {
  private final Host host = new Host();

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
}
