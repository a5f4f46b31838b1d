package io.healing.core.decide;

import static io.healing.core.decide.Flips.changes;
import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.config.RecoveryConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.store.Counter;
import io.healing.api.store.IntentHead;
import io.healing.core.decide.Deciding.Asked;
import io.healing.core.decide.Question.Lately;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundsTest {
  private static final Instant NOW = Scene.NOW;
  private final Scene alone = Scene.healing(Asked.ALONE_REACTIVE);

  private static Optional<BlockReason> blocked(Scene scene) {
    return scene.decide().reason();
  }

  private Scene counted(Counter counter) {
    return alone.asking(q -> q.withCounter(counter));
  }

  private static Scene limited(Scene scene, int perHour, int subjects, double percent) {
    return scene.with(RootConfig.defaults().withLimits(Scene.limits(perHour, subjects, percent)));
  }

  private static Scene lately(Scene scene, List<IntentHead> heads, int subjects) {
    return scene.asking(q -> q.withLately(new Lately(heads, subjects)));
  }

  @ParameterizedTest
  @CsvSource({"1,false", "2,true", "3,true"})
  void aJobHasItsOwnNumberOfAttempts(int used, boolean stops) {
    Scene two = counted(new Counter("k", used, 0, null, null, null));
    Optional<BlockReason> reason = blocked(two.remediation(r -> r.withMaxAttempts(2)));
    assertThat(reason.isPresent()).isEqualTo(stops);
    assertThat(reason.orElse(BlockReason.ATTEMPTS_USED)).isEqualTo(BlockReason.ATTEMPTS_USED);
  }

  @ParameterizedTest
  @CsvSource({"9,4,false", "9,5,true", "9,6,true", "4,3,false", "4,4,true"})
  void aSubjectThatIsNoJobHasTheAttemptsOfTheRoot(int permitted, int used, boolean stops) {
    RecoveryConfig d = RecoveryConfig.defaults();
    RecoveryConfig five =
        new RecoveryConfig(
            5, d.escalationTimeout(), true, true, true, d.recoveryTimeout(), List.of());
    Question q = alone.question();
    Question host =
        Question.of(
                q.asked(),
                Subject.host(),
                q.config().withRemediation(q.config().remediation().withMaxAttempts(permitted)),
                q.wish())
            .withIncident(q.incident())
            .withCounter(new Counter("k", used, 0, null, null, null));
    Scene scene = new Scene(RootConfig.defaults().withRecovery(five), host);
    assertThat(blocked(scene).isPresent()).isEqualTo(stops);
  }

  @ParameterizedTest
  @CsvSource({"-1,false", "0,false", "1,true"})
  void aCoolDownIsOverAtItsInstant(int millisYet, boolean stops) {
    Scene scene = counted(new Counter("k", 1, 0, NOW, NOW.plusMillis(millisYet), null));
    assertThat(blocked(scene).isPresent()).isEqualTo(stops);
  }

  @Test
  void theWaitIsTheRestOfTheCoolDown() {
    Scene scene = counted(new Counter("k", 1, 0, NOW, NOW.plusSeconds(90), null));
    assertThat(scene.decide())
        .isInstanceOfSatisfying(
            Decision.CheckAgain.class,
            again -> assertThat(again.after()).isEqualTo(Duration.ofSeconds(90)));
  }

  @ParameterizedTest
  @CsvSource({"-1,true", "0,false", "1,false"})
  void aBreakerIsHalfOpenFromItsInstantOn(int millisPast, boolean stops) {
    Instant opened = NOW.minus(Duration.ofHours(24)).minusMillis(millisPast);
    Scene scene = counted(new Counter("k", 2, 2, null, null, opened));
    assertThat(blocked(scene).isPresent()).isEqualTo(stops);
  }

  @Test
  void aBreakerThatIsSwitchedOffAsksAPersonInsteadOfStopping() {
    RecoveryConfig d = RecoveryConfig.defaults();
    RecoveryConfig off =
        new RecoveryConfig(3, 300, true, true, false, d.recoveryTimeout(), List.of());
    Scene open = counted(new Counter("k", 2, 2, null, null, NOW));
    assertThat(blocked(open)).contains(BlockReason.BREAKER_OPEN);
    Scene asks = open.with(RootConfig.defaults().withRecovery(off));
    assertThat(asks.decide())
        .isInstanceOfSatisfying(
            Decision.AskApproval.class,
            ask -> assertThat(ask.why()).isEqualTo(BlockReason.BREAKER_OPEN));
  }

  @ParameterizedTest
  @CsvSource({"2,false", "3,true", "4,true"})
  void soManyActionsAnHour(int done, boolean stops) {
    Scene scene = lately(limited(alone, 3, 100, 100), changes(done, 1), 1_000);
    assertThat(blocked(scene).isPresent()).isEqualTo(stops);
    assertThat(blocked(scene).orElse(BlockReason.RATE_LIMIT)).isEqualTo(BlockReason.RATE_LIMIT);
  }

  @ParameterizedTest
  @CsvSource({"3599999,true", "3600000,false", "3600001,false"})
  void anActionIsForgottenWhenItIsAnHourOld(int millisAgo, boolean stops) {
    IntentHead old = new IntentHead(1, Subject.job("b"), true, NOW.minusMillis(millisAgo));
    Scene scene = lately(limited(alone, 1, 100, 100), List.of(old), 1_000);
    assertThat(blocked(scene).isPresent()).isEqualTo(stops);
  }

  @Test
  void whatPeopleAskedForDoesNotCount() {
    IntentHead asked = new IntentHead(1, Subject.job("b"), false, NOW);
    assertThat(blocked(lately(limited(alone, 1, 100, 100), List.of(asked), 1_000))).isEmpty();
  }

  @Test
  void theWaitForARateIsUntilTheOldestIsForgotten() {
    List<IntentHead> two = new ArrayList<>();
    two.add(new IntentHead(2, Subject.job("b"), true, NOW.minusSeconds(60)));
    two.add(new IntentHead(1, Subject.job("b"), true, NOW.minusSeconds(600)));
    assertThat(lately(limited(alone, 2, 100, 100), two, 1_000).decide())
        .isInstanceOfSatisfying(
            Decision.CheckAgain.class,
            again -> assertThat(again.after()).isEqualTo(Duration.ofSeconds(3_000)));
  }

  /** With this one the sixth, seventh … subject; 100 subjects, so a subject is a percent. */
  @ParameterizedTest
  @CsvSource({
    "3,4,0,false", "4,4,0,true", "5,4,0,true", // above the number
    "4,4,4.9,true", "4,4,5,false", "4,4,5.1,false", // and above the share as well
    "50,100,0,false" // the share alone does not stop
  })
  void theBlastRadiusHasTwoBoundsAndBothMustBePassed(
      int others, int most, double percent, boolean stops) {
    Scene scene = lately(limited(alone, 1_000, most, percent), changes(others, others), 100);
    assertThat(blocked(scene).isPresent()).isEqualTo(stops);
    assertThat(blocked(scene).orElse(BlockReason.BLAST_RADIUS)).isEqualTo(BlockReason.BLAST_RADIUS);
  }

  @Test
  void aSubjectThatWasChangedAlreadyDoesNotWidenTheBlastRadius() {
    List<IntentHead> heads = new ArrayList<>(changes(4, 4));
    heads.add(new IntentHead(9, Subject.job("report"), true, NOW));
    assertThat(blocked(lately(limited(alone, 1_000, 5, 0), heads, 100))).isEmpty();
  }

  @Test
  void aPersonWhoApprovesIsShownWhatStopsHealing() {
    Counter used = new Counter("k", 3, 2, NOW, NOW.plusSeconds(60), NOW);
    Decision decision = Scene.healing(Asked.APPROVED).asking(q -> q.withCounter(used)).decide();
    assertThat(decision).isInstanceOf(Decision.Heal.class);
    assertThat(decision.detail())
        .contains("2 in a row did not help", "3 of 3", NOW.plusSeconds(60).toString());
  }

  @Test
  void whoActsAloneSaysWhichAttemptItIs() {
    Counter one = new Counter("k", 1, 0, null, null, null);
    assertThat(counted(one).decide()).isEqualTo(new Decision.Heal("attempt 2 of 3"));
  }
}
