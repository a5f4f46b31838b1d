package sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sample.Shop.JOB;
import static sample.Shop.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The application is started as its users do, and asked over HTTP. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class ShopApplicationTest {
  @TempDir Path home;

  @Test
  void aScheduledMethodThatFailsIsSeenOverHttpAndNothingIsDoneToTheApplication() throws Exception {
    try (Shop shop = Shop.started(home)) {
      until(() -> shop.hasIncident(JOB) && shop.hasIncident("invoices"));

      until(() -> shop.get("/healing").<Integer>at("$.jobs") == 3);
      assertThat(shop.get("/healing").<Boolean>at("$.running")).isTrue();
      String why = "/healing/why/" + JOB;
      until(() -> !shop.get(why).body().contains("Nothing had to be decided"));
      assertThat(shop.get(why).<String>at("$.text")).isNotBlank();
      assertThat(shop.get("/healing/actions").<List<Object>>at("$")).isEmpty();
      assertThat(shop.get("/healing/nothing").status()).isEqualTo(404);
      assertThat(shop.get("/healing/nothing").body()).contains("why/JOB");
      assertThat(shop.get(why + "?as=text").body()).contains(JOB).doesNotStartWith("{");

      until(() -> shop.get("/health").<Integer>at("$.components.healing.details.incidents") > 0);
      assertThat(shop.get("/health").status()).isEqualTo(200);
      assertThat(shop.get("/health").<String>at("$.components.healing.status")).isEqualTo("UP");
      assertThat(shop.get("/health/liveness").body()).doesNotContain("healing");
      assertThat(shop.get("/health/readiness").body()).doesNotContain("healing");
    }
    assertThat(home.resolve(".healing/healing.db")).exists();
  }

  @Test
  void whatIsExplainedIsPlainTextForWhoAcceptsOnlyThatAndJsonForAllOthers() throws Exception {
    try (Shop shop = Shop.started(home)) {
      String why = "/healing/why/" + JOB;
      until(() -> shop.get(why).status() == 200);
      until(() -> !shop.get(why).body().contains("Nothing had to be decided"));
      Shop.Answer text = shop.get(why, "text/plain");

      assertThat(text.status()).isEqualTo(200);
      assertThat(text.type()).startsWith("text/plain").containsIgnoringCase("utf-8");
      assertThat(text.body()).contains(JOB).endsWith("\n").doesNotContain("\\n", "{\"");
      assertThat(shop.get(why + "?as=text").type()).startsWith("text/plain");
      for (String json : List.of("*/*", "application/json", "application/json, text/plain, */*")) {
        assertThat(shop.get(why, json).<String>at("$.text")).as(json).contains(JOB);
      }
      Shop.Answer actuator = shop.get(why, "application/vnd.spring-boot.actuator.v3+json");
      assertThat(actuator.<String>at("$.text")).contains(JOB);
      Shop.Answer none = shop.get("/healing/show/s999", "text/plain");
      assertThat(none.status()).isEqualTo(404);
      assertThat(none.body()).contains("s999").doesNotContain("{");
      Shop.Answer list = shop.get("/healing/actions", "text/plain");
      assertThat(list.type()).startsWith("application/json");
      assertThat(list.<List<Object>>at("$")).isEmpty();
    }
  }

  @Test
  void theJobsAreListedWithTheIdsThatTheConfigurationNames() throws Exception {
    try (Shop shop = Shop.started(home)) {
      String load = "$[?(@.id=='" + JOB + "')]";
      until(() -> !shop.get("/healing/jobs").<List<String>>at(load + ".last").isEmpty());

      assertThat(shop.get("/healing/jobs").<List<String>>at("$[*].id")).contains(JOB).isSorted();
      assertThat(shop.get("/healing/jobs/x").status()).isEqualTo(404);
    }
  }

  @Test
  void oneIncidentIsAskedForByItsIdAndItsDiagnosisIsAnObject() throws Exception {
    try (Shop shop = Shop.started(home)) {
      until(() -> shop.hasIncident(JOB));
      String one = "/healing/incidents/" + id(shop);
      until(() -> shop.get(one).body().contains("\"diagnosis\""));

      assertThat(shop.get(one).<String>at("$.subject")).isEqualTo(JOB);
      assertThat(shop.get(one).<String>at("$.diagnosis.cause")).isNotBlank();
      assertThat(shop.get("/healing/incidents").<List<String>>at("$[*].diagnosis.cause"))
          .isNotEmpty();
      assertThat(shop.get("/healing/incidents/i-00000000").status()).isEqualTo(404);
    }
  }

  @Test
  void theLogSaysAtTheStartThatHealingRunsWithItsStoreItsJobsAndItsConfiguration(
      CapturedOutput output) throws Exception {
    try (Shop shop = Shop.started(home)) {
      String line =
          output.toString().lines().filter(l -> l.contains("Healing observes")).findFirst().get();

      assertThat(line)
          .contains("2 scheduled methods [" + JOB.replace("load", "cleanUp") + ", " + JOB + "]")
          .contains("the jobs of [quartz:quartzScheduler]")
          .contains(home.resolve(".healing/healing.db").toString())
          .contains("configuration: " + home.resolve("healing.yaml"));
      assertThat(shop.get("/healing").status()).isEqualTo(200);
    }
  }

  @Test
  void whatIsSeenAndAPauseOutliveARestart() throws Exception {
    String write = "--healing.endpoint.write=true";
    String incident;
    try (Shop shop = Shop.started(home, write)) {
      until(() -> shop.hasIncident(JOB));
      incident = id(shop);
      Shop.Answer paused = shop.post("/healing/pause", "{\"reason\":\"stock\",\"person\":\"Ann\"}");
      assertThat(paused.status()).as(paused.body()).isEqualTo(200);
    }

    try (Shop shop = Shop.started(home, write, ofReadme())) {
      assertThat(id(shop)).isEqualTo(incident);
      String said = "$.components.healing.details.paused";
      until(() -> shop.get("/health").body().contains("stock"));
      assertThat(shop.get("/health").<String>at(said)).contains("stock");
      assertThat(shop.get("/health").<String>at("$.components.healing.status")).isEqualTo("UP");
      assertThat(shop.post("/healing/resume", "{}").status()).isEqualTo(200);
      until(() -> !shop.get("/health").body().contains("stock"));
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

  private String id(Shop shop) {
    return shop.get("/healing/incidents")
        .<List<String>>at("$[?(@.subject=='" + JOB + "' && @.finding=='job.failed')].id")
        .get(0);
  }

  @Test
  void anEnvironmentWithErrorsIsToldToAPersonAndNoBeanIsMade(CapturedOutput output)
      throws Exception {
    Files.writeString(home.resolve("healing.yaml"), "environment:\n  directories: [data]\n");

    assertThatThrownBy(() -> Shop.started(home, "--healing.start-gate=fail")).isNotNull();

    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("The environment has errors:")
        .contains("The directory data is missing")
        .contains("healing.start-gate=heal")
        .doesNotContain("Tomcat initialized");
  }

  @Test
  void twoDatabasesAreRefusedWithBothPlaces(CapturedOutput output) throws Exception {
    Files.writeString(
        home.resolve("healing.yaml"), "self_healing: { database_url: 'jdbc:sqlite:one.db' }\n");
    Path two = home.resolve("two.db");

    assertThatThrownBy(() -> Shop.started(home, "--healing.store.path=" + two)).isNotNull();

    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("Two databases are named: healing.store.path is " + two)
        .contains("self_healing.database_url is jdbc:sqlite:one.db")
        .contains("Leave one of them away")
        .doesNotContain("Tomcat initialized");
    assertThat(two).doesNotExist();
    assertThat(home.resolve("one.db")).doesNotExist();
  }

  @Test
  void theSamplesAreOfTheRevisionThatTheyAreBuiltWith() throws Exception {
    String parent = Files.readString(Path.of("../../../pom.xml"));
    int begin = parent.indexOf("<revision>");
    String revision = parent.substring(begin, parent.indexOf("</revision>", begin));

    for (String sample : List.of("3-starter/sample", "4-starter/sample")) {
      for (String kind : List.of("", "-runners")) {
        Path pom = Path.of("../../healing-spring-boot-" + sample + kind + "/pom.xml");
        assertThat(pom).content().contains(revision + "</revision>");
      }
    }
  }

  @Test
  void aKeyThatIsNotKnownIsRefused(CapturedOutput output) {
    assertThatThrownBy(() -> Shop.started(home, "--healing.start-gat=fail")).isNotNull();

    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("healing.start-gat is not known: \"healing.start-gat\" from property source")
        .contains("Maybe healing.start-gate.")
        .contains("Known are healing.config-file, healing.discover-plugins, healing.enabled,")
        .doesNotContain("left unbound");
  }

  @Test
  void switchedOffThereIsNothing() throws Exception {
    try (Shop shop = Shop.started(home, "--healing.enabled=false")) {
      assertThat(shop.get("/healing").status()).isEqualTo(404);
      assertThat(shop.get("/health").body()).doesNotContain("\"healing\"");
    }
    assertThat(home.resolve(".healing")).doesNotExist();
  }
}
