package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 12: a secret that a job, its files or a plug-in shows is told nobody. */
class SecretsTest {
  private static final String SECRET = "hunter2Xq9ZtopSecret";
  private static final String JOB = "import";
  private static final String FILE = BrokenConfig.file(JOB);
  private static final String SAID = "login failed with password=" + SECRET + " at the gate";

  @TempDir Path home;

  /** Says the secret wherever a monitor can say something. */
  private static final class Gossip implements Monitor {
    @Override
    public String id() {
      return "acme.gossip";
    }

    @Override
    public Observation check(MonitorRequest request) {
      return Observation.builder()
          .finding(
              Finding.of("acme.gate", Subject.host(), SAID)
                  .withHint(SAID)
                  .withCause(SAID)
                  .withEvidence("line", SAID))
          .build();
    }
  }

  /** Says the secret wherever an analyzer can say something. */
  private static final class Thinker implements Analyzer {
    @Override
    public String id() {
      return "acme.thinker";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      return Analysis.none()
          .withHypothesis(Hypothesis.of(SAID, 0.9, new Evidence("log", SAID)))
          .withProposal(
              Proposal.of(SAID, SAID, SuggestionCategory.CONFIG)
                  .withChange(SAID, SAID)
                  .withExpectedImpact(SAID));
    }
  }

  private static final class Thrower implements Analyzer {
    @Override
    public String id() {
      return "acme.thrower";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      throw new IllegalStateException(SAID);
    }
  }

  private House.Plan plan() {
    return House.in(home)
        .job(BrokenConfig.job(home, JOB))
        .plugin(new Gossip())
        .plugin(new Thinker())
        .plugin(new Thrower());
  }

  private static void play(House house) {
    house.runner.does(
        JOB,
        log -> {
          log.line("connecting with token: " + SECRET);
          if (house.read(FILE).contains("1OO")) {
            throw new IllegalStateException(SAID, new IllegalArgumentException(SAID));
          }
        });
    String good = BrokenConfig.GOOD + "db.password=" + SECRET + "\n";
    house.write(FILE, good);
    house.tick(Duration.ofMinutes(1)).run(JOB).tick(Duration.ofMinutes(5));
    house.write(FILE, good.replace("100", "1OO").replace(SECRET, SECRET + "New"));
    house.tick(Duration.ofMinutes(5)).run(JOB).ticks(5, Duration.ofSeconds(31));
    house.healing.review(JOB, true);
    house.tick(Duration.ofSeconds(31));
  }

  @Test
  void noStoredTextNoEventNoMessageAndNoAnswerShowsTheSecret() throws Exception {
    List<String> shown = new ArrayList<>();
    try (House house = plan().open()) {
      play(house);
      SuggestionEntry seen = restoring(house);
      house.admin().approve(seen.row().id(), House.hash(seen), "anna");
      house.ticks(3, Duration.ofSeconds(31));
      assertThat(house.read(FILE)).as("the undo is exact all the same").contains(SECRET + "\n");
      house.admin().rollback(house.admin().actions().get(0).row().id(), "anna");
      assertThat(house.read(FILE)).contains(SECRET + "New\n");

      house.events.forEach(event -> shown.add(event.toString()));
      house.mailbox.received.forEach(message -> shown.add(message.toString()));
      collect(house, shown);
    }
    assertThat(shown).hasSizeGreaterThan(20).filteredOn(SecretsTest::tells).isEmpty();
    assertThat(texts()).hasSizeGreaterThan(100).filteredOn(SecretsTest::tells).isEmpty();
    assertThat(shown).as("but it is said that there was one").anyMatch(t -> t.contains("[masked]"));
  }

  private static boolean tells(String text) {
    return text.contains(SECRET);
  }

  private static SuggestionEntry restoring(House house) {
    return house.admin().suggestions(SuggestionStatus.PENDING).stream()
        .filter(entry -> entry.detail().plan() != null)
        .filter(entry -> entry.row().jobId().equals(JOB))
        .findFirst()
        .orElseThrow();
  }

  private static void collect(House house, List<String> shown) {
    var admin = house.admin();
    for (SuggestionStatus status : SuggestionStatus.values()) {
      admin.suggestions(status).forEach(s -> shown.add(admin.show("s" + s.row().id())));
    }
    admin.actions().forEach(action -> shown.add(admin.show("a" + action.row().id())));
    admin.reviews().forEach(review -> shown.add(admin.show("r" + review.id())));
    admin.incidents().forEach(incident -> shown.add(admin.show(incident.id())));
    admin.incidents().forEach(incident -> shown.add(incident.toString()));
    admin.runs(JOB).forEach(run -> shown.add(run.toString()));
    for (String subject : List.of(JOB, "@host", "@healing/acme.thrower")) {
      shown.add(admin.why(subject));
    }
    shown.add(house.healing.status().toString());
  }

  /** Every text of every table, with its place. */
  private List<String> texts() throws SQLException {
    List<String> cells = new ArrayList<>();
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("healing.db"));
        Statement names = db.createStatement();
        ResultSet tables =
            names.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'")) {
      while (tables.next()) {
        cells(db, tables.getString(1), cells);
      }
    }
    return cells;
  }

  private static void cells(Connection db, String table, List<String> cells) throws SQLException {
    try (Statement statement = db.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          String place = table + "." + rows.getMetaData().getColumnName(i) + ": ";
          if (rows.getObject(i) instanceof String text) {
            cells.add(place + text + " / " + unwrapped(text));
          }
        }
      }
    }
  }

  /** The same with whatever is in Base64 made readable. */
  private static String unwrapped(String text) {
    StringBuilder all = new StringBuilder();
    for (String word : text.split("[^A-Za-z0-9+/=]+")) {
      if (word.length() > 24 && word.length() % 4 == 0) {
        try {
          byte[] bytes = java.util.Base64.getDecoder().decode(word);
          all.append(new String(bytes, StandardCharsets.ISO_8859_1)).append(' ');
        } catch (IllegalArgumentException notBase64) {
          all.append(' ');
        }
      }
    }
    return all.toString();
  }
}
