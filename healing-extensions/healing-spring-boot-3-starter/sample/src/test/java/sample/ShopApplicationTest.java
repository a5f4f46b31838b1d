package sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The application is started as its users do, and asked over HTTP. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class ShopApplicationTest {
  private static final String JOB = "sample.Prices.load";

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path home;

  private record Answer(int status, String body) {
    <T> T at(String path) {
      return JsonPath.read(body, path);
    }
  }

  private ConfigurableApplicationContext started(String... more) throws IOException {
    Path file = home.resolve("healing.yaml");
    if (Files.notExists(file)) {
      Files.writeString(file, "self_healing: { error_detection: { monitoring_interval: 1 } }\n");
    }
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--server.port=0");
    args.add("--prices.today=" + home.resolve("prices.csv"));
    args.add("--prices.every=100ms");
    args.add("--healing.config-file=" + file);
    args.add("--healing.health.refresh=100ms");
    return SpringApplication.run(ShopApplication.class, args.toArray(String[]::new));
  }

  private Answer get(ConfigurableApplicationContext shop, String path) {
    return send(shop, path, HttpRequest.newBuilder().GET());
  }

  private Answer post(ConfigurableApplicationContext shop, String path, String json) {
    return send(
        shop,
        path,
        HttpRequest.newBuilder()
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .header("Content-Type", "application/json"));
  }

  private Answer send(
      ConfigurableApplicationContext shop, String path, HttpRequest.Builder request) {
    String port = shop.getEnvironment().getProperty("local.server.port");
    try {
      HttpResponse<String> answer =
          http.send(
              request.uri(URI.create("http://localhost:" + port + "/actuator" + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(BooleanSupplier happened) {
    while (!happened.getAsBoolean()) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  private boolean hasIncident(ConfigurableApplicationContext shop) {
    return hasIncident(shop, JOB);
  }

  private boolean hasIncident(ConfigurableApplicationContext shop, String job) {
    List<String> subjects = get(shop, "/healing/incidents").at("$[*].subject");
    return subjects.contains(job);
  }

  @Test
  void aScheduledMethodThatFailsIsSeenOverHttpAndNothingIsDoneToTheApplication() throws Exception {
    try (ConfigurableApplicationContext shop = started()) {
      until(() -> hasIncident(shop) && hasIncident(shop, "invoices"));

      until(() -> get(shop, "/healing").<Integer>at("$.jobs") == 3);
      assertThat(get(shop, "/healing").<Boolean>at("$.running")).isTrue();
      String why = "/healing/why/" + JOB;
      until(() -> !get(shop, why).body().contains("Nothing had to be decided"));
      assertThat(get(shop, why).<String>at("$.text")).isNotBlank();
      assertThat(get(shop, "/healing/actions").<List<Object>>at("$")).isEmpty();
      assertThat(get(shop, "/healing/nothing").status()).isEqualTo(404);
      assertThat(get(shop, "/healing/nothing").body()).contains("why/JOB");
      assertThat(post(shop, "/healing/pause", "{\"reason\":\"x\",\"person\":\"Ann\"}").status())
          .isEqualTo(405);

      until(() -> get(shop, "/health").<Integer>at("$.components.healing.details.incidents") > 0);
      assertThat(get(shop, "/health").status()).isEqualTo(200);
      assertThat(get(shop, "/health").<String>at("$.components.healing.status")).isEqualTo("UP");
      assertThat(get(shop, "/health/liveness").body()).doesNotContain("healing");
      assertThat(get(shop, "/health/readiness").body()).doesNotContain("healing");
    }
    assertThat(home.resolve(".healing/healing.db")).exists();
  }

  @Test
  void whatIsSeenAndAPauseOutliveARestart() throws Exception {
    String write = "--healing.endpoint.write=true";
    String incident;
    try (ConfigurableApplicationContext shop = started(write)) {
      until(() -> hasIncident(shop));
      incident = id(shop);
      assertThat(post(shop, "/healing/pause", "{\"person\":\"Ann\"}").body()).contains("reason");
      Answer paused = post(shop, "/healing/pause", "{\"reason\":\"stock\",\"person\":\"Ann\"}");
      assertThat(paused.status()).as(paused.body()).isEqualTo(200);
    }

    try (ConfigurableApplicationContext shop = started(write, ofReadme())) {
      assertThat(id(shop)).isEqualTo(incident);
      String said = "$.components.healing.details.paused";
      until(() -> get(shop, "/health").body().contains("stock"));
      assertThat(get(shop, "/health").<String>at(said)).contains("stock");
      assertThat(get(shop, "/health").<String>at("$.components.healing.status")).isEqualTo("UP");
      assertThat(post(shop, "/healing/resume", "{\"person\":\"Ann\"}").status()).isEqualTo(200);
      until(() -> !get(shop, "/health").body().contains("stock"));
      assertThat(post(shop, "/healing/approve/s999999/ab", "{\"person\":\"Ann\"}").status())
          .isEqualTo(409);
    }
  }

  /** With the configuration that README shows. */
  private String ofReadme() throws IOException {
    String readme = Files.readString(Path.of("../../../README.md"));
    int begin = readme.indexOf("# application.yaml");
    String block = readme.substring(begin, readme.indexOf("```", begin));
    Path file = Files.writeString(home.resolve("readme.yaml"), block);
    return "--spring.config.additional-location=" + file.toUri();
  }

  private String id(ConfigurableApplicationContext shop) {
    return get(shop, "/healing/incidents").<List<String>>at("$[?(@.subject=='" + JOB + "')].id")
        .get(0);
  }

  @Test
  void anEnvironmentWithErrorsIsToldToAPersonAndNoBeanIsMade(CapturedOutput output)
      throws Exception {
    Files.writeString(home.resolve("healing.yaml"), "environment:\n  directories: [data]\n");

    assertThatThrownBy(() -> started("--healing.start-gate=fail")).isNotNull();

    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("The environment has errors:")
        .contains("The directory data is missing")
        .contains("healing.start-gate=heal")
        .doesNotContain("Tomcat initialized");
  }

  @Test
  void aKeyThatIsNotKnownIsRefused(CapturedOutput output) {
    assertThatThrownBy(() -> started("--healing.start-gat=fail")).isNotNull();

    assertThat(output).contains("APPLICATION FAILED TO START").contains("start-gat");
  }

  @Test
  void switchedOffThereIsNothing() throws Exception {
    try (ConfigurableApplicationContext shop = started("--healing.enabled=false")) {
      assertThat(get(shop, "/healing").status()).isEqualTo(404);
      assertThat(get(shop, "/health").body()).doesNotContain("\"healing\"");
    }
    assertThat(home.resolve(".healing")).doesNotExist();
  }
}
