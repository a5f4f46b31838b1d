package io.healing.jobrunr;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.VerificationState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One Healing beside one JobRunr; the adapter's clock keeps step with the clock that is held. */
final class Scene implements AutoCloseable {
  static final String MAIL = "io.healing.jobrunr.Works.mail";

  private static final Duration LOOK = Duration.ofSeconds(31);
  private static final int LOOKS = 40;

  final JobRunrRig rig;
  final ManualHealing healing;
  private final SqliteHealingStore store;
  private final Ahead ahead;

  /** The system's clock, and so much. */
  static final class Ahead implements InstantSource {
    private volatile Duration by = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(by);
    }

    void on(Duration more) {
      by = by.plus(more);
    }
  }

  private Scene(JobRunrRig rig, Ahead ahead, Path database, JobConfig job) {
    this.rig = rig;
    this.ahead = ahead;
    store = SqliteHealingStore.open(database);
    healing = Healing.builder().store(store).job(job).runner(rig.adapter()).manual(Instant.now());
  }

  /** With a rig that was made with that clock. */
  static Scene of(JobRunrRig rig, Ahead ahead, Path database, String job) {
    return new Scene(rig, ahead, database, allowed(JobDefinition.of(job)));
  }

  static Scene asking(JobRunrRig rig, Ahead ahead, Path database, String job) {
    return new Scene(rig, ahead, database, allowed(JobDefinition.of(job).withRepeatable(false)));
  }

  static JobConfig allowed(JobDefinition job) {
    return JobConfig.of(job.withStartGrace(Duration.ofHours(12)))
        .withSelfHealing(
            SelfHealingConfig.defaults()
                .withEnabled(true)
                .withRemediation(
                    HealingRemediationConfig.defaults()
                        .withAllowedActions(List.of("requeue_job", "restart_job"))));
  }

  void look() {
    healing.tick(LOOK);
    ahead.on(LOOK);
  }

  void looks(int times) {
    for (int i = 0; i < times; i++) {
      look();
    }
  }

  /** Looks until it happened; JobRunr has time for its own work meanwhile. */
  void until(BooleanSupplier happened) {
    for (int i = 0; i < LOOKS && !happened.getAsBoolean(); i++) {
      look();
      LockSupport.parkNanos(50_000_000);
    }
    if (!happened.getAsBoolean()) {
      throw new AssertionError(
          "did not happen; actions "
              + actions()
              + ", open "
              + healing.healing().admin().incidents());
    }
  }

  /** Waits for JobRunr. */
  static void await(BooleanSupplier happened) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within 40 s");
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  List<Incident> open(String finding) {
    return healing.healing().admin().incidents().stream()
        .filter(incident -> incident.findingId().equals(finding) && !incident.ended())
        .toList();
  }

  List<ActionEntry> actions() {
    return healing.healing().admin().actions();
  }

  List<SuggestionEntry> pending() {
    return healing.healing().admin().suggestions(SuggestionStatus.PENDING).stream()
        .filter(entry -> entry.detail().plan() != null)
        .filter(entry -> entry.detail().plan().request().type().word().equals("requeue_job"))
        .toList();
  }

  String why(String job) {
    return healing.healing().admin().why(job);
  }

  void approve() {
    until(() -> !pending().isEmpty());
    healing.healing().admin().approve(pending().get(0), "ada");
  }

  boolean verified() {
    return actions().stream()
        .anyMatch(a -> a.detail().verification().state() == VerificationState.VERIFIED);
  }

  @Override
  public void close() {
    healing.close();
    store.close();
  }
}
