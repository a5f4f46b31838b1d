package io.healing.sqlite;

import io.healing.sqlite.Writer.Sync;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Forgets what is old: in steps of at most 500 rows, each a transaction, children before parents,
 * and nothing that is still needed.
 */
final class Forgetting {
  private static final int STEP = 500;

  /** Other programs wrote times in other forms and zones, so that text alone cannot tell. */
  private static final Duration MARGIN = Duration.ofDays(2);

  private static final String PENDING = "j.state IN ('open', 'unsettled')";

  private final Database database;
  private final String runs;

  /**
   * What of a table may go.
   *
   * @param table the table
   * @param key its number
   * @param time the column of the time that counts
   * @param unless conditions that all must hold
   */
  private record Old(String table, String key, String time, List<String> unless) {
    static Old of(String table, String key, String time, String... unless) {
      return new Old(table, key, time, List.of(unless));
    }

    String query() {
      String conditions = String.join("", unless.stream().map(c -> " AND " + c).toList());
      return "SELECT %1$s AS id, %2$s AS moment FROM %3$s AS o WHERE %2$s < ? AND %1$s > ?%4$s"
              .formatted(key, time, table, conditions)
          + " ORDER BY %1$s LIMIT %2$d".formatted(key, STEP);
    }
  }

  /** A row; without a moment where it has none that can be read, so that it stays. */
  private record Candidate(long id, @Nullable Instant moment) {
    static Candidate of(Row row, StoreLog log) throws SQLException {
      try {
        return new Candidate(row.number("id"), row.timeOrNull("moment"));
      } catch (IllegalArgumentException unreadable) {
        log.warn(
            Forgetting.class,
            "Row {} is not forgotten: {}",
            row.number("id"),
            unreadable.getMessage());
        return new Candidate(row.number("id"), null);
      }
    }

    boolean before(Instant bound) {
      return moment != null && moment.isBefore(bound);
    }
  }

  private static final Old ACTIONS =
      Old.of(
          "healing_actions",
          "id",
          "created_at",
          "(verification IS NULL OR verification IN ('verified', 'ineffective', 'inconclusive',"
              + " 'none'))",
          "NOT EXISTS (SELECT 1 FROM healing_journal j WHERE j.action_id = o.id AND "
              + PENDING
              + ")");

  private static final Old SUGGESTIONS =
      Old.of(
          "healing_suggestions",
          "id",
          "created_at",
          "status IN ('rejected', 'applied', 'failed')",
          "NOT EXISTS (SELECT 1 FROM healing_actions a WHERE a.suggestion_id = o.id)",
          "NOT EXISTS (SELECT 1 FROM healing_journal j WHERE j.suggestion_id = o.id AND "
              + PENDING
              + ")");

  private static final Old REVIEWS =
      Old.of(
          "healing_reviews",
          "id",
          "started_at",
          "status <> 'running'",
          "NOT EXISTS (SELECT 1 FROM healing_suggestions s WHERE s.review_id = o.id)",
          "id <> COALESCE((SELECT MAX(id) FROM healing_reviews r WHERE r.job_id = o.job_id AND"
              + " r.kind = 'proactive' AND r.status = 'completed'), -1)");

  private static final Old INTENTS =
      Old.of(
          "healing_journal",
          "id",
          "begun_at",
          "state IN ('done', 'failed')",
          "NOT EXISTS (SELECT 1 FROM healing_actions a WHERE a.intent_id = o.id)");

  private static final Old DECISIONS =
      Old.of(
          "healing_decisions",
          "id",
          "decided_at",
          "NOT EXISTS (SELECT 1 FROM error_incidents i WHERE i.id = o.topic AND i.state <>"
              + " 'ended')",
          "NOT EXISTS (SELECT 1 FROM healing_suggestions s WHERE 's' || s.id = o.topic AND s.status"
              + " IN ('pending', 'approved'))",
          "(topic <> 'review' OR id <> (SELECT MAX(id) FROM healing_decisions d"
              + " WHERE d.subject = o.subject AND d.topic = 'review'))");

  private static final Old INCIDENTS =
      Old.of(
          "error_incidents",
          "rowid",
          "resolved_at",
          "state = 'ended'",
          "NOT EXISTS (SELECT 1 FROM error_incidents i WHERE i.cause_id = o.id"
              + " AND i.state <> 'ended')",
          "NOT EXISTS (SELECT 1 FROM healing_actions a WHERE a.incident_id = o.id"
              + " AND a.verification = 'pending')");

  private static final Old CHANGES = Old.of("healing_changes", "id", "changed_at");
  private static final Old METRICS = Old.of("system_health_metrics", "rowid", "measured_at");

  Forgetting(Database database, String runs) {
    this.database = database;
    this.runs = runs;
  }

  /** Forgets history; children first. */
  int history(Instant bound, List<String> jobs) {
    int gone = sweep(ACTIONS, bound) + sweep(SUGGESTIONS, bound) + sweep(REVIEWS, bound);
    gone += sweep(INTENTS, bound) + sweep(DECISIONS, bound) + sweep(INCIDENTS, bound);
    gone += sweep(CHANGES, bound);
    for (String job : jobs) {
      gone += runs(job, bound);
    }
    return gone;
  }

  int metrics(Instant bound) {
    return sweep(METRICS, bound);
  }

  /** Forgets instances that are dead and have nothing left to be taken over. */
  int instances(Instant bound, LongPredicate dead) {
    Old old =
        Old.of(
            "healing_instances",
            "id",
            "started_at",
            "NOT EXISTS (SELECT 1 FROM healing_journal j WHERE j.instance = o.id AND "
                + PENDING
                + ")",
            "NOT EXISTS (SELECT 1 FROM healing_reviews r WHERE r.instance = o.id"
                + " AND r.status = 'running')",
            "NOT EXISTS (SELECT 1 FROM "
                + runs
                + " j WHERE j.finished_at IS NULL AND j.id BETWEEN o.id << 32"
                + " AND (o.id << 32) | 4294967295)");
    List<Long> ids =
        candidates(old, bound, 0).stream()
            .filter(candidate -> candidate.before(bound))
            .map(Candidate::id)
            .filter(dead::test)
            .toList();
    return drop(old, ids);
  }

  private int runs(String job, Instant bound) {
    String text =
        "DELETE FROM %1$s WHERE id IN (SELECT id FROM %1$s WHERE job_id = ? AND finished_at < ?"
                .formatted(runs)
            + " LIMIT "
            + STEP
            + ")";
    int gone = 0;
    int step;
    do {
      step = database.change(Sql.of(text, job, bound));
      gone += step;
    } while (step == STEP);
    return gone;
  }

  private int sweep(Old old, Instant bound) {
    int gone = 0;
    long last = Long.MIN_VALUE;
    List<Candidate> found;
    do {
      found = candidates(old, bound, last);
      gone += drop(old, found.stream().filter(c -> c.before(bound)).map(Candidate::id).toList());
      last = found.isEmpty() ? last : found.get(found.size() - 1).id();
    } while (found.size() == STEP);
    return gone;
  }

  private List<Candidate> candidates(Old old, Instant bound, long after) {
    return database.list(
        row -> Candidate.of(row, database.place().log()),
        Sql.of(old.query(), bound.plus(MARGIN), after));
  }

  private int drop(Old old, List<Long> ids) {
    if (ids.isEmpty()) {
      return 0;
    }
    String list = ids.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
    return database.write(
        Sync.FULL,
        with -> {
          if (old.table().equals("healing_actions")) {
            with.execute(
                "UPDATE healing_suggestions SET action_id = NULL WHERE action_id IN " + list);
          }
          return with.execute("DELETE FROM " + old.table() + " WHERE " + old.key() + " IN " + list);
        });
  }
}
