package io.healing.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.HealingAction;
import io.healing.api.review.HealingReview;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest {
  private static final SqliteSettings IN_BRAZIL =
      SqliteSettings.defaults().withZone(ZoneId.of("America/Sao_Paulo"));

  @TempDir Path directory;
  private Path file;
  private List<String> before;
  private SqliteHealingStore store;

  @BeforeEach
  void openTheDonorsDatabase() throws Exception {
    file = directory.resolve("procs.db");
    Raw.donor(file, 12);
    String healing = Files.readString(Path.of("src/test/resources/donor-healing.sql"));
    Raw.run(file, healing.strip().split(";\\s*\n"));
    before = donorRows();
    store = SqliteHealingStore.open(file, IN_BRAZIL);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void nothingThatWasThereIsRewritten() throws Exception {
    store.close();
    assertThat(donorRows()).isEqualTo(before);
    assertThat(Raw.one(file, "PRAGMA journal_mode")).isEqualTo("delete");
    assertThat(Raw.one(file, "SELECT MAX(version) FROM schema_version")).isEqualTo("12");
    assertThat(Raw.one(file, "PRAGMA integrity_check")).isEqualTo("ok");
  }

  @Test
  void missingIndexesAndColumnsAreAdded() throws Exception {
    assertThat(Raw.rows(file, "SELECT name FROM sqlite_master WHERE name LIKE 'idx_healing_%'"))
        .hasSize(7);
    assertThat(Raw.rows(file, "SELECT name FROM pragma_table_info('healing_suggestions')"))
        .contains("proposed_content", "target_file", "dedupe_key", "plan_before");
  }

  @Test
  void theHostsHistoryOfRunsIsNotOurs() throws Exception {
    store.runs().save(List.of(Samples.run(1, "nightly", Samples.NOON)));
    assertThat(Raw.one(file, "SELECT COUNT(*) FROM job_runs")).isEqualTo("1");
    assertThat(Raw.one(file, "SELECT COUNT(*) FROM healing_job_runs")).isEqualTo("1");
    store.close();
    store = SqliteHealingStore.open(file, IN_BRAZIL);
    assertThat(store.runs().find(1)).isPresent();
  }

  @Test
  void timesWithoutAZoneAreReadInTheConfiguredOne() {
    HealingReview review = store.reviews().find(1).orElseThrow().row();
    assertThat(review.startedAt()).isEqualTo(Instant.parse("2026-01-31T06:00:00.123456Z"));
    assertThat(review.createdAt()).isEqualTo(Instant.parse("2026-01-31T06:00:00Z"));
    List<SuggestionEntry> rows = store.suggestions().page(Page.newest(9));
    assertThat(rows.get(1).row().createdAt()).isEqualTo(Instant.parse("2026-01-31T01:00:02Z"));
    assertThat(rows.get(0).row().createdAt()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void foreignWordsAreReadAsUnknown() {
    HealingSuggestion row = store.suggestions().find(2).orElseThrow().row();
    assertThat(row.category()).isEqualTo(SuggestionCategory.UNKNOWN);
    assertThat(row.severity()).isEqualTo(SuggestionSeverity.UNKNOWN);
    assertThat(row.status()).isEqualTo(SuggestionStatus.UNKNOWN);
    assertThat(row.affectedFiles()).containsExactly("a.py, b.py");
    assertThat(store.reviews().find(2).orElseThrow().row().status()).isEqualTo("skipped");
    assertThat(store.suggestions().find(1).orElseThrow().row().affectedFiles())
        .containsExactly("a.yaml", "caf\u00e9 \ud83d\ude80");
  }

  @Test
  void anEmptyContentIsNotAMissingOne() {
    HealingAction row = store.actions().find(1).orElseThrow().row();
    assertThat(row.originalContent()).isEmpty();
    assertThat(row.newContent()).isNull();
    assertThat(row.actionType()).isEqualTo("manual");
  }

  @Test
  void aRowThatCannotBeReadDoesNotHideTheOthers() {
    assertThat(store.actions().page(Page.newest(9)))
        .extracting(entry -> entry.row().id())
        .containsExactly(1L);
  }

  @Test
  void orphansAreCounted() {
    assertThat(store.orphans()).isEqualTo(3);
  }

  @Test
  void anotherProgramsRunningReviewIsNotTakenForAnInterruptedOne() {
    assertThat(store.reviews().running()).isEmpty();
    assertThat(store.reviews().lastProactive("nightly").orElseThrow().id()).isEqualTo(1);
  }

  @Test
  void aPersonsDecisionChangesOnlyWhatWasDecided() throws Exception {
    SuggestionEntry entry = store.suggestions().find(1).orElseThrow();
    HealingSuggestion next = Samples.suggestion(1, entry.row(), SuggestionStatus.REJECTED);
    assertThat(
            store
                .suggestions()
                .change(SuggestionStatus.PENDING, new SuggestionEntry(next, entry.detail())))
        .isTrue();
    assertThat(
            Raw.one(file, "SELECT status, created_at, proposed_content FROM healing_suggestions"))
        .isEqualTo("rejected|2026-01-31T03:00:01.5|x");
  }

  @Test
  void aWordThatIsNotUnderstoodSurvivesAnUpdate() throws Exception {
    Raw.run(file, "UPDATE healing_actions SET created_at = '2026-01-31T03:00:03' WHERE id = 2");
    ActionEntry entry = store.actions().find(2).orElseThrow();
    assertThat(entry.row().status()).isEqualTo(ActionStatus.UNKNOWN);
    store.actions().update(new ActionEntry(entry.row(), entry.detail().withNote("looked at")));
    assertThat(Raw.one(file, "SELECT status, note FROM healing_actions WHERE id = 2"))
        .isEqualTo("exploded|looked at");
  }

  @Test
  void retentionReadsForeignTimesInTheirZone() {
    Instant started = Instant.parse("2026-01-31T06:00:03Z");
    assertThat(store.forget(started, Instant.EPOCH)).isZero();
    assertThat(store.forget(started.plusMillis(1), Instant.EPOCH)).isEqualTo(1);
    assertThat(store.actions().find(1)).isEmpty();
  }

  @Test
  void rowsWithATimeThatCannotBeReadDoNotEndTheSweep() throws Exception {
    Raw.run(
        file,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)"
            + " INSERT INTO healing_reviews (id, job_id, started_at, status)"
            + " SELECT 5000 + i, 'j', iif(i % 3 = 0, '20xx', '2020-01-01T00:00:00'), 'completed'"
            + " FROM n");
    assertThat(store.forget(Instant.parse("2021-01-01T00:00:00Z"), Instant.EPOCH)).isEqualTo(800);
    assertThat(Raw.one(file, "SELECT COUNT(*) FROM healing_reviews WHERE started_at = '20xx'"))
        .isEqualTo("400");
  }

  @Test
  void theStoreWorksBesideOrphans() {
    HealingStore open = store;
    long review =
        open.reviews().add(Samples.review("nightly", Samples.NOON), Samples.reviewDetail(1));
    assertThat(
            open.suggestions()
                .add(
                    Samples.suggestion(review, "nightly", Samples.NOON),
                    Samples.suggestionDetail("k", Samples.NOON)))
        .isEqualTo(4);
  }

  private List<String> donorRows() throws Exception {
    List<String> rows = new ArrayList<>();
    for (String table : List.of("job_state", "job_runs", "schema_version")) {
      rows.addAll(Raw.rows(file, "SELECT * FROM " + table));
    }
    rows.addAll(
        Raw.rows(
            file, "SELECT id, started_at, finished_at, status, created_at FROM healing_reviews"));
    rows.addAll(
        Raw.rows(
            file,
            "SELECT id, review_id, category, severity, affected_files, status, action_id,"
                + " created_at, proposed_content FROM healing_suggestions"));
    rows.addAll(
        Raw.rows(
            file,
            "SELECT id, suggestion_id, status, can_rollback, created_at FROM healing_actions"));
    return rows;
  }
}
