package io.healing.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.VerificationState;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.LearningConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.Incident;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Handles;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.core.HealingBuilder;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What comes with Healing, without an analyzer of the program's own: a monitor names the handle
 * that is short, and what is known to help is done to it.
 */
@Timeout(60)
class BuiltInProceduresTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final String STOCK = "@environment/pool:stock";
  private static final String ORDERS = "@environment/pool:orders";

  @TempDir Path home;
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void noCallerStays() {
    callers.shutdownNow();
  }

  /** The library acts alone on what is no job, for these actions. */
  private static UnaryOperator<RootConfig> auto(String... actions) {
    return root ->
        SmallShop.allowing(actions).apply(root).withLearning(sureEnough(LearningConfig.defaults()));
  }

  private static LearningConfig sureEnough(LearningConfig d) {
    return new LearningConfig(
        d.effectivenessTracking(),
        d.patternRecognition(),
        d.continuousImprovement(),
        d.learningRate(),
        d.minSamplesForLearning(),
        0.5,
        d.explorationFloor());
  }

  /** The same, but a person is asked first. */
  private static UnaryOperator<RootConfig> approve(String... actions) {
    return root ->
        auto(actions)
            .apply(root)
            .withRemediation(
                HealingRemediationConfig.defaults()
                    .withEnabled(true)
                    .withRequireApproval(true)
                    .withAllowedActions(List.of(actions)));
  }

  private final class Shop implements AutoCloseable {
    private final SqliteHealingStore store;
    private final ManualHealing manual;

    Shop(UnaryOperator<RootConfig> root, UnaryOperator<HealingBuilder> more) {
      store = SqliteHealingStore.open(home.resolve("healing.db"));
      HealingConfig config =
          HealingConfig.defaults(home).withSelfHealing(root.apply(RootConfig.defaults()));
      manual = more.apply(Healing.builder().store(store).config(config)).manual(START);
      pass(Duration.ofMinutes(2));
    }

    void pass(Duration time) {
      for (Duration left = time; !left.isZero(); left = left.minusSeconds(10)) {
        manual.tick(Duration.ofSeconds(10));
      }
    }

    HealingAdmin admin() {
      return manual.healing().admin();
    }

    List<Incident> on(String subject) {
      return admin().incidents().stream()
          .filter(incident -> incident.subject().name().equals(subject))
          .toList();
    }

    List<ActionEntry> actions() {
      return admin().actions();
    }

    void untilActed(String subject) {
      for (int i = 0; i < 12 && actions().isEmpty(); i++) {
        pass(Duration.ofSeconds(10));
      }
      assertThat(actions()).as(on(subject) + admin().why(subject)).hasSize(1);
    }

    @Override
    public void close() {
      manual.close();
      store.close();
    }
  }

  private HikariDataSource stock() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:sqlite:" + home.resolve("stock.db"));
    config.setPoolName("stock");
    config.setRegisterMbeans(true);
    config.setMaximumPoolSize(4);
    config.setConnectionTimeout(1_000);
    return new HikariDataSource(config);
  }

  private static HealingBuilder watched(HealingBuilder builder) {
    return builder.handle(Handles.hikariPool("stock"));
  }

  /** Who is told that there was none in time asks again. */
  private static Connection patient(HikariDataSource stock) throws SQLException {
    while (true) {
      try {
        return stock.getConnection();
      } catch (SQLTransientConnectionException none) {
        if (Thread.currentThread().isInterrupted()) {
          throw none;
        }
      }
    }
  }

  /** So many callers, who give their connections back when each of them has one. */
  private CountDownLatch counting(HikariDataSource stock, int together)
      throws InterruptedException {
    CyclicBarrier all = new CyclicBarrier(together);
    CountDownLatch done = new CountDownLatch(together);
    for (int i = 0; i < together; i++) {
      callers.execute(
          () -> {
            try (Connection connection = patient(stock)) {
              all.await();
              connection.isValid(1);
              done.countDown();
            } catch (SQLException | BrokenBarrierException | InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    CountDownLatch moment = new CountDownLatch(1);
    while (stock.getHikariPoolMXBean().getActiveConnections() < 4) {
      assertThat(moment.await(10, TimeUnit.MILLISECONDS)).isFalse();
    }
    return done;
  }

  @Test
  void aConnectionPoolThatIsUsedUpIsGivenMoreAndThatIsProvenAndUndoneOnRequest() throws Exception {
    try (HikariDataSource stock = stock();
        Shop shop = new Shop(auto("increase_resources"), BuiltInProceduresTest::watched)) {
      CountDownLatch done = counting(stock, 5);
      shop.untilActed(STOCK);
      assertThat(stock.getMaximumPoolSize()).isEqualTo(6);
      assertThat(done.await(20, TimeUnit.SECONDS)).as("with one more all go on").isTrue();
      assertThat(shop.on(STOCK)).as("a change alone resolves nothing").isNotEmpty();

      shop.pass(Duration.ofMinutes(10));
      ActionEntry action = shop.actions().get(0);
      assertThat(action.row().actionType()).isEqualTo("increase_resources");
      assertThat(action.detail().target()).hasToString("pool:stock#max_size");
      assertThat(action.detail().verification().state())
          .as(shop.admin().why(STOCK))
          .isEqualTo(VerificationState.VERIFIED);
      assertThat(shop.admin().show("s" + action.row().suggestionId()))
          .contains("database_connection_recovery");
      assertThat(shop.on(STOCK)).isEmpty();
      assertThat(stock.getMaximumPoolSize()).isEqualTo(6);

      shop.admin().rollback(action.row().id(), "ann");
      assertThat(stock.getMaximumPoolSize()).isEqualTo(4);
      assertThat(shop.actions().get(0).row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
    }
  }

  private static boolean changesSize(@Nullable ActionPlan plan) {
    return plan != null && plan.summary().equals("Change max_size of pool:stock from 4 to 6");
  }

  @Test
  void whereAPersonIsToBeAskedThePoolWaitsForTheAnswer() throws Exception {
    try (HikariDataSource stock = stock();
        Shop shop = new Shop(approve("increase_resources"), BuiltInProceduresTest::watched)) {
      CountDownLatch done = counting(stock, 5);
      shop.pass(Duration.ofMinutes(2));
      assertThat(shop.actions()).isEmpty();
      assertThat(stock.getMaximumPoolSize()).isEqualTo(4);

      SuggestionEntry asked =
          shop.admin().suggestions(SuggestionStatus.PENDING).stream()
              .filter(entry -> entry.row().jobId().equals(STOCK))
              .filter(entry -> changesSize(entry.detail().plan()))
              .findFirst()
              .orElseThrow(() -> new AssertionError(shop.admin().why(STOCK)));
      shop.admin().approve(asked.row().id(), asked.detail().plan().hash(), "ann");
      shop.pass(Duration.ofSeconds(20));
      assertThat(stock.getMaximumPoolSize()).as(shop.admin().why(STOCK)).isEqualTo(6);
      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Tasks of which four must run together before any of them ends. */
  private static CountDownLatch fill(ThreadPoolExecutor pool) {
    CyclicBarrier four = new CyclicBarrier(4);
    CountDownLatch done = new CountDownLatch(12);
    for (int i = 0; i < 12; i++) {
      pool.execute(
          () -> {
            try {
              four.await();
              done.countDown();
            } catch (BrokenBarrierException | InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    return done;
  }

  @Test
  void aThreadPoolWhoseQueueFillsIsScaledAndThatIsProven() throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(2, 8, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(10));
    try (Shop shop =
        new Shop(auto("scale_resources"), b -> b.handle(Handles.threadPool("orders", pool)))) {
      CountDownLatch done = fill(pool);
      shop.untilActed(ORDERS);
      assertThat(pool.getCorePoolSize()).isEqualTo(4);
      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();

      shop.pass(Duration.ofMinutes(10));
      ActionEntry action = shop.actions().get(0);
      assertThat(action.detail().target()).hasToString("pool:orders#core_size");
      assertThat(action.detail().verification().state())
          .as(shop.admin().why(ORDERS))
          .isEqualTo(VerificationState.VERIFIED);
      assertThat(shop.on(ORDERS)).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aThreadPoolWhoseQueueFillsIsLeftAloneWhereAPersonIsToBeAsked() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(2, 8, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(10));
    try (Shop shop =
        new Shop(approve("scale_resources"), b -> b.handle(Handles.threadPool("orders", pool)))) {
      fill(pool);
      shop.pass(Duration.ofMinutes(2));

      assertThat(shop.actions()).isEmpty();
      assertThat(pool.getCorePoolSize()).isEqualTo(2);
      assertThat(shop.admin().suggestions(SuggestionStatus.PENDING))
          .anySatisfy(
              entry ->
                  assertThat(shop.admin().show("s" + entry.row().id()))
                      .contains("Change core_size of pool:orders from 2 to 4"));
    } finally {
      pool.shutdownNow();
    }
  }
}
