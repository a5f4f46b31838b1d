package sample;

import static org.assertj.core.api.Assertions.assertThat;
import static sample.Shop.until;

import io.healing.core.Healing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the application told a person in its log is what that person can do over HTTP. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class ToldWaysTest {
  private static final String WRITE = "--healing.endpoint.write=true";
  private static final String GOOD = "7.50\n12.00\n";
  private static final Pattern ASKED =
      Pattern.compile("(?s)A person is asked about sample\\.Prices\\.load: .*?\nTo stop: [^\n]*");
  private static final Pattern GET = Pattern.compile("GET (/\\S+)");
  private static final Pattern APPROVE =
      Pattern.compile("POST (/\\S+/approve/s\\d+/[0-9a-f]{64}) with (\\{[^}]*})");
  private static final Pattern PORT = Pattern.compile("the port is (\\d+)");

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path home;
  private Path prices;

  @BeforeEach
  void pricesOfToday() throws IOException {
    prices = Files.writeString(home.resolve("prices.csv"), GOOD);
    Files.writeString(
        home.resolve("healing.yaml"),
        "self_healing: { error_detection: { monitoring_interval: 1 } }\n"
            + "jobs:\n"
            + "  sample.Prices.load:\n"
            + "    files: [prices.csv]\n"
            + "    self_healing: { suggestions: { notify_channel: log } }\n");
  }

  /**
   * Breaks the file of the job when it ran well, never leaving it empty for a run in between, and
   * waits for the question to a person.
   */
  private String asked(Shop shop, CapturedOutput output) throws IOException {
    Healing healing = shop.application().getBean(Healing.class);
    until(() -> healing.admin().runs(Shop.JOB).size() > 10);
    Files.writeString(prices, "7.5O\n12.00\n", StandardOpenOption.WRITE);
    until(() -> ASKED.matcher(output).find());
    return one(ASKED, output.toString(), 0);
  }

  private static String one(Pattern pattern, String text, int group) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(group);
  }

  private HttpResponse<String> send(String port, String path, HttpRequest.Builder request)
      throws Exception {
    URI uri = URI.create("http://localhost:" + port + path);
    return http.send(request.uri(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Does exactly what the message says, with a name in the place of NAME. */
  private void approvedAs(String said, String port) throws Exception {
    HttpResponse<String> shown = send(port, one(GET, said, 1), HttpRequest.newBuilder().GET());
    assertThat(shown.statusCode()).as(said).isEqualTo(200);
    assertThat(shown.body()).contains("plan hash");

    String body = one(APPROVE, said, 2).replace("NAME", "Ann");
    HttpResponse<String> approved =
        send(
            port,
            one(APPROVE, said, 1),
            HttpRequest.newBuilder()
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json"));
    assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
    until(() -> content().equals(GOOD));
  }

  private String content() {
    try {
      return Files.readString(prices);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String port(Shop shop) {
    return shop.application().getEnvironment().getProperty("local.server.port");
  }

  @Test
  void whatTheMessageSaysApprovesTheChangeAndItIsCarriedOut(CapturedOutput output)
      throws Exception {
    try (Shop shop = Shop.started(home, WRITE)) {
      String said = asked(shop, output);

      assertThat(said)
          .contains("POST /actuator/healing/pause with {\"person\":\"NAME\",\"reason\":\"TEXT\"}")
          .contains("Now: it waits for a person's approval, because")
          .doesNotContain("healing approve", "healing.admin()", "refused");
      approvedAs(said, port(shop));
    }
  }

  @Test
  void everySettingOfThePathAndThePortIsInTheMessage(CapturedOutput output) throws Exception {
    try (Shop shop =
        Shop.started(
            home,
            WRITE,
            "--management.server.port=0",
            "--management.server.base-path=/inside",
            "--management.endpoints.web.base-path=/manage",
            "--management.endpoints.web.path-mapping.healing=care")) {
      String said = asked(shop, output);

      assertThat(said).contains("GET /inside/manage/care/show/s");
      assertThat(one(PORT, said, 1)).isNotEqualTo(port(shop));
      approvedAs(said, one(PORT, said, 1));
    }
  }

  @Test
  void underAContextPathTheMessageSaysSoAndWhichPropertyLetsAPostThrough(CapturedOutput output)
      throws Exception {
    try (Shop shop =
        Shop.started(
            home, "--server.servlet.context-path=/shop", "--spring.mvc.servlet.path=/api")) {
      String said = asked(shop, output);

      assertThat(said)
          .contains("GET /shop/api/actuator/healing/why/i-")
          .contains("A POST is refused until healing.endpoint.write=true is set.");
      assertThat(send(port(shop), one(GET, said, 1), HttpRequest.newBuilder().GET()).statusCode())
          .isEqualTo(200);
      String why =
          send(
                  port(shop),
                  "/shop/api/actuator/healing/why/" + Shop.JOB + "?as=text",
                  HttpRequest.newBuilder().GET())
              .body();
      assertThat(why.strip())
          .contains("waits for a person: GET /shop/api/actuator/healing/show/s")
          .endsWith("A POST is refused until healing.endpoint.write=true is set.");
    }
  }

  @Test
  void whereTheEndpointIsNotExposedTheCommandLineIsNamed(CapturedOutput output) throws Exception {
    try (Shop shop =
        Shop.started(home, WRITE, "--management.endpoints.web.exposure.include=health")) {
      assertThat(asked(shop, output))
          .contains("healing approve s", "-c " + home.resolve("healing.yaml"))
          .doesNotContain("POST");
    }
  }
}
