package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.notify.DeliveryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhook as it is configured: what is stored is sent once, whatever happens in between. */
class StoredMessagesTest {
  private static final String JOB = "import";

  @TempDir Path home;

  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String retryAfter = "";

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private int listen(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::take);
    server.start();
    return server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    ids.add(exchange.getRequestHeaders().getFirst("Healing-Id"));
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private House.Plan plan(int port) {
    DeliveryConfig delivery =
        DeliveryConfig.defaults()
            .withGroupWindow(Duration.ZERO)
            .withReminders(0, Duration.ofDays(1));
    return House.in(home)
        .config(
            config ->
                config
                    .withDelivery(delivery)
                    .withPlugins(
                        Map.of(
                            "healing.notify-webhook",
                            Map.of("url", "http://127.0.0.1:" + port + "/in"))))
        .job(toTheWebhook(JOB));
  }

  private static JobConfig toTheWebhook(String id) {
    JobConfig job = JobConfig.of(JobDefinition.of(id));
    SelfHealingConfig own = job.selfHealing();
    return job.withSelfHealing(own.withSuggestions(own.suggestions().withNotifyChannel("webhook")));
  }

  private static House fail(House house) {
    house.runner.does(
        JOB,
        log -> {
          throw new IllegalStateException("odd");
        });
    return house.tick(Duration.ofMinutes(1)).run(JOB).tick(Duration.ofSeconds(31));
  }

  @Test
  void aUserWhoWritesWebhookGetsTheMessage() throws IOException {
    try (House house = fail(plan(listen(0)).open())) {
      assertThat(house.admin().why(JOB)).isNotBlank();
      assertThat(bodies)
          .singleElement()
          .asString()
          .startsWith("{\"version\":1,\"id\":\"m-")
          .containsPattern(
              "\"program\":\"(\\w+)\",\"host\":\"([^\"]+)\".*\"text\":\"Program: \\1 on \\2\\\\n")
          .contains("\"kind\":\"give_up\"", "\"subject\":\"import\"", "odd", "healing pause");
    }
  }

  @Test
  void whatCouldNotBeSentIsSentAfterTheRestartOnce() throws IOException {
    int port = listen(0);
    server.stop(0);
    House.Plan plan = plan(port);
    House first = fail(plan.open()).ticks(3, Duration.ofSeconds(31));
    assertThat(first.store.states().all("healing.notify.waiting")).hasSize(1);
    assertThat(first.admin().incidents())
        .anyMatch(i -> i.subject().name().equals("@healing/healing.notify-webhook"));
    Instant stopped = first.now();
    first.close();

    listen(port);
    try (House house = plan.from(stopped).open()) {
      house.ticks(5, Duration.ofSeconds(31));
      assertThat(ids)
          .filteredOn(id -> bodies.get(ids.indexOf(id)).contains("job.failed"))
          .hasSize(1);
      assertThat(house.store.states().all("healing.notify.waiting")).isEmpty();
      assertThat(house.admin().incidents())
          .noneMatch(i -> i.subject().name().equals("@healing/healing.notify-webhook"));
    }
  }

  @Test
  void aServerThatSaysWhenToComeAgainIsLeftAloneForThatTimeAndItsRefusalsDoNotCount()
      throws IOException {
    status = 429;
    retryAfter = "60";
    JobConfig other = toTheWebhook("other");
    try (House house = fail(plan(listen(0)).job(other).open())) {
      house.runner.does(
          "other",
          log -> {
            throw new IllegalStateException("odd");
          });
      house.run("other").tick(Duration.ofSeconds(31));
      assertThat(ids).as("also the other message waits").hasSize(1);

      house.ticks(5, Duration.ofSeconds(61));
      assertThat(ids).as("three and more refusals rest nobody").hasSizeGreaterThan(4);
      status = 200;
      retryAfter = "";
      house.ticks(3, Duration.ofSeconds(61));
      assertThat(house.store.states().all("healing.notify.waiting")).isEmpty();
    }
  }

  @Test
  void aFaultOfTheServerIsTriedAgainUnderTheSameId() throws IOException {
    status = 500;
    try (House house = fail(plan(listen(0)).open())) {
      assertThat(ids).hasSize(1);
      status = 200;
      house.ticks(3, Duration.ofSeconds(10));

      assertThat(ids.get(1)).isEqualTo(ids.get(0));
      assertThat(house.store.states().all("healing.notify.waiting")).isEmpty();
    }
  }
}
