package sample;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application, started as its users do, and asked over HTTP. */
final class Shop implements AutoCloseable {
  static final String JOB = "sample.Prices.load";
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext application;

  private Shop(ConfigurableApplicationContext application) {
    this.application = application;
  }

  record Answer(int status, String body, String type) {
    <T> T at(String path) {
      return JsonPath.read(body, path);
    }
  }

  /** Starts it in a directory, with further options. */
  static Shop started(Path home, String... more) throws IOException {
    return started(home, List.of(), more);
  }

  /** The same with further configurations. */
  static Shop started(Path home, List<Class<?>> parts, String... more) throws IOException {
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
    return new Shop(
        new SpringApplicationBuilder(ShopApplication.class)
            .sources(parts.toArray(Class<?>[]::new))
            .run(args.toArray(String[]::new)));
  }

  ConfigurableApplicationContext application() {
    return application;
  }

  Answer get(String path) {
    return send(path, HttpRequest.newBuilder().GET());
  }

  /** What is answered to who accepts only this. */
  Answer get(String path, String accept) {
    return send(path, HttpRequest.newBuilder().GET().header("Accept", accept));
  }

  /** What the endpoint is told as JSON. */
  Answer post(String path, String json) {
    return send(
        path,
        HttpRequest.newBuilder()
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .header("Content-Type", "application/json"));
  }

  private Answer send(String path, HttpRequest.Builder request) {
    String port = application.getEnvironment().getProperty("local.server.port");
    URI uri = URI.create("http://localhost:" + port + "/actuator" + path);
    try {
      HttpResponse<String> answer =
          http.send(
              request.uri(uri).timeout(LONGEST).build(), HttpResponse.BodyHandlers.ofString());
      String type = answer.headers().firstValue("Content-Type").orElse("");
      return new Answer(answer.statusCode(), answer.body(), type);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void until(BooleanSupplier happened) {
    while (!happened.getAsBoolean()) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  boolean hasIncident(String job) {
    List<String> subjects = get("/healing/incidents").at("$[*].subject");
    return subjects.contains(job);
  }

  @Override
  public void close() {
    application.close();
  }
}
