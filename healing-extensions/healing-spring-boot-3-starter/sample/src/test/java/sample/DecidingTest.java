package sample;

import static org.assertj.core.api.Assertions.assertThat;
import static sample.Shop.until;

import io.healing.core.Healing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person decides over HTTP. */
@Timeout(120)
class DecidingTest {
  private static final String WRITE = "--healing.endpoint.write=true";
  private static final String ANN = "{\"person\":\"Ann\"}";
  private static final String GOOD = "7.50\n12.00\n";
  private static final String BROKEN = "7.5O\n12.00\n";

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

  private static String one(Shop shop, String path) {
    List<String> found = shop.get("/healing/suggestions").at(path);
    return found.isEmpty() ? "" : found.get(0);
  }

  /** Waits until the job ran well, breaks its file, and waits for a suggestion with a plan. */
  private String broken(Shop shop) throws IOException {
    until(() -> ranWell(shop));
    Files.writeString(prices, BROKEN, StandardOpenOption.WRITE);
    until(() -> !one(shop, "$[?(@.plan)].id").isEmpty());
    return one(shop, "$[?(@.plan)].id");
  }

  private static boolean ranWell(Shop shop) {
    return shop.application().getBean(Healing.class).admin().runs(Shop.JOB).size() > 10;
  }

  @Test
  void whatIsApprovedIsDoneAndCanBeTakenBack() throws Exception {
    try (Shop shop = Shop.started(home, WRITE)) {
      String id = broken(shop);
      String plan = one(shop, "$[?(@.id=='" + id + "')].plan");
      String approve = "/healing/approve/" + id + "/";

      Shop.Answer other = shop.post(approve + "0000", ANN);
      assertThat(other.status()).as(other.body()).isEqualTo(409);
      assertThat(prices).hasContent(BROKEN);

      Shop.Answer approved = shop.post(approve + plan, ANN);
      assertThat(approved.status()).as(approved.body()).isEqualTo(200);
      assertThat(approved.<String>at("$.done")).isEqualTo("approve");
      assertThat(approved.<String>at("$.next")).contains("carried out", "show/" + id);
      until(() -> shop.get("/healing/actions").body().contains("\"success\""));
      assertThat(prices).hasContent(GOOD);
      assertThat(shop.post(approve + plan, ANN).status()).isEqualTo(409);

      String action = shop.get("/healing/actions").<List<String>>at("$[*].id").get(0);
      assertThat(shop.get("/healing/show/" + action).<String>at("$.text")).contains("Ann");
      Shop.Answer back = shop.post("/healing/rollback/" + action, ANN);
      assertThat(back.status()).as(back.body()).isEqualTo(200);
      assertThat(prices).hasContent(BROKEN);
      assertThat(shop.get("/healing/actions").body()).contains("\"rolled_back\"");
      Shop.Answer twice = shop.post("/healing/rollback/" + action, ANN);
      assertThat(twice.status()).as(twice.body()).isEqualTo(409);
    }
  }

  @Test
  void whatIsRejectedIsNotDoneAndNobodyIsHeardWithoutAName() throws Exception {
    try (Shop shop = Shop.started(home, WRITE)) {
      String id = broken(shop);
      String reject = "/healing/reject/" + id;

      assertThat(shop.post(reject, ANN).status()).isEqualTo(400);
      assertThat(shop.post(reject, ANN).<String>at("$.refused")).contains("\"reason\" is needed");
      Shop.Answer nobody = shop.post(reject, "{\"reason\":\"no\"}");
      assertThat(nobody.status()).isEqualTo(400);
      assertThat(nobody.<String>at("$.refused")).contains("\"person\" is needed");
      assertThat(shop.post(reject, "{\"reason\":").status()).isEqualTo(400);
      assertThat(shop.post(reject, "[1]").status()).isEqualTo(400);
      assertThat(shop.post(reject, "").status()).isEqualTo(400);
      assertThat(shop.post("/healing/reject/seven", ANN).status()).isEqualTo(400);
      assertThat(shop.post("/healing/approve/" + id, ANN).<String>at("$.refused"))
          .contains("hash of the plan");
      assertThat(shop.get("/healing/suggestions").body()).contains("\"" + id + "\"");

      Shop.Answer no = shop.post(reject, "{\"reason\":\"a test\",\"person\":\"Ann\"}");
      assertThat(no.status()).as(no.body()).isEqualTo(200);
      assertThat(shop.get("/healing/show/" + id).<String>at("$.text"))
          .contains("rejected", "a test", "Ann");
      assertThat(prices).hasContent(BROKEN);
    }
  }

  @Test
  void aNoIsLiftedAndAnIncidentIsTriedAgainAndEndedOverHttp() throws Exception {
    try (Shop shop = Shop.started(home, WRITE)) {
      String id = broken(shop);
      String no = "{\"reason\":\"a test\",\"person\":\"Ann\"}";
      assertThat(shop.post("/healing/lift/" + id, ANN).status()).isEqualTo(409);
      assertThat(shop.post("/healing/reject/" + id, no).status()).isEqualTo(200);

      Shop.Answer lifted = shop.post("/healing/lift/" + id, ANN);
      assertThat(lifted.status()).as(lifted.body()).isEqualTo(200);
      assertThat(lifted.<String>at("$.next")).contains("proposed again");
      List<String> incidents = shop.get("/healing/incidents").at("$[*].id");
      assertThat(shop.post("/healing/retry/" + incidents.get(0), ANN).status()).isEqualTo(200);
      assertThat(shop.post("/healing/end/" + incidents.get(0), ANN).status()).isEqualTo(200);
      assertThat(shop.post("/healing/end/i-00000000", ANN).status()).isEqualTo(404);
      assertThat(shop.post("/healing/end", ANN).status()).isEqualTo(400);
      assertThat(shop.post("/healing/review/" + Shop.JOB, ANN).status()).isEqualTo(200);
      assertThat(shop.post("/healing/review/nobody", ANN).status()).isEqualTo(404);
    }
  }

  @Test
  void whatIsAppliedOverHttpIsDoneAtOnce() throws Exception {
    try (Shop shop = Shop.started(home, WRITE)) {
      String id = broken(shop);

      Shop.Answer applied = shop.post("/healing/apply/" + id, ANN);

      assertThat(applied.status()).as(applied.body()).isEqualTo(200);
      assertThat(applied.<String>at("$.next")).isEqualTo("done");
      assertThat(prices).hasContent(GOOD);
    }
  }

  @Test
  void whatIsNotThereAnswersWithASentence() throws Exception {
    try (Shop shop = Shop.started(home, WRITE)) {
      for (String path : List.of("approve/s999/ab", "rollback/a999", "dance")) {
        Shop.Answer answer = shop.post("/healing/" + path, ANN);
        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(answer.<String>at("$.refused")).startsWith("There is no ");
      }
      Shop.Answer reject =
          shop.post("/healing/reject/s999", "{\"reason\":\"x\",\"person\":\"Ann\"}");
      assertThat(reject.status()).isEqualTo(404);
      assertThat(reject.<String>at("$.refused")).contains("s999");
    }
  }

  @Test
  void nothingIsDecidedWhereThatIsNotSwitchedOn() throws Exception {
    try (Shop shop = Shop.started(home)) {
      for (String path : List.of("approve/s1/ab", "reject/s1", "rollback/a1", "pause", "resume")) {
        assertThat(shop.post("/healing/" + path, "{\"reason\":\"x\",\"person\":\"Ann\"}").status())
            .isEqualTo(405);
      }
      assertThat(shop.get("/healing").body()).doesNotContain("paused");
    }
  }
}
