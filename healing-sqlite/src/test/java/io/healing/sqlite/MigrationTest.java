package io.healing.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Samples;
import io.healing.api.store.HealingStore;
import io.healing.api.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationTest {
  private static final String SCHEMA = "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("healing.db");
  }

  @Test
  void theThreeTablesHaveTheColumnsOfVersionEightInTheirOrder() throws Exception {
    openOnce();
    assertThat(columns("healing_reviews"))
        .startsWith(
            "id INTEGER",
            "job_id TEXT",
            "started_at TIMESTAMP",
            "finished_at TIMESTAMP",
            "status TEXT",
            "runs_analyzed INTEGER",
            "logs_lines INTEGER",
            "ai_sessions_count INTEGER",
            "sla_violations_count INTEGER",
            "suggestions_count INTEGER",
            "auto_applied_count INTEGER",
            "error_message TEXT",
            "analysis_duration_ms INTEGER",
            "ai_tokens_used INTEGER",
            "created_at TIMESTAMP");
    assertThat(columns("healing_suggestions"))
        .startsWith(
            "id INTEGER",
            "review_id INTEGER",
            "job_id TEXT",
            "category TEXT",
            "severity TEXT",
            "title TEXT",
            "description TEXT",
            "current_state TEXT",
            "suggested_change TEXT",
            "expected_impact TEXT",
            "affected_files TEXT",
            "status TEXT",
            "reviewed_at TIMESTAMP",
            "reviewed_by TEXT",
            "rejection_reason TEXT",
            "applied_at TIMESTAMP",
            "action_id INTEGER",
            "created_at TIMESTAMP");
    assertThat(columns("healing_actions"))
        .startsWith(
            "id INTEGER",
            "suggestion_id INTEGER",
            "job_id TEXT",
            "action_type TEXT",
            "file_path TEXT",
            "original_content TEXT",
            "new_content TEXT",
            "command_executed TEXT",
            "status TEXT",
            "error_message TEXT",
            "can_rollback BOOLEAN",
            "rolled_back_at TIMESTAMP",
            "execution_duration_ms INTEGER",
            "ai_session_key TEXT",
            "created_at TIMESTAMP");
  }

  @Test
  void theSevenIndexesHaveTheirNamesAndColumns() throws Exception {
    openOnce();
    assertThat(
            Raw.rows(file, "SELECT sql FROM sqlite_master WHERE name LIKE 'idx_%' ORDER BY name"))
        .containsExactly(
            "CREATE INDEX idx_healing_actions_job ON healing_actions(job_id)",
            "CREATE INDEX idx_healing_actions_suggestion ON healing_actions(suggestion_id)",
            "CREATE INDEX idx_healing_reviews_job ON healing_reviews(job_id)",
            "CREATE INDEX idx_healing_reviews_started ON healing_reviews(started_at DESC)",
            "CREATE INDEX idx_healing_suggestions_created ON healing_suggestions(created_at DESC)",
            "CREATE INDEX idx_healing_suggestions_job ON healing_suggestions(job_id)",
            "CREATE INDEX idx_healing_suggestions_status ON healing_suggestions(status)");
  }

  @Test
  void anotherWriterGetsTheDefaultsOfVersionEight() throws Exception {
    openOnce();
    Raw.run(
        file,
        "INSERT INTO healing_reviews (job_id, started_at) VALUES ('j', '2026-01-01T00:00:00')",
        "INSERT INTO healing_suggestions (review_id, job_id, category, severity, title,"
            + " description) VALUES (1, 'j', 'cost', 'low', 't', 'd')",
        "INSERT INTO healing_actions (suggestion_id, job_id, action_type) VALUES (1, 'j', 'x')");
    assertThat(
            Raw.one(file, "SELECT status, runs_analyzed, created_at IS NULL FROM healing_reviews"))
        .isEqualTo("running|0|0");
    assertThat(Raw.one(file, "SELECT status FROM healing_suggestions")).isEqualTo("pending");
    assertThat(Raw.one(file, "SELECT status, can_rollback FROM healing_actions"))
        .isEqualTo("success|1");
  }

  @Test
  void theLibrarysOwnTablesComeWithVersionNine() throws Exception {
    openOnce();
    assertThat(Raw.rows(file, "SELECT version FROM healing_schema_version ORDER BY 1"))
        .containsExactly("8", "9");
    assertThat(Raw.rows(file, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        .contains(
            "job_runs",
            "error_incidents",
            "recovery_procedures",
            "system_health_metrics",
            "healing_journal",
            "healing_file_versions",
            "healing_decisions",
            "healing_changes",
            "healing_counters",
            "healing_instances",
            "healing_rejections",
            "healing_states")
        .doesNotContain("schema_version");
    assertThat(columns("error_incidents"))
        .startsWith(
            "id TEXT",
            "error_type TEXT",
            "severity TEXT",
            "detected_at TEXT",
            "resolved_at TEXT",
            "diagnosis TEXT",
            "recovery_actions TEXT",
            "effectiveness_score REAL");
    assertThat(columns("recovery_procedures"))
        .startsWith(
            "id TEXT",
            "error_pattern TEXT",
            "procedure_steps TEXT",
            "success_rate REAL",
            "last_updated TEXT");
    assertThat(columns("system_health_metrics"))
        .containsExactly(
            "id TEXT",
            "metric_name TEXT",
            "current_value REAL",
            "threshold_warning REAL",
            "threshold_critical REAL",
            "status TEXT",
            "measured_at TEXT");
  }

  @Test
  void openingAgainChangesNothing() throws Exception {
    openOnce();
    List<String> schema = Raw.rows(file, SCHEMA);
    byte[] bytes = Files.readAllBytes(file);
    openOnce();
    assertThat(Raw.rows(file, SCHEMA)).isEqualTo(schema);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void aHalfMadeDatabaseIsCompleted() throws Exception {
    openOnce();
    List<String> schema = Raw.rows(file, SCHEMA);
    Raw.run(
        file,
        "DROP INDEX idx_healing_actions_job",
        "DROP TABLE healing_counters",
        "DELETE FROM healing_schema_version WHERE version = 9");
    openOnce();
    assertThat(Raw.rows(file, SCHEMA)).isEqualTo(schema);
  }

  @Test
  void foreignKeysAreEnforced() throws Exception {
    openOnce();
    try (HealingStore store = SqliteHealingStore.open(file)) {
      assertThatThrownBy(
              () ->
                  store
                      .actions()
                      .add(
                          Samples.action(5, "j", Samples.NOON),
                          Samples.actionDetail(1, Samples.NOON)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("FOREIGN KEY");
    }
    assertThat(
            Raw.rows(
                file,
                "SELECT \"from\", \"table\", on_delete FROM"
                    + " pragma_foreign_key_list('healing_suggestions') ORDER BY 1"))
        .containsExactly(
            "action_id|healing_actions|SET NULL", "review_id|healing_reviews|NO ACTION");
  }

  @Test
  void theLayoutOfRunsIsKeptInTimesThatSortAsText() throws Exception {
    try (HealingStore store = SqliteHealingStore.open(file)) {
      store.runs().save(List.of(Samples.run(1, "j", Samples.NOON.plusNanos(123_999_999))));
    }
    assertThat(Raw.one(file, "SELECT started_at FROM job_runs"))
        .isEqualTo("2026-11-02T12:00:00.123Z");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6})
  void aHostBelowVersionSevenIsRefusedAndLeftAsItIs(int version) throws Exception {
    Raw.donor(file, version);
    assertRefused(SqliteSettings.defaults(), "schema_version " + version);
  }

  @ParameterizedTest
  @CsvSource({"7,8", "8,8", "14,14"})
  void aHostAtSevenMovesToEightAndALaterOneStays(int before, int after) throws Exception {
    Raw.donor(file, before);
    openOnce();
    assertThat(Raw.one(file, "SELECT MAX(version) FROM schema_version")).isEqualTo("" + after);
    openOnce();
    assertThat(Raw.one(file, "SELECT COUNT(*) FROM schema_version")).isEqualTo("1");
  }

  @Test
  void aHistoryOfVersionsGoesOn() throws Exception {
    Raw.donor(file, 6);
    Raw.run(file, "INSERT INTO schema_version VALUES (7, '2026-02-01T00:00:00')");
    openOnce();
    assertThat(Raw.rows(file, "SELECT version FROM schema_version ORDER BY 1"))
        .containsExactly("6", "7", "8");
  }

  @Test
  void aHostThatIsNamedIsHonoured() throws Exception {
    Raw.run(file, "CREATE TABLE schema_version (version INTEGER)", "CREATE TABLE t (a)");
    assertRefused(SqliteSettings.defaults().withHostSchemaVersion(true), "schema_version 0");
    Raw.run(file, "INSERT INTO schema_version VALUES (7)");
    SqliteHealingStore.open(file, SqliteSettings.defaults().withHostSchemaVersion(true)).close();
    assertThat(Raw.one(file, "SELECT version FROM schema_version")).isEqualTo("8");
  }

  @Test
  void anyOtherTableOfThatNameIsNeitherReadNorWritten() throws Exception {
    Raw.run(file, "CREATE TABLE schema_version (version INTEGER)", "CREATE TABLE job_runs (a)");
    Raw.run(file, "INSERT INTO schema_version VALUES (3)");
    openOnce();
    assertThat(Raw.rows(file, "SELECT version FROM schema_version")).containsExactly("3");
  }

  @Test
  void aTableOfOursWhoseKeyIsOfAnotherTypeIsRefused() throws Exception {
    Raw.run(file, "CREATE TABLE error_incidents (id INTEGER PRIMARY KEY, error_type TEXT)");
    assertRefused(SqliteSettings.defaults(), "error_incidents of another shape");
  }

  @Test
  void aTableOfOursWhoseNumberIsNoRowNumberIsRefused() throws Exception {
    Raw.run(file, "CREATE TABLE healing_reviews (id INT PRIMARY KEY, job_id TEXT)");
    assertRefused(SqliteSettings.defaults(), "healing_reviews of another shape");
  }

  @Test
  void aTableOfOursWithAnotherKeyOfSeveralColumnsIsRefused() throws Exception {
    Raw.run(file, "CREATE TABLE healing_states (owner TEXT, key TEXT, PRIMARY KEY (owner))");
    assertRefused(SqliteSettings.defaults(), "healing_states of another shape");
  }

  @Test
  void aTableOfOursWithAnotherKeyIsRefused() throws Exception {
    Raw.run(file, "CREATE TABLE healing_reviews (id TEXT, job_id TEXT)");
    assertRefused(SqliteSettings.defaults(), "healing_reviews of another shape");
  }

  @Test
  void aNewerDatabaseIsRefusedAndLeftAsItIs() throws Exception {
    openOnce();
    Raw.run(file, "INSERT INTO healing_schema_version VALUES (10)");
    assertRefused(SqliteSettings.defaults(), "version 10");
    assertThatThrownBy(() -> SqliteHealingStore.openReading(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("version 10")
        .hasMessageContaining("as new as");
  }

  private void assertRefused(SqliteSettings settings, String because) throws Exception {
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> SqliteHealingStore.open(file, settings))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toRealPath().toString())
        .hasMessageContaining(because)
        .hasMessageContaining("left as it is");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  private void openOnce() {
    SqliteHealingStore.open(file).close();
  }

  private List<String> columns(String table) throws Exception {
    return Raw.rows(file, "SELECT name || ' ' || type FROM pragma_table_info('" + table + "')");
  }
}
