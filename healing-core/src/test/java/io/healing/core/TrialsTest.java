package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.HealingAction;
import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.RecoveryConfig;
import io.healing.api.store.HealingStore;
import io.healing.core.learn.Trial;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the stored actions are read as trials. */
class TrialsTest {
  private static final Instant NOON = Samples.NOON;
  private static final HealingConfig CONFIG = HealingConfig.defaults(Path.of("/"));

  private final HealingStore store = InMemoryStore.create();

  @BeforeEach
  void suggested() {
    long review = store.reviews().add(Samples.review("report", NOON), Samples.reviewDetail(1));
    store
        .suggestions()
        .add(Samples.suggestion(review, "report", NOON), Samples.suggestionDetail("key", NOON));
  }

  private long add(Verification verification) {
    return store
        .actions()
        .add(
            Samples.action(1, "report", NOON),
            Samples.actionDetail(1, NOON).withVerification(verification));
  }

  private static Verification judged(int minute) {
    return Verification.pending(NOON, NOON)
        .decided(VerificationState.INEFFECTIVE, NOON.plus(Duration.ofMinutes(minute)), "no");
  }

  @Test
  void allStepsOfAProcedureAreOneAttempt() {
    List<Long> steps = List.of(add(judged(5)), add(judged(5)), add(judged(5)));
    long later = add(judged(9));
    assertThat(Trials.attempts(steps, store.actions()::find)).isEqualTo(1);
    assertThat(Trials.attempts(List.of(steps.get(0), later), store.actions()::find)).isEqualTo(2);
    assertThat(Trials.attempts(List.of(), store.actions()::find)).isEqualTo(1);
  }

  @Test
  void theSmallerOfBothSettingsBoundsTheAttempts() {
    assertThat(Trials.most(CONFIG, new Subject("report"))).isEqualTo(3);
    HealingConfig fewer =
        CONFIG.withSelfHealing(
            CONFIG
                .selfHealing()
                .withRecovery(new RecoveryConfig(2, 300, true, true, true, 600, List.of())));
    assertThat(Trials.most(fewer, new Subject("report"))).isEqualTo(2);
    assertThat(Trials.most(fewer, Subject.host())).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "edit_config,FAILED,600000,true",
    "edit_config,FAILED,599999,false",
    "edit_config,SUCCESS,600000,false",
    "run_command,FAILED,300000,true",
    "run_command,FAILED,299999,false"
  })
  void onlyAChangeThatTookAsLongAsItMayAndFailedHasPassedItsLimit(
      String type, String status, long took, boolean timedOut) {
    ActionStatus end = ActionStatus.valueOf(status);
    HealingAction row = Samples.action(0, 1, "report", NOON, end);
    HealingAction timed =
        new HealingAction(
            0,
            1,
            "report",
            type,
            null,
            null,
            null,
            null,
            end,
            "connection timeout",
            row.canRollback(),
            null,
            took,
            null,
            NOON);
    store.actions().add(timed, Samples.actionDetail(1, NOON).withVerification(judged(1)));
    assertThat(Trials.newest(store, CONFIG)).extracting(Trial::timedOut).containsExactly(timedOut);
  }
}
