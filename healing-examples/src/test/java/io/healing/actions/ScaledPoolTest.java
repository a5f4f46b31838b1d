package io.healing.actions;

import static io.healing.actions.SmallShop.MINUTE;
import static io.healing.actions.SmallShop.allowing;
import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.VerificationState;
import io.healing.api.config.RecoveryConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.review.SuggestionStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool of the running program that is too small: scaled, proven, and put back where useless. */
class ScaledPoolTest {
  private static final ActionRequest MORE =
      ActionRequest.of(ActionType.SCALE_RESOURCES, new Target("pool", "orders"))
          .with("setting", "core_size")
          .with("factor", "2");

  @TempDir Path home;

  private SmallShop open(java.util.function.UnaryOperator<io.healing.api.config.RootConfig> root) {
    return SmallShop.open(home, root, b -> b.plugin(SmallShop.wishing(MORE)));
  }

  @Test
  void aPoolThatIsTooSmallIsScaledAndKeptSoWhenThatHelped() throws InterruptedException {
    try (SmallShop shop = open(allowing("scale_resources"))) {
      CountDownLatch done = shop.work(4);
      shop.pass(MINUTE);
      assertThat(shop.actions()).as(shop.why()).hasSize(1);
      assertThat(shop.pool.getCorePoolSize()).isEqualTo(4);
      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();

      assertThat(shop.incidents()).as("a change alone resolves nothing").isNotEmpty();
      shop.pass(Duration.ofMinutes(5));

      assertThat(shop.actions().get(0).detail().verification().state())
          .as(shop.why())
          .isEqualTo(VerificationState.VERIFIED);
      assertThat(shop.incidents()).isEmpty();
      assertThat(shop.pool.getCorePoolSize()).isEqualTo(4);
      assertThat(shop.admin().show("a1"))
          .contains("scale_resources pool:orders#core_size")
          .contains("verified");
      assertThat(shop.admin().show("s1"))
          .contains("Change core_size of pool:orders from 2 to 4")
          .contains("exact");
    }
  }

  @Test
  void whatDidNotHelpIsPutBack() {
    try (SmallShop shop = open(allowing("scale_resources"))) {
      shop.work(50);
      shop.pass(MINUTE);
      assertThat(shop.pool.getCorePoolSize()).as(shop.why()).isEqualTo(4);
      shop.pass(Duration.ofMinutes(5));

      assertThat(shop.actions().get(0).detail().verification().state())
          .isEqualTo(VerificationState.INEFFECTIVE);
      assertThat(shop.actions().get(0).row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
      assertThat(shop.pool.getCorePoolSize()).isEqualTo(2);
    }
  }

  @Test
  void withNothingSaidThereIsOnlyASuggestion() {
    try (SmallShop shop = open(root -> root)) {
      shop.work(4);
      shop.pass(Duration.ofMinutes(5));
      assertThat(shop.actions()).isEmpty();
      assertThat(shop.pool.getCorePoolSize()).isEqualTo(2);
      assertThat(shop.admin().suggestions(SuggestionStatus.PENDING)).hasSize(1);
      assertThat(shop.why())
          .contains(BlockReason.REMEDIATION_OFF.sentence())
          .contains("self_healing.remediation.enabled is false");
    }
  }

  @Test
  void anActionThatIsNotAllowedWaitsForAPerson() {
    try (SmallShop shop = open(allowing("restart_service"))) {
      shop.work(4);
      shop.pass(MINUTE);
      assertThat(shop.actions()).isEmpty();
      assertThat(shop.why()).contains(BlockReason.TYPE_NOT_ALLOWED.sentence());
    }
  }

  @Test
  void theRiskFromWhichAPersonIsAskedIsTheRootsForWhatIsNoJob() {
    try (SmallShop shop =
        open(
            root ->
                allowing("scale_resources")
                    .apply(root)
                    .withHost(
                        root.host()
                            .withMinSeverityForApproval(
                                io.healing.api.review.SuggestionSeverity.LOW)))) {
      shop.work(4);
      shop.pass(MINUTE);
      assertThat(shop.actions()).isEmpty();
      assertThat(shop.why()).contains(BlockReason.RISK.sentence());
    }
  }

  @Test
  void autoScalingThatIsSwitchedOffWaitsForAPerson() {
    try (SmallShop shop =
        open(
            root ->
                allowing("scale_resources")
                    .apply(root)
                    .withRecovery(
                        new RecoveryConfig(3, 300, true, false, true, 600, java.util.List.of())))) {
      shop.work(4);
      shop.pass(MINUTE);
      assertThat(shop.actions()).isEmpty();
      assertThat(shop.why()).contains(BlockReason.SCALING_OFF.sentence());
    }
  }

  @Test
  void whatNobodyProvidesIsSaidInTheSuggestion() {
    ActionRequest other =
        ActionRequest.of(ActionType.SCALE_RESOURCES, new Target("pool", "mail"))
            .with("factor", "2");
    try (SmallShop shop =
        SmallShop.open(
            home, allowing("scale_resources"), b -> b.plugin(SmallShop.wishing(other)))) {
      shop.work(4);
      shop.pass(MINUTE);
      assertThat(shop.actions()).isEmpty();
      assertThat(shop.why()).contains(BlockReason.NO_REMEDIATOR.sentence());
      assertThat(shop.admin().show("s1"))
          .contains("Nobody here can do scale_resources on pool:mail")
          .contains("HealingBuilder.handle");
    }
  }

  @Test
  void aSchemeThatNobodyKnowsIsSaidInTheSuggestion() {
    ActionRequest other =
        ActionRequest.of(ActionType.RESTART_SERVICE, new Target("service", "web"));
    try (SmallShop shop =
        SmallShop.open(
            home, allowing("restart_service"), b -> b.plugin(SmallShop.wishing(other)))) {
      shop.work(4);
      shop.pass(MINUTE);
      assertThat(shop.admin().show("s1"))
          .contains("Nobody here can restart the service web")
          .contains("self_healing.host.services");
    }
  }
}
