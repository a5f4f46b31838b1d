package io.healing.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.act.Undo;
import io.healing.api.act.VerificationState;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.ReviewKind;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import io.healing.api.store.Page;
import io.healing.api.store.StoreException;
import io.healing.api.store.SuggestionEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that a newer release stored are read as unknown, kept as they are, and never an error. */
class NewerWordsTest {
  private static final Instant NOON = Samples.NOON;

  @TempDir Path directory;
  private Path file;
  private HealingStore store;

  @BeforeEach
  void fill() {
    file = directory.resolve("healing.db");
    store = SqliteHealingStore.open(file);
    store.runs().save(List.of(Samples.run(1, "report", NOON)));
    store.incidents().save(Samples.incident("i-00000001"));
    long review = store.reviews().add(Samples.review("report", NOON), Samples.reviewDetail(1));
    long suggestion =
        store
            .suggestions()
            .add(Samples.suggestion(review, "report", NOON), Samples.suggestionDetail("key", NOON));
    store.actions().add(Samples.action(suggestion, "report", NOON), Samples.actionDetail(1, NOON));
    store.journal().begin(Samples.intent(suggestion, NOON));
    store.decisions().add(Samples.decision("report", "t", NOON));
    store.rejections().save(Samples.rejection("key", NOON));
    store.metrics().add(List.of(Samples.metric("m", "cpu", NOON)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aRunsWords() throws Exception {
    Raw.run(file, "UPDATE job_runs SET outcome = 'skipped', trigger_word = 'webhook'");
    JobRun run = store.runs().find(1).orElseThrow();
    assertThat(run.outcome()).isEqualTo(RunOutcome.UNKNOWN);
    assertThat(run.trigger()).isEqualTo(RunTrigger.UNKNOWN);
  }

  @Test
  void anIncidentsStateStaysWhenItIsSavedAgain() throws Exception {
    Raw.run(
        file,
        "UPDATE error_incidents SET state = 'snoozed', error_type = 'gremlins', severity = 'mad'");
    Incident incident = store.incidents().active().get(0);
    assertThat(incident.state()).isEqualTo(IncidentState.UNKNOWN);
    assertThat(incident.errorType()).isEqualTo(ErrorType.UNKNOWN);
    assertThat(incident.severity()).isEqualTo(ErrorSeverity.MEDIUM);
    store.incidents().save(incident.withAction(9));
    assertThat(Raw.one(file, "SELECT state, recovery_actions FROM error_incidents"))
        .isEqualTo("snoozed|[9]");
  }

  @Test
  void aReviewsKind() throws Exception {
    Raw.run(file, "UPDATE healing_reviews SET kind = 'lunar'");
    assertThat(store.reviews().find(1).orElseThrow().detail().kind()).isEqualTo(ReviewKind.UNKNOWN);
    assertThat(store.reviews().lastProactive("report")).isEmpty();
  }

  @Test
  void aSuggestionsWordsStayWhenItsStatusChanges() throws Exception {
    Raw.run(
        file,
        "UPDATE healing_suggestions SET category = 'taste', severity = 'odd', plan_risk = 'r'");
    SuggestionEntry entry = store.suggestions().find(1).orElseThrow();
    assertThat(entry.detail().plan().risk()).isEqualTo(SuggestionSeverity.UNKNOWN);
    SuggestionEntry next =
        new SuggestionEntry(
            Samples.suggestion(1, entry.row(), SuggestionStatus.REJECTED), entry.detail());
    assertThat(store.suggestions().change(SuggestionStatus.PENDING, next)).isTrue();
    assertThat(
            Raw.one(file, "SELECT category, severity, plan_risk, status FROM healing_suggestions"))
        .isEqualTo("taste|odd|r|rejected");
  }

  @Test
  void anIntentsWords() throws Exception {
    Raw.run(
        file, "UPDATE healing_journal SET kind = 'try', state = 'paused', plan_undo = 'partly'");
    Intent intent = store.journal().find(1).orElseThrow();
    assertThat(intent.kind()).isEqualTo(IntentKind.UNKNOWN);
    assertThat(intent.state()).isEqualTo(IntentState.UNKNOWN);
    assertThat(intent.plan().undo()).isEqualTo(Undo.UNKNOWN);
    assertThat(store.journal().settle(1, IntentState.DONE, NOON, "")).isFalse();
    store.forget(NOON.plusSeconds(1), NOON);
    assertThat(store.journal().find(1)).isPresent();
  }

  @Test
  void anActionsVerification() throws Exception {
    Raw.run(file, "UPDATE healing_actions SET verification = 'maybe'");
    assertThat(store.actions().find(1).orElseThrow().detail().verification().state())
        .isEqualTo(VerificationState.UNKNOWN);
    assertThat(store.actions().verifying()).isEmpty();
    assertThat(store.actions().effectiveness()).isEmpty();
    store.forget(NOON.plusSeconds(1), NOON);
    assertThat(store.actions().find(1)).isPresent();
  }

  @Test
  void otherWords() throws Exception {
    Raw.run(
        file,
        "UPDATE healing_decisions SET reason = 'full_moon'",
        "UPDATE healing_rejections SET urgency = 'cosmic'",
        "UPDATE system_health_metrics SET status = 'so_so', current_value = NULL");
    assertThat(store.decisions().last(Subject.job("report"), "t").orElseThrow().reason())
        .isEqualTo(BlockReason.UNKNOWN);
    assertThat(store.rejections().find("key").orElseThrow().urgency())
        .isEqualTo(ErrorSeverity.CRITICAL);
    assertThat(store.metrics().newest("cpu", 1).get(0).status()).isEqualTo(HealthStatus.UNKNOWN);
    assertThat(store.metrics().newest("cpu", 1).get(0).currentValue()).isNaN();
  }

  @Test
  void aRowThatCannotBeReadIsToldWhenItIsAskedForAndLeftOutOfLists() throws Exception {
    Raw.run(file, "UPDATE error_incidents SET evidence = 'not json'");
    assertThat(store.incidents().active()).isEmpty();
    assertThat(store.incidents().page(Page.newest(9))).isEmpty();
    assertThatThrownBy(() -> store.incidents().find("i-00000001"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be read")
        .hasMessageContaining("not json");
  }
}
