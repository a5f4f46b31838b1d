package io.healing.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.HeldClock;
import io.healing.api.act.VerificationState;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.store.Counter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CountersTest {
  private static final Instant NOW = Scene.NOW;
  private final Deciding deciding = deciding(0, LimitsConfig.defaults());

  private static Deciding deciding(double jitter, LimitsConfig limits) {
    return new Deciding(RootConfig.defaults().withLimits(limits), HeldClock.at(NOW), () -> jitter);
  }

  @ParameterizedTest
  @CsvSource({"0,15", "1,30", "2,60", "3,120", "6,960", "7,1440", "8,1440", "10000,1440"})
  void theCoolDownDoublesUpToItsBound(int attemptsBefore, long minutes) {
    Counter next = deciding.attempted(new Counter("k", attemptsBefore, 0, null, null, null), NOW);
    assertThat(next.coolDownUntil()).isEqualTo(NOW.plus(Duration.ofMinutes(minutes)));
    assertThat(next.attempts()).isEqualTo(attemptsBefore + 1);
    assertThat(next.lastAttemptAt()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource({"0,900", "0.5,945", "1,990", "7,990", "-7,900"})
  void theJitterAddsUpToATenth(double jitter, long seconds) {
    Counter next = deciding(jitter, LimitsConfig.defaults()).attempted(Counter.none("k"), NOW);
    assertThat(next.coolDownUntil()).isEqualTo(NOW.plusSeconds(seconds));
  }

  @Test
  void theJitterDoesNotPassTheBound() {
    Counter next =
        deciding(1, LimitsConfig.defaults())
            .attempted(new Counter("k", 20, 0, null, null, null), NOW);
    assertThat(next.coolDownUntil()).isEqualTo(NOW.plus(Duration.ofHours(24)));
  }

  @Test
  void anotherCoolDownIsTakenFromTheLimits() {
    LimitsConfig limits =
        Scene.coolDowns(Duration.ofSeconds(10), Duration.ofSeconds(15), 2, Duration.ofHours(1));
    Deciding quick = deciding(0, limits);
    Counter once = quick.attempted(Counter.none("k"), NOW);
    assertThat(once.coolDownUntil()).isEqualTo(NOW.plusSeconds(10));
    assertThat(quick.attempted(once, NOW).coolDownUntil()).isEqualTo(NOW.plusSeconds(15));
  }

  @ParameterizedTest
  @EnumSource(names = {"INEFFECTIVE", "INCONCLUSIVE"})
  void theBreakerOpensOnTheSecondInARowThatDidNotHelp(VerificationState state) {
    Counter once = deciding.judged(Counter.none("k"), state, NOW);
    Counter twice = deciding.judged(once, VerificationState.INEFFECTIVE, NOW.plusSeconds(1));
    assertThat(once.failuresInARow()).isEqualTo(1);
    assertThat(once.breakerOpenedAt()).isNull();
    assertThat(twice.failuresInARow()).isEqualTo(2);
    assertThat(twice.breakerOpenedAt()).isEqualTo(NOW.plusSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({"1,false", "2,false", "3,true", "4,true"})
  void theNumberThatOpensTheBreakerIsAnOption(int failures, boolean open) {
    LimitsConfig three =
        Scene.coolDowns(Duration.ofMinutes(1), Duration.ofHours(1), 3, Duration.ofHours(1));
    Counter counter = new Counter("k", failures, failures - 1, null, null, null);
    Counter next = deciding(0, three).judged(counter, VerificationState.INEFFECTIVE, NOW);
    assertThat(next.breakerOpenedAt() != null).isEqualTo(open);
  }

  @Test
  void inARowMeansInARow() {
    Counter failed = deciding.judged(Counter.none("k"), VerificationState.INEFFECTIVE, NOW);
    Counter helped = deciding.judged(failed, VerificationState.VERIFIED, NOW);
    Counter again = deciding.judged(helped, VerificationState.INEFFECTIVE, NOW);
    assertThat(again.failuresInARow()).isEqualTo(1);
    assertThat(again.breakerOpenedAt()).isNull();
  }

  @Test
  void whatHelpedResetsAllButTheCoolDown() {
    Counter open = new Counter("k", 3, 2, NOW, NOW.plusSeconds(60), NOW);
    assertThat(deciding.judged(open, VerificationState.VERIFIED, NOW.plusSeconds(9)))
        .isEqualTo(new Counter("k", 0, 0, NOW, NOW.plusSeconds(60), null));
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "NONE", "UNKNOWN"})
  void whatSaysNothingChangesNothing(VerificationState state) {
    Counter counter = new Counter("k", 2, 1, NOW, NOW, null);
    assertThat(deciding.judged(counter, state, NOW)).isEqualTo(counter);
  }

  @Test
  void aHalfOpenBreakerThatFailsIsOpenAnew() {
    Counter open = new Counter("k", 2, 2, NOW, NOW, NOW);
    Instant later = NOW.plus(Duration.ofHours(25));
    assertThat(deciding.judged(open, VerificationState.INCONCLUSIVE, later).breakerOpenedAt())
        .isEqualTo(later);
  }

  @Test
  void aPersonLetsItTryOnceMoreAndOneMoreFailureOpensItAgain() {
    Counter open = new Counter("k", 3, 2, NOW, NOW.plusSeconds(60), NOW);
    Counter closed = deciding.closedByHand(open);
    assertThat(closed).isEqualTo(new Counter("k", 0, 2, NOW, null, null));
    assertThat(deciding.judged(closed, VerificationState.INEFFECTIVE, NOW).breakerOpenedAt())
        .isEqualTo(NOW);
  }
}
