package io.healing.sqlite;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.IncidentState;
import io.healing.api.store.IncidentRepository;
import io.healing.api.store.Page;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class SqliteIncidents implements IncidentRepository {
  private static final String TABLE = "error_incidents";
  private static final String ALL = "SELECT * FROM error_incidents";

  private static final String OVER = "id = ? AND state = 'ended'";

  private final Database database;

  SqliteIncidents(Database database) {
    this.database = database;
  }

  @Override
  public boolean save(Incident incident) {
    Values values = values(incident);
    return database.together(
        () -> {
          boolean over = !incident.ended() && first(OVER, incident.id()).isPresent();
          return !over
              && (database.change(values.update(TABLE, "id = ?", incident.id())) > 0
                  || database.add(values.set("id", incident.id()).insert(TABLE)) >= 0);
        });
  }

  @Override
  public Optional<Incident> find(String id) {
    return first("id = ?", id).or(() -> onlyOne(id));
  }

  @Override
  public Optional<Incident> active(Subject subject, String fingerprint) {
    return first(
        "subject = ? AND fingerprint = ? AND state <> 'ended'", subject.name(), fingerprint);
  }

  @Override
  public List<Incident> active() {
    return list(
        ALL + " INDEXED BY healing_incidents_open WHERE state <> 'ended' ORDER BY detected_at, id");
  }

  @Override
  public List<Incident> page(Page page) {
    page.refuseBefore("incidents");
    List<String> conditions = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    if (page.subject() != null) {
      conditions.add("subject = ?");
      values.add(page.subject().name());
    }
    if (page.status() != null) {
      conditions.add("state = ?");
      values.add(page.status());
    }
    values.add(page.limit());
    String order = " ORDER BY detected_at DESC, id DESC LIMIT ?";
    return database.list(
        SqliteIncidents::read, Sql.of(ALL + Pages.where(conditions) + order, values));
  }

  @Override
  public List<Incident> endedSince(Instant from) {
    return list(
        ALL + " WHERE state = 'ended' AND resolved_at >= ? ORDER BY resolved_at DESC LIMIT 1000",
        from);
  }

  @Override
  public int seenSince(Instant from) {
    String count = "SELECT count(*) AS seen FROM error_incidents WHERE detected_at >= ?";
    return database.first(row -> row.count("seen"), Sql.of(count, from)).orElse(0);
  }

  private List<Incident> list(String text, @Nullable Object... values) {
    return database.list(SqliteIncidents::read, Sql.of(text, values));
  }

  private Optional<Incident> first(String where, @Nullable Object... values) {
    return database.first(SqliteIncidents::read, Sql.of(ALL + " WHERE " + where, values));
  }

  private Optional<Incident> onlyOne(String beginning) {
    if (beginning.isEmpty()) {
      return Optional.empty();
    }
    List<Incident> found =
        list(ALL + " WHERE id >= ? AND id < ? LIMIT 2", beginning, beginning + '\uffff');
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static Values values(Incident incident) {
    Values values = new Values();
    values
        .set("error_type", incident.errorType())
        .set("severity", incident.severity())
        .set("detected_at", incident.detectedAt())
        .set("resolved_at", incident.resolvedAt())
        .set("diagnosis", incident.diagnosis())
        .set("recovery_actions", Json.numbers(incident.recoveryActions()))
        .set("effectiveness_score", incident.effectivenessScore())
        .set("subject", incident.subject().name())
        .set("fingerprint", incident.fingerprint())
        .set("monitor", incident.monitor())
        .set("finding_id", incident.findingId())
        .set("message", incident.message())
        .set("hint", incident.hint())
        .set("evidence", Json.map(incident.evidence()))
        .set("last_seen_at", incident.lastSeenAt())
        .set("clear_since", incident.clearSince())
        .set("cause_id", incident.causeId())
        .word("state", incident.state());
    IncidentEnd end = incident.end();
    return end == null ? values.set("ended_as", null) : values.word("ended_as", end);
  }

  private static Incident read(Row row) throws SQLException {
    Instant detected = row.time("detected_at", Instant.EPOCH);
    String subject = row.text("subject");
    return new Incident(
        row.text("id"),
        subject.isEmpty() ? Subject.host() : new Subject(subject),
        row.text("fingerprint"),
        row.text("monitor"),
        row.text("finding_id"),
        row.word("error_type", ErrorType.UNKNOWN),
        row.word("severity", ErrorSeverity.MEDIUM),
        row.text("message"),
        row.text("hint"),
        row.map("evidence"),
        detected,
        row.time("last_seen_at", detected),
        row.timeOrNull("clear_since"),
        row.timeOrNull("resolved_at"),
        row.word("state", IncidentState.UNKNOWN),
        row.textOrNull("ended_as") == null ? null : row.word("ended_as", IncidentEnd.UNKNOWN),
        row.textOrNull("cause_id"),
        row.textOrNull("diagnosis"),
        numbers(row.list("recovery_actions")),
        row.realOrNull("effectiveness_score"));
  }

  private static List<Long> numbers(List<String> texts) {
    return texts.stream().filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf).toList();
  }
}
