package io.healing.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.core.decide.Deciding.Asked;
import io.healing.core.decide.Question.Wish;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GatesTest {
  @ParameterizedTest
  @EnumSource
  void withNothingInTheWayItIsDone(Asked asked) {
    assertThat(Scene.healing(asked).decide()).isInstanceOf(Decision.Heal.class);
  }

  @ParameterizedTest
  @MethodSource("io.healing.core.decide.Flips#all")
  void eachGateAloneStopsThoseItHoldsFor(Flips.Flip flip) {
    for (Asked asked : flip.stops()) {
      Decision decision = flip.change().apply(Scene.healing(asked)).decide();
      assertThat(decision.reason()).as(asked.name()).contains(flip.reason());
      assertThat(decision).as(asked.name()).isInstanceOf(flip.decision());
    }
  }

  @ParameterizedTest
  @MethodSource("io.healing.core.decide.Flips#all")
  void eachGateStopsNobodyElse(Flips.Flip flip) {
    for (Asked asked : EnumSet.complementOf(EnumSet.copyOf(flip.stops()))) {
      Decision decision = flip.change().apply(Scene.healing(asked)).decide();
      assertThat(decision).as(asked.name()).isInstanceOf(Decision.Heal.class);
    }
  }

  @Test
  void everyGateIsInThisTable() {
    Set<BlockReason> tested = new HashSet<>();
    Flips.all().forEach(flip -> tested.add(flip.reason()));
    Set<BlockReason> gates = new HashSet<>();
    Gates.IN_ORDER.forEach(gate -> gates.add(gate.reason()));
    assertThat(tested).isEqualTo(gates);
    assertThat(Flips.all()).hasSameSizeAs(Gates.IN_ORDER);
  }

  @Test
  void everyReasonHasAGateButThoseThatAreNoneOfADecisionAboutAChange() {
    Set<BlockReason> without = EnumSet.allOf(BlockReason.class);
    Gates.IN_ORDER.forEach(gate -> without.remove(gate.reason()));
    assertThat(without)
        .containsExactlyInAnyOrder(
            BlockReason.UNKNOWN,
            BlockReason.TOO_FEW_RUNS,
            BlockReason.ALREADY_SO,
            BlockReason.CONSEQUENCE,
            BlockReason.PROCEDURE_STOPPED);
  }

  @Test
  void theFirstGateInTheWayIsTheAnswer() {
    Scene scene =
        Scene.healing(Asked.ALONE_REACTIVE)
            .fact(BlockReason.PAUSED)
            .remediation(r -> r.withEnabled(false));
    assertThat(scene.decide().reason()).contains(BlockReason.PAUSED);
  }

  @Test
  void whyThereIsNoPlanIsSaidAsThePlannerSaidIt() {
    Wish refused =
        Wish.of(Scene.proposal(), null).refused(BlockReason.GUARDED, "/etc is forbidden");
    Decision decision =
        Scene.healing(Asked.ALONE_REACTIVE).asking(q -> q.withWish(refused)).decide();
    assertThat(decision).isEqualTo(new Decision.Escalate(BlockReason.GUARDED, "/etc is forbidden"));
  }

  @Test
  void anApprovedChangeThatNobodyHereCanMakeWaitsForWhoCan() {
    Wish wish = Wish.of(Scene.proposal(), null);
    Decision decision = Scene.healing(Asked.APPROVED).asking(q -> q.withWish(wish)).decide();
    assertThat(decision).isInstanceOf(Decision.CheckAgain.class);
    assertThat(decision.reason()).contains(BlockReason.NO_REMEDIATOR);
  }

  @Test
  void theSuggestionOfAReviewWaitsWhereAnIncidentIsEscalated() {
    UnaryOperator<Scene> unsure =
        s -> s.wish(SuggestionCategory.CONFIG, SuggestionSeverity.LOW, 0.1);
    assertThat(unsure.apply(Scene.healing(Asked.ALONE_REACTIVE)).decide())
        .isInstanceOf(Flips.ESCALATE);
    assertThat(unsure.apply(Scene.healing(Asked.ALONE_PROACTIVE)).decide()).isInstanceOf(Flips.ASK);
  }

  @Test
  void onlyWhatTheCallerSeesMayBeHandedIn() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> Question.Facts.none().with(BlockReason.OFF, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OFF");
  }

  @Test
  void theWishOfASuggestionTakesTheHigherRisk() {
    ActionRequest request = Scene.plan().request();
    Wish wish =
        Wish.of(
            Scene.proposal().withRequest(request).withSeverity(SuggestionSeverity.LOW),
            Scene.plan().withRisk(SuggestionSeverity.CRITICAL));
    assertThat(wish.severity()).isEqualTo(SuggestionSeverity.CRITICAL);
  }
}
