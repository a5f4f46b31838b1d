package io.healing.quartz;

import io.healing.api.ActionType;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.VerificationState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.postgres.Database;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.quartz.SchedulerException;

/**
 * One Healing beside one instance of a cluster; the clock of the database keeps step with the clock
 * that is held. Everything that can be allowed is allowed.
 */
final class RowScene implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(31);
  private static final int LOOKS = 40;

  final QuartzRig rig;
  final ManualHealing healing;
  private final QuartzRunner adapter;
  private final SqliteHealingStore store;
  private final String cluster;
  private Duration ahead;

  private RowScene(QuartzRig rig, Path home, JobConfig job, Duration apart) throws Exception {
    this.rig = rig;
    cluster = rig.scheduler().getSchedulerName();
    ahead = apart;
    store = SqliteHealingStore.open(home.resolve("healing.db"));
    Rows rows =
        new Rows(
            new Tables(
                () -> JdbcStore.database().source().getConnection(),
                cluster,
                QuartzRunner.TABLE_PREFIX),
            new DatabaseClock(InstantSource.system(), told -> told.plus(ahead)));
    adapter = rig.adapter().withRows(rows);
    healing = Healing.builder().store(store).job(job).runner(adapter).manual(Instant.now());
  }

  QuartzRunner adapter() {
    return adapter;
  }

  static RowScene of(QuartzRig rig, Path home, String job) throws Exception {
    return new RowScene(rig, home, everythingAllowed(job), Duration.ZERO);
  }

  /** With a clock of the database that is so much ahead of this machine's. */
  static RowScene of(QuartzRig rig, Path home, String job, Duration apart) throws Exception {
    return new RowScene(rig, home, everythingAllowed(job), apart);
  }

  /** Where a start counts as missed after two minutes, and every change is asked about. */
  static RowScene asking(QuartzRig rig, Path home, String job) throws Exception {
    JobDefinition definition = JobDefinition.of(job).withStartGrace(Duration.ofMinutes(2));
    SelfHealingConfig asking =
        SelfHealingConfig.defaults()
            .withEnabled(true)
            .withRemediation(HealingRemediationConfig.defaults().withRequireApproval(true));
    return new RowScene(rig, home, JobConfig.of(definition).withSelfHealing(asking), Duration.ZERO);
  }

  static JobConfig everythingAllowed(String job) {
    JobDefinition definition = JobDefinition.of(job).withStartGrace(Duration.ofHours(12));
    return JobConfig.of(definition)
        .withSelfHealing(
            SelfHealingConfig.defaults()
                .withEnabled(true)
                .withRemediation(
                    HealingRemediationConfig.defaults()
                        .withAllowedActions(List.of("update_row", "restart_job")))
                .withSuggestions(
                    SuggestionBehaviorConfig.defaults()
                        .withAutoApply(true)
                        .withMinSeverityForApproval(SuggestionSeverity.CRITICAL)));
  }

  void look() {
    healing.tick(LOOK);
    ahead = ahead.plus(LOOK);
  }

  /** So much time passes without a look. */
  void later(Duration more) {
    ahead = ahead.plus(more);
  }

  void looks(int times) {
    for (int i = 0; i < times; i++) {
      look();
    }
  }

  /** Looks until it happened; the scheduler has time for its own work meanwhile. */
  void until(BooleanSupplier happened) {
    for (int i = 0; i < LOOKS && !happened.getAsBoolean(); i++) {
      look();
      LockSupport.parkNanos(100_000_000);
    }
    if (!happened.getAsBoolean()) {
      throw new AssertionError(
          "did not happen; actions "
              + actions()
              + ", open "
              + healing.healing().admin().incidents());
    }
  }

  /** Leaves the trigger as an instance leaves it that forgot it ten minutes ago. */
  void stick(String trigger, String state) {
    set(trigger, state, Instant.now().minusSeconds(600).toEpochMilli());
  }

  void set(String trigger, String state, long next) {
    database()
        .execute(
            "UPDATE qrtz_triggers SET trigger_state = '"
                + state
                + "', next_fire_time = "
                + next
                + where(trigger));
  }

  /** As if this instance had the trigger. */
  void fired(String trigger, String instance, String state) {
    database()
        .execute(
            "INSERT INTO qrtz_fired_triggers (sched_name, entry_id, trigger_name, trigger_group,"
                + " instance_name, fired_time, sched_time, priority, state, job_name, job_group)"
                + " VALUES ('"
                + cluster
                + "', 'e1', '"
                + trigger
                + "', 'DEFAULT', '"
                + instance
                + "', 0, 0, 5, '"
                + state
                + "', "
                + (state.equals("ACQUIRED") ? "NULL, NULL)" : "'" + trigger + "', 'DEFAULT')"));
  }

  String ask(String column, String trigger) {
    return database().ask("SELECT " + column + " FROM qrtz_triggers" + where(trigger));
  }

  private String where(String trigger) {
    return " WHERE sched_name = '" + cluster + "' AND trigger_name = '" + trigger + "'";
  }

  static Database database() {
    return JdbcStore.database();
  }

  List<Incident> open(String finding) {
    return healing.healing().admin().incidents().stream()
        .filter(incident -> incident.findingId().equals(finding) && !incident.ended())
        .toList();
  }

  /** All that a person is asked. */
  List<SuggestionEntry> questions() {
    return healing.healing().admin().suggestions(SuggestionStatus.PENDING).stream()
        .filter(entry -> entry.detail().plan() != null)
        .toList();
  }

  List<SuggestionEntry> pending() {
    return questions().stream()
        .filter(entry -> entry.detail().plan().request().type().equals(ActionType.UPDATE_ROW))
        .toList();
  }

  /** What a person sees, and says yes to. */
  SuggestionEntry approve() {
    until(() -> !pending().isEmpty());
    SuggestionEntry seen = pending().get(0);
    healing.healing().admin().approve(seen, "ada");
    return seen;
  }

  /**
   * Lets the change be made while the scheduler stands still: a run that it starts at the same
   * moment of a clock that is held would not count as one after it.
   */
  void approveAndApply() throws SchedulerException {
    rig.scheduler().standby();
    approve();
    until(() -> !actions().isEmpty());
    look();
    rig.started();
  }

  List<ActionEntry> actions() {
    return healing.healing().admin().actions();
  }

  boolean verified() {
    return actions().stream()
        .anyMatch(a -> a.detail().verification().state() == VerificationState.VERIFIED);
  }

  boolean allVerified() {
    return actions().stream()
        .allMatch(a -> a.detail().verification().state() == VerificationState.VERIFIED);
  }

  @Override
  public void close() throws SchedulerException {
    healing.close();
    store.close();
    rig.shutDown();
  }
}
