package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.host.Handle;
import io.healing.api.host.Setting;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.IntentState;
import io.healing.core.Handles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeSettingTest {
  private static final Target POOL = new Target("pool", "orders");

  @TempDir Path home;
  private Workplace place;
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(2, 4, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  private final AtomicReference<Double> rate = new AtomicReference<>(0.25);

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
    place.handles = List.of(Handles.threadPool("orders", pool), sampling());
    place.withTools();
  }

  @AfterEach
  void close() {
    pool.shutdownNow();
  }

  private Handle sampling() {
    return new Handle() {
      @Override
      public Target target() {
        return new Target("tracing", "spans");
      }

      @Override
      public Map<String, Double> readings() {
        return Map.of();
      }

      @Override
      public List<Setting> settings() {
        return List.of(Setting.of("sampling_rate", rate::get, rate::set).within(0, 1));
      }
    };
  }

  private static ActionRequest scale(String setting, String how, String amount) {
    return ActionRequest.of(ActionType.SCALE_RESOURCES, POOL)
        .with("setting", setting)
        .with(how, amount);
  }

  @Test
  void aPoolIsMadeLargerAndTheOldSizePutBack() {
    ActionPlan plan = place.plan(scale("max_size", "factor", "1.5"));
    assertThat(plan.summary()).isEqualTo("Change max_size of pool:orders from 4 to 6");
    assertThat(plan.undo()).isEqualTo(Undo.EXACT);
    assertThat(plan.risk()).isEqualTo(SuggestionSeverity.LOW);
    assertThat(plan.request().target()).hasToString("pool:orders#max_size");

    Applied applied = place.apply(scale("max_size", "factor", "1.5"));
    assertThat(applied.state()).isEqualTo(IntentState.DONE);
    assertThat(pool.getMaximumPoolSize()).isEqualTo(6);
    assertThat(applied.entry().row().originalContent()).isEqualTo("4");
    assertThat(applied.entry().row().newContent()).isEqualTo("6");

    assertThat(place.acting().undo(applied.entry().row().id(), "ann", false).state())
        .isEqualTo(IntentState.DONE);
    assertThat(pool.getMaximumPoolSize()).isEqualTo(4);
  }

  @Test
  void thePlanIsBoundToTheOldAndTheNewValue() {
    String hash = place.plan(scale("max_size", "value", "8")).hash();
    assertThat(place.plan(scale("max_size", "value", "9")).hash()).isNotEqualTo(hash);
    pool.setMaximumPoolSize(5);
    assertThat(place.plan(scale("max_size", "value", "8")).hash()).isNotEqualTo(hash);
  }

  @Test
  void aPoolThatSomebodyChangedSinceThePlanIsLeftAlone() {
    Order order = place.order(place.plan(scale("max_size", "value", "8")));
    pool.setMaximumPoolSize(5);
    assertThat(place.acting().apply(order).state()).isEqualTo(IntentState.FAILED);
    assertThat(pool.getMaximumPoolSize()).isEqualTo(5);
  }

  @Test
  void itIsNotTakenBackWhenSomebodyChangedItSince() {
    Applied applied = place.apply(scale("max_size", "value", "8"));
    pool.setMaximumPoolSize(5);
    Undone undone = place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(undone.state()).isEqualTo(IntentState.FAILED);
    assertThat(undone.note()).contains("is not as the action left it");
    assertThat(pool.getMaximumPoolSize()).isEqualTo(5);
  }

  @Test
  void aPoolThatSomebodyChangesAtThatMomentIsLeftAlone() {
    Order order = place.order(place.plan(scale("max_size", "value", "8")));
    place.steps =
        step -> {
          if (step.equals("w.guarded")) {
            pool.setMaximumPoolSize(5);
          }
        };
    Applied applied = place.acting().apply(order);
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(applied.note()).contains("by somebody else at this moment");
    assertThat(pool.getMaximumPoolSize()).isEqualTo(5);
  }

  @Test
  void theLeastIsNeverAboveTheMost() {
    Applied applied = place.apply(scale("core_size", "value", "9"));
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(applied.note()).contains("core_size may be at most max_size");
    assertThat(pool.getCorePoolSize()).isEqualTo(2);
  }

  @Test
  void eachSettingIsATargetOfItsOwn() {
    Applied first = place.apply(scale("max_size", "value", "8"));
    place.apply(scale("core_size", "value", "3"));
    assertThat(place.acting().contested(place.plan(scale("max_size", "value", "9")))).isFalse();
    assertThat(place.acting().undo(first.entry().row().id(), "ann", false).state())
        .isEqualTo(IntentState.DONE);
    assertThat(pool.getCorePoolSize()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "value,0,It may be 1 to 10000",
    "value,10001,It may be 1 to 10000",
    "value,many,Give a number",
    "value,NaN,Give a number",
    "factor,0,above 0",
    "factor,-2,above 0",
    "factor,1000,at most 100",
    "value,4,is 4 already",
    "factor,1,is 4 already"
  })
  void whatCannotBeIsRefusedWithItsBounds(String how, String amount, String words) {
    HealingException fault =
        catchThrowableOfType(
            HealingException.class, () -> place.plan(scale("max_size", how, amount)));
    assertThat(fault).hasMessageContaining(words);
    assertThat(pool.getMaximumPoolSize()).isEqualTo(4);
  }

  @Test
  void whatIsAsItIsWantedIsRefusedForThatReason() {
    assertThatThrownBy(() -> place.plan(scale("max_size", "value", "4")))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.reason()).isEqualTo(BlockReason.ALREADY_SO));
  }

  @Test
  void aFactorGoesAsFarAsTheBoundsLetIt() {
    pool.setMaximumPoolSize(9_000);
    assertThat(place.plan(scale("max_size", "factor", "2")).summary())
        .isEqualTo("Change max_size of pool:orders from 9000 to 10000, the most that it may be");
    pool.setMaximumPoolSize(10_000);
    assertThatThrownBy(() -> place.plan(scale("max_size", "factor", "2")))
        .hasMessageContaining("widen it where it is registered");
  }

  @ParameterizedTest
  @CsvSource({"1.3,4,6", "1.01,4,5", "0.9,4,3", "0.1,4,1"})
  void aWholeNumberStaysWholeAndChanges(String factor, int old, int next) {
    pool.setMaximumPoolSize(old);
    assertThat(place.plan(scale("max_size", "factor", factor)).summary())
        .contains("from " + old + " to " + next);
  }

  @Test
  void toIncreaseIsNeverToGiveLess() {
    ActionRequest less =
        ActionRequest.of(ActionType.INCREASE_RESOURCES, POOL)
            .with("setting", "max_size")
            .with("factor", "0.5");
    assertThatThrownBy(() -> place.plan(less)).hasMessageContaining("which is less");
  }

  @Test
  void aWishThatNamesNoSettingMeansTheUsualOneOfItsAction() {
    ActionRequest more = ActionRequest.of(ActionType.SCALE_RESOURCES, POOL);
    assertThat(place.plan(more.with("factor", "2")).request().target().name())
        .isIn("orders#core_size", "orders#max_size");
  }

  @Test
  void aWishThatDoesNotSayWhichSettingIsToldWhichThereAre() {
    assertThatThrownBy(
            () -> place.plan(ActionRequest.of(ActionType.ADJUST_TIMEOUT, POOL).with("factor", "2")))
        .hasMessageContaining("It has core_size, max_size");
  }

  @Test
  void theOnlySettingNeedsNoName() {
    ActionRequest more =
        ActionRequest.of(ActionType.ENABLE_MONITORING, new Target("tracing", "spans"))
            .with("value", "1")
            .with("for_s", "900");
    assertThat(place.plan(more).summary())
        .isEqualTo(
            "Change sampling_rate of tracing:spans from 0.25 to 1, the most that it may be, for 15"
                + " min");
    Applied applied = place.apply(more);
    assertThat(rate.get()).isEqualTo(1);
    place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(rate.get()).isEqualTo(0.25);
  }

  @Test
  void whatNobodyRegisteredIsSaidToBeNobodys() {
    ActionRequest other =
        ActionRequest.of(ActionType.SCALE_RESOURCES, new Target("pool", "mail")).with("value", "3");
    Refused refused = catchThrowableOfType(Refused.class, () -> place.plan(other));
    assertThat(refused.reason()).isEqualTo(BlockReason.NO_REMEDIATOR);
    assertThat(refused).hasMessageContaining("HealingBuilder.handle");
  }

  @Test
  void aSettingThatIsNotTakenIsNotPretended() {
    place.handles = List.of(stubborn(3));
    place.withTools();
    Applied applied =
        place.apply(ActionRequest.of(ActionType.ADJUST_TIMEOUT, POOL).with("value", "8"));
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(applied.note()).contains("is 3 all the same");
  }

  /** A setting that ignores what it is told. */
  private static Handle stubborn(double always) {
    return new Handle() {
      @Override
      public Target target() {
        return POOL;
      }

      @Override
      public Map<String, Double> readings() {
        return Map.of();
      }

      @Override
      public List<Setting> settings() {
        return List.of(Setting.of("size", () -> always, value -> {}).within(1, 10));
      }
    };
  }

  @Test
  void whatEndedWithItsProcessIsNobodysChangeAndNotTakenBackHere() {
    Applied applied = place.apply(scale("max_size", "value", "8"));
    long other = place.store.instances().register("other", 2, place.clock.instant()).id();
    pool.setMaximumPoolSize(4);
    ActionPlan plan = place.acting(other).plan(place.situation(), scale("max_size", "value", "8"));
    assertThat(place.acting(other).contested(plan)).isFalse();
    assertThat(place.acting().contested(plan)).as("somebody changed it here").isTrue();
    pool.setMaximumPoolSize(8);
    Undone undone = place.acting(other).undo(applied.entry().row().id(), "ann", false);
    assertThat(undone.note()).contains("in the memory of another process");
    assertThat(pool.getMaximumPoolSize()).isEqualTo(8);
  }
}
