package io.healing.actions;

import static io.healing.actions.SmallShop.MINUTE;
import static io.healing.actions.SmallShop.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.RecoveryStatus;
import io.healing.api.act.ServiceConfig;
import io.healing.core.ActionResult;
import io.healing.core.Handles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One action that a person asks for goes the way of every other. */
class AskedByHandTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Logger LOGGER = Logger.getLogger("acme.asked");
  @TempDir Path home;

  private static ActionRequest threads(String value) {
    return ActionRequest.of(ActionType.INCREASE_RESOURCES, new Target("pool", "orders"))
        .with("setting", "max_size")
        .with("value", value);
  }

  @Test
  void itIsPendingThenInProgressAndCompletedWhenSeenWell() {
    try (SmallShop shop = SmallShop.open(home, root -> root)) {
      ActionResult asked = shop.healing().act(SHOP, threads("12"), "ann");
      assertThat(asked.status()).isEqualTo(RecoveryStatus.PENDING);
      assertThat(asked.words()).isEqualTo("Change max_size of pool:orders from 8 to 12");
      assertThat(shop.pool.getMaximumPoolSize()).isEqualTo(8);
      long id = asked.suggestion().orElseThrow();

      shop.pass(Duration.ofSeconds(10));
      ActionResult done = shop.healing().outcome(id);
      assertThat(done.status()).as(shop.why()).isEqualTo(RecoveryStatus.IN_PROGRESS);
      assertThat(shop.pool.getMaximumPoolSize()).isEqualTo(12);
      assertThat(shop.actions().get(0).detail().by()).isEqualTo("ann");

      assertThat(shop.admin().shadow(Instant.EPOCH).entries())
          .as("what a person asks for is not left to a person")
          .isEmpty();
      shop.pass(LONG);
      assertThat(shop.healing().outcome(id).status()).isEqualTo(RecoveryStatus.COMPLETED);
      assertThat(shop.healing().outcome(id).action()).hasValue(1);

      shop.admin().rollback(1, "ann");
      assertThat(shop.pool.getMaximumPoolSize()).isEqualTo(8);
      assertThat(shop.healing().outcome(id).status()).isEqualTo(RecoveryStatus.FAILED);
    }
  }

  @Test
  void itHasFailedWhenWhatIsSeenAfterwardsIsSick() {
    try (SmallShop shop = SmallShop.open(home, root -> root)) {
      shop.work(50);
      long id = shop.healing().act(SHOP, threads("12"), "ann").suggestion().orElseThrow();
      shop.pass(LONG);
      ActionResult result = shop.healing().outcome(id);
      assertThat(result.status()).as(result.words()).isEqualTo(RecoveryStatus.FAILED);
      assertThat(shop.pool.getMaximumPoolSize()).isEqualTo(8);
    }
  }

  @Test
  void itWaitsWhileHealingIsPausedAndSaysSo() {
    try (SmallShop shop = SmallShop.open(home, root -> root)) {
      shop.admin().pause("month end", "ben");
      long id = shop.healing().act(SHOP, threads("12"), "ann").suggestion().orElseThrow();
      shop.pass(MINUTE);
      assertThat(shop.pool.getMaximumPoolSize()).isEqualTo(8);
      ActionResult result = shop.healing().outcome(id);
      assertThat(result.status()).isEqualTo(RecoveryStatus.PENDING);
      assertThat(result.words()).contains("month end");
      shop.admin().resume();
      shop.pass(MINUTE);
      assertThat(shop.pool.getMaximumPoolSize()).isEqualTo(12);
    }
  }

  @Test
  void whatNobodyCanDoIsEscalatedAndChangesNothing() {
    try (SmallShop shop = SmallShop.open(home, root -> root)) {
      ActionRequest web =
          ActionRequest.of(ActionType.RESTART_SERVICE, new Target("service", "web"));
      ActionResult result = shop.healing().act(SHOP, web, "ann");
      assertThat(result.status()).isEqualTo(RecoveryStatus.ESCALATED);
      assertThat(result.words()).contains("Nobody here can restart the service web");
      assertThat(result.suggestion()).isEmpty();
      assertThatThrownBy(() -> shop.healing().act(SHOP, threads("x"), "ann"))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("Give a number");
      assertThatThrownBy(() -> shop.healing().outcome(7)).hasMessageContaining("no suggestion s7");
    }
  }

  @Test
  void aCommandThatFailsIsAFailedRecovery() {
    ActionRequest web = ActionRequest.of(ActionType.RESTART_SERVICE, new Target("service", "web"));
    try (SmallShop shop =
        SmallShop.open(
            home,
            root ->
                root.withHost(
                    root.host()
                        .withServices(
                            List.of(
                                ServiceConfig.ofCommand("web", List.of("sh", "-c", "exit 4"))))))) {
      long id = shop.healing().act(SHOP, web, "ann").suggestion().orElseThrow();
      shop.pass(MINUTE);
      ActionResult result = shop.healing().outcome(id);
      assertThat(result.status()).isEqualTo(RecoveryStatus.FAILED);
      assertThat(result.words()).contains("ended with code 4");
    }
  }

  @Test
  void aHealthCheckLetsTheMonitorsLookAtOnceAndTellsWhatTheySaw() {
    ActionRequest check =
        ActionRequest.of(ActionType.HEALTH_CHECK, new Target("subject", SHOP.name()));
    try (SmallShop shop = SmallShop.open(home, root -> root)) {
      shop.pass(Duration.ofSeconds(1));
      int before = shop.looks.get();
      shop.pass(MINUTE);
      assertThat(shop.looks).as("it looks once an hour").hasValue(before);

      long id = shop.healing().act(SHOP, check, "ann").suggestion().orElseThrow();
      shop.pass(Duration.ofSeconds(1));
      assertThat(shop.looks.get()).isGreaterThan(before);
      shop.pass(LONG);
      assertThat(shop.healing().outcome(id).status()).isEqualTo(RecoveryStatus.COMPLETED);

      shop.work(50);
      long sick = shop.healing().act(SHOP, check, "ann").suggestion().orElseThrow();
      shop.pass(LONG);
      ActionResult result = shop.healing().outcome(sick);
      assertThat(result.status()).isEqualTo(RecoveryStatus.FAILED);
      assertThat(result.words()).contains("tasks of pool:orders wait");
    }
  }

  @Test
  void whatIsWantedForATimeIsTakenBackByItselfWhenItIsOver() {
    ActionRequest fine =
        ActionRequest.of(ActionType.ENABLE_MONITORING, new Target("logger", "acme.asked"))
            .with("level", "FINE")
            .with("for_s", "900");
    try (SmallShop shop = SmallShop.open(home, root -> root)) {
      long id = shop.healing().act(SHOP, fine, "ann").suggestion().orElseThrow();
      shop.pass(Duration.ofMinutes(14));
      assertThat(LOGGER.getLevel()).as(shop.why()).isEqualTo(Level.FINE);
      shop.pass(Duration.ofMinutes(3));
      assertThat(LOGGER.getLevel()).isNull();
      assertThat(shop.actions().get(0).row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
      assertThat(shop.actions().get(0).detail().note()).isEqualTo("its time is over");
      assertThat(shop.healing().outcome(id).status()).isEqualTo(RecoveryStatus.COMPLETED);
    } finally {
      LOGGER.setLevel(null);
    }
  }

  @Test
  void aRealConnectionPoolIsScaledThroughJmxAndPutBack() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + home.resolve("shop.db"));
    config.setPoolName("stock");
    config.setRegisterMbeans(true);
    config.setMaximumPoolSize(4);
    try (HikariDataSource stock = new HikariDataSource(config);
        SmallShop shop =
            SmallShop.open(home, root -> root, b -> b.handle(Handles.hikariPool("stock")))) {
      ActionRequest more =
          ActionRequest.of(ActionType.SCALE_RESOURCES, new Target("pool", "stock"))
              .with("setting", "max_size")
              .with("factor", "1.5");
      shop.healing().act(SHOP, more, "ann");
      shop.pass(LONG);
      assertThat(stock.getMaximumPoolSize()).as(shop.why()).isEqualTo(6);
      ActionRequest patience =
          ActionRequest.of(ActionType.ADJUST_TIMEOUT, new Target("pool", "stock"))
              .with("setting", "connection_timeout_ms")
              .with("factor", "2");
      shop.healing().act(SHOP, patience, "ann");
      shop.pass(LONG);
      assertThat(stock.getConnectionTimeout()).isEqualTo(60_000);
      shop.admin().rollback(1, "ann");
      shop.admin().rollback(2, "ann");
      assertThat(stock.getMaximumPoolSize()).isEqualTo(4);
      assertThat(stock.getConnectionTimeout()).isEqualTo(30_000);
    }
  }
}
