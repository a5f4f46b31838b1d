package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.healing.api.Samples;
import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.store.ActionEntry;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every command shows of one store, letter for letter. */
class ScreensTest extends FilledScreen {
  @Test
  void jobs() {
    assertThat(screen("jobs"))
        .containsExactly(
            "JOB          HEALED  LAST RUN             OUTCOME  TOOK   INCIDENTS  ERROR",
            "other        no      -                    -        -      0          -",
            "report       no      2026-11-02 12:01:00  failure  1.0 s  1          java.io.IO…",
            "évil\\u001b…  no      2026-11-02 12:00:00  success  1.0 s  0          -");
  }

  @Test
  void incidents() {
    assertThat(screen("incidents"))
        .allSatisfy(line -> assertThat(Printable.width(line)).isLessThanOrEqualTo(80))
        .element(1)
        .asString()
        .startsWith("i-0123abcd  report   high      open");
  }

  @Test
  void suggestionsActionsAndReviews() throws IOException {
    assertThat(screen("suggestions").get(1)).startsWith("s1  report  pending");
    assertThat(json("suggestions", "--json").get(0).get("standing").asText()).isEqualTo("pending");
    assertThat(screen("actions").get(1)).startsWith("a1  report");
    assertThat(screen("reviews").get(1))
        .startsWith("r1  report  completed  2026-11-02 12:00:00  7     200    3");
    assertThat(screen("suggestions", "--status", "applied"))
        .containsExactly("There is no suggestion.");
    assertThat(screen("actions", "--job", "other")).containsExactly("Nothing was changed.");
  }

  @Test
  void status() throws IOException {
    assertThat(screen("status"))
        .startsWith(
            "database                " + database,
            "health                  warning",
            "processes               none is running",
            "paused                  no",
            "jobs                    2",
            "incidents               1",
            "pending suggestions     1",
            "of these advice         0",
            "approved suggestions    0",
            "actions                 0 verified, 0 ineffective, 0 inconclusive",
            "uptime                  -",
            "success rate            -",
            "mean time to detection  -",
            "mean time to recovery   -")
        .contains("incidents 30 days       " + json("status", "--json").get("incidents_30_days"));
  }

  @Test
  void statusSaysOfHowManyIncidentsItsTimesAndKindsAre() {
    Instant now = InstantSource.system().instant();
    try (SqliteHealingStore store = SqliteHealingStore.open(database)) {
      store.transaction(
          () -> {
            for (int i = 0; i < 1_005; i++) {
              String id = "i-%08d".formatted(i);
              store.incidents().save(Samples.incident(id, "j" + i, "f", now));
            }
            return true;
          });
    }
    assertThat(screen("status"))
        .anyMatch(line -> line.matches("incidents 30 days       100[56]"))
        .contains("times and kinds of      the newest 1000");
  }

  @Test
  void insightsOfNothingAreNone() throws IOException {
    assertThat(screen("insights")).containsExactly("No action has an outcome yet.");
    assertThat(json("insights", "--json").get("by_action")).isEmpty();
  }

  @Test
  void insightsAreTablesAndSentences() throws IOException {
    judge(VerificationState.VERIFIED);
    assertThat(screen("insights"))
        .containsExactly(
            "ACTION       HELPED  OF  SHARE  95 % CERTAIN  SCORE",
            "edit_config  1       1   1.00   0.21 to 1.00  1.00",
            "",
            "trend of the scores: unknown",
            "",
            "What repairs that helped have in common:",
            "  1 of 1 that helped were proven within 150 s of the detection",
            "  1 of 1 that helped needed one attempt",
            "  1 of 1 that helped needed at most two attempts");
    JsonNode rate = json("insights", "--json").get("by_action").get(0);
    assertThat(rate.get("low").asDouble()).isBetween(0.2, 0.21);
    assertThat(rate.get("name").asText()).isEqualTo("edit_config");
  }

  private void judge(VerificationState state) {
    try (SqliteHealingStore store = SqliteHealingStore.open(database)) {
      ActionEntry entry = store.actions().find(1).orElseThrow();
      Verification answer =
          entry.detail().verification().decided(state, Samples.NOON.plusSeconds(60), "it ran well");
      store.actions().update(new ActionEntry(entry.row(), entry.detail().withVerification(answer)));
    }
  }

  @Test
  void shadowTellsWhatWasLeftToAPerson() throws IOException {
    assertThat(screen("shadow", "--since", "99999d").get(0)).startsWith("1 change was left");
    assertThat(screen("shadow", "--since", "99999d"))
        .contains("  1 cannot be judged")
        .element(6)
        .asString()
        .startsWith("s1  report: ");
    JsonNode report = json("shadow", "--since", "99999d", "--json");
    assertThat(report.get("totals").get("unknown").asInt()).isEqualTo(1);
    assertThat(report.get("entries").get(0).get("suggestion").asText()).isEqualTo("s1");
    assertThat(screen.call("shadow", "--since", "soon")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("500ms, 30s, 10m, 2h or 1d");
  }

  @Test
  void everyListIsAnArrayOfObjectsInJson() throws IOException {
    for (String list : List.of("jobs", "incidents", "suggestions", "actions", "reviews")) {
      JsonNode all = json(list, "--json");
      assertThat(all.isArray()).as(list).isTrue();
      assertThat(all).as(list).isNotEmpty();
    }
    assertThat(json("jobs", "--json").findValuesAsText("job")).contains("évil\u001b[2J");
    assertThat(json("status", "--json").get("health").asText()).isEqualTo("warning");
    assertThat(json("incidents", "--json", "--job", "other")).isEmpty();
  }

  @Test
  void oneThingIsShownByItsId() {
    assertThat(screen("show", "s1").get(0)).startsWith("s1  ");
    assertThat(screen("show", "a1").get(0)).startsWith("a1  ");
    assertThat(screen("show", "r1")).first().isEqualTo("r1  review of report");
    assertThat(screen("show", "i-01").get(0)).startsWith("i-0123abcd  job.failed: ");
    assertThat(screen.call("show", "s77")).isEqualTo(ExitCode.REFUSED);
    assertThat(screen.err()).startsWith("healing: There is no suggestion \"s77\"");
  }

  @Test
  void whyTellsWhatWasDecided() {
    assertThat(String.join("\n", screen("why", "report"))).contains("i-0123abcd");
    assertThat(screen.call("why", "nobody")).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void anExportIsOneObjectALineOfEveryKind() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<String> kinds =
        screen("export").stream()
            .map(
                line -> {
                  try {
                    return mapper.readTree(line).get("kind").asText();
                  } catch (IOException e) {
                    throw new AssertionError(line, e);
                  }
                })
            .distinct()
            .toList();
    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "job", "run", "decision", "incident", "review", "suggestion", "action");
  }

  @Test
  void anIncidentIsTriedAgainAndEndedByAPerson() throws IOException {
    String id = json("incidents", "--json").get(0).get("id").asText();

    assertThat(screen("retry", id)).containsExactly(id + " may be mended by itself again.");
    assertThat(screen("end", id)).containsExactly(id + " is over.");
    assertThat(screen.call("end", id)).isEqualTo(ExitCode.REFUSED);
    assertThat(screen.call("retry", "i-00")).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void everyCommandHasHelpAndTheCompletionKnowsThemAll() {
    String help = String.join("\n", screen("--help"));
    String completion = String.join("\n", screen("completion"));
    for (CommandName name : CommandName.values()) {
      assertThat(help).contains("\n  " + name.word() + " ");
      assertThat(completion).contains(name.word());
      assertThat(screen(name.word(), "--help").get(0)).startsWith("Usage: healing " + name.word());
    }
  }

  @Test
  void aScreenTooNarrowForTheHelpStopsNothing() {
    screen.wide(20);
    assertThat(screen("-V").get(0)).startsWith("healing ");
    assertThat(screen("jobs", "--help").get(0)).startsWith("Usage: healing jobs");
    assertThat(screen("jobs")).hasSize(4);
  }

  @Test
  void onlyATerminalIsNarrow() {
    assertThat(new Screen(Map.of(), ProcessBuilder.Redirect.DISCARD).columns())
        .isGreaterThan(1_000);
    assertThat(new Screen(Map.of("COLUMNS", "80"), ProcessBuilder.Redirect.DISCARD).columns())
        .isEqualTo(80);
  }

  @Test
  void coloursAreOnlyShownWhereTheyAreWanted() {
    assertThat(screen.call("status")).isZero();
    assertThat(screen.out()).doesNotContain("\u001b");
    screen.coloured();
    assertThat(screen.call("status")).isZero();
    assertThat(screen.out()).contains("\u001b[33mwarning\u001b[0m");
  }
}
