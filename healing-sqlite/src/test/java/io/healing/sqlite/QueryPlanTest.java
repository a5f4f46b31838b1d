package io.healing.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.store.Page;
import io.healing.sqlite.Writer.Sync;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query of a loop or a list finds its rows by an index, however many there are. */
class QueryPlanTest {
  private static final Subject REPORT = Subject.job("report");
  private static final Instant NOON = Samples.NOON;

  /** Small tables, and counts that no loop asks for. */
  private static final List<String> MAY_SCAN =
      List.of("SELECT * FROM recovery_procedures", "SELECT COUNT(*) FROM job_runs");

  @TempDir Path directory;

  @Test
  void noQueryReadsAWholeTable() {
    Place place = Place.of(directory.resolve("healing.db"));
    try (Database database = new Opening(place, SqliteSettings.defaults()).writing().database()) {
      List<String> scans =
          database.write(
              Sync.FULL,
              writer -> {
                observe(database);
                propose(database);
                act(database);
                return scans(writer);
              });
      assertThat(scans).isEmpty();
    }
  }

  private static void observe(Database database) {
    SqliteRuns runs = new SqliteRuns(database, "job_runs");
    runs.find(1);
    runs.newest("report", 5);
    runs.newestOfEach(List.of("report"), 5, (job, newest) -> {});
    runs.since("report", NOON, 5);
    runs.unfinished(1);
    runs.countSince("report", NOON, false);
    runs.countSince("report", NOON, true);
    SqliteIncidents incidents = new SqliteIncidents(database);
    incidents.find("i-1");
    incidents.active(REPORT, "f");
    incidents.active();
    incidents.page(Page.newest(5));
    incidents.page(Page.newest(5).of(REPORT));
    incidents.page(Page.newest(5).in("open"));
    incidents.endedSince(NOON);
    new SqliteMetrics(database).newest("cpu", 5);
    SqliteInstances instances =
        new SqliteInstances(database, new InstanceLocks(database.place()), "job_runs");
    instances.alive(1);
    instances.all();
    instances.withUnfinishedRuns();
  }

  private static void propose(Database database) {
    for (Page page : List.of(Page.newest(5), Page.newest(5).of(REPORT), Page.newest(5).in("x"))) {
      new SqliteReviews(database).page(page);
      new SqliteReviews(database).page(page.before(9));
      new SqliteSuggestions(database).page(page);
      new SqliteSuggestions(database).page(page.of(REPORT).before(9));
      new SqliteActions(database).page(page);
    }
    new SqliteReviews(database).lastProactive("report");
    new SqliteReviews(database).running();
    new SqliteSuggestions(database).open("k");
    new SqliteSuggestions(database).approved();
    new SqliteSuggestions(database).expired(NOON);
    new SqliteSuggestions(database).pending();
  }

  private static void act(Database database) {
    new SqliteActions(database).lastOn(Target.job("report"));
    new SqliteActions(database).verifying();
    new SqliteActions(database).effectiveness();
    SqliteJournal journal = new SqliteJournal(database);
    journal.open();
    journal.pendingOn(Target.job("report"));
    journal.appliedSince(NOON);
    new SqliteCounters(database).find("k");
    new SqliteRejections(database).find("k");
    new SqliteDecisions(database).last(REPORT, "t");
    new SqliteDecisions(database).of(REPORT, 5);
    new SqliteFileVersions(database).of("report", "/a");
    new SqliteStates(database).find("o", "k");
    new SqliteStates(database).all("o");
  }

  private static List<String> scans(Writer writer) throws SQLException {
    Set<String> texts = writer.texts();
    assertThat(texts).hasSizeGreaterThan(40);
    List<String> scans = new ArrayList<>();
    for (String text : texts) {
      if (MAY_SCAN.stream().noneMatch(text::startsWith)) {
        scans.addAll(scans(writer, text));
      }
    }
    return scans;
  }

  /** A scan in the order of the list itself ends with its limit, so that it is none. */
  private static List<String> scans(Writer writer, String text) throws SQLException {
    List<String> scans = new ArrayList<>();
    boolean page =
        text.matches("SELECT \\* FROM \\w+( WHERE id < \\?)? ORDER BY .* LIMIT \\?( *|)")
            || text.contains("ORDER BY id DESC LIMIT 1000");
    try (PreparedStatement explain =
            writer.connection().prepareStatement("EXPLAIN QUERY PLAN " + text);
        ResultSet steps = explain.executeQuery()) {
      while (steps.next()) {
        String step = steps.getString("detail");
        boolean partial = step.contains("healing_incidents_open");
        if (step.startsWith("SCAN") && !step.startsWith("SCAN job VIRTUAL") && !page && !partial) {
          scans.add(step + " in " + text);
        }
      }
    }
    return scans;
  }
}
