package io.healing.actions;

import io.healing.api.ActionRequest;
import io.healing.api.Subject;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.store.ActionEntry;
import io.healing.core.Handles;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.core.HealingBuilder;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A program with a real thread pool whose tasks wait for one another: two threads are too few for
 * them, four are enough. No job is sick, the program itself is.
 */
final class SmallShop implements AutoCloseable {
  static final Subject SHOP = Subject.jvm("shop");
  static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration STEP = Duration.ofSeconds(20);
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(2, 8, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
  final AtomicInteger looks = new AtomicInteger();
  private final SqliteHealingStore store;
  private final ManualHealing manual;

  private SmallShop(Path home, UnaryOperator<RootConfig> root, UnaryOperator<HealingBuilder> more) {
    Path base = real(home);
    store = SqliteHealingStore.open(base.resolve("healing.db"));
    HealingConfig config =
        HealingConfig.defaults(base).withSelfHealing(root.apply(RootConfig.defaults()));
    manual =
        more.apply(
                Healing.builder()
                    .store(store)
                    .config(config)
                    .handle(Handles.threadPool("orders", pool))
                    .plugin(new Backlog()))
            .manual(START);
  }

  static SmallShop open(Path home, UnaryOperator<RootConfig> root) {
    return open(home, root, builder -> builder);
  }

  static SmallShop open(
      Path home, UnaryOperator<RootConfig> root, UnaryOperator<HealingBuilder> more) {
    return new SmallShop(home, root, more);
  }

  private static Path real(Path home) {
    try {
      return home.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A root that lets these actions be taken for what is no job. */
  static UnaryOperator<RootConfig> allowing(String... actions) {
    return root ->
        root.withRemediation(
            HealingRemediationConfig.defaults()
                .withEnabled(true)
                .withAllowedActions(List.of(actions)));
  }

  /** Says that the shop is sick while tasks wait for a thread. */
  private final class Backlog implements Monitor {
    @Override
    public String id() {
      return "shop.backlog";
    }

    @Override
    public Duration interval() {
      return Duration.ofHours(1);
    }

    @Override
    public Observation check(MonitorRequest request) {
      looks.incrementAndGet();
      int waiting = pool.getQueue().size();
      return waiting == 0
          ? Observation.builder().clear(SHOP).build()
          : Observation.builder()
              .finding(
                  Finding.of("pool.backlog", SHOP, waiting + " tasks of pool:orders wait")
                      .withSeverity(ErrorSeverity.HIGH))
              .build();
    }
  }

  /** Knows what to do about a sick shop. */
  static Analyzer wishing(ActionRequest wish) {
    return new Analyzer() {
      @Override
      public String id() {
        return "shop.wishing";
      }

      @Override
      public Analysis analyze(AnalysisRequest request) {
        return request.subject().equals(SHOP)
            ? Analysis.none()
                .withHypothesis(
                    Hypothesis.of("Too few threads", 0.95, new Evidence("pool", "all are busy")))
                .withProposal(
                    Proposal.of(
                            "More threads",
                            "The tasks wait for one another.",
                            SuggestionCategory.PERFORMANCE)
                        .withConfidence(0.95)
                        .withRequest(wish))
            : Analysis.none();
      }
    };
  }

  /** Gives the pool tasks of which none ends before so many run at once. */
  CountDownLatch work(int together) {
    CyclicBarrier barrier = new CyclicBarrier(together);
    CountDownLatch done = new CountDownLatch(together);
    for (int i = 0; i < together; i++) {
      pool.execute(
          () -> {
            try {
              barrier.await();
              done.countDown();
            } catch (BrokenBarrierException | InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    return done;
  }

  /** Lets this time pass, with a turn every 20 seconds at least. */
  SmallShop pass(Duration time) {
    Duration left = time;
    while (left.compareTo(STEP) > 0) {
      manual.tick(STEP);
      left = left.minus(STEP);
    }
    manual.tick(left);
    return this;
  }

  Healing healing() {
    return manual.healing();
  }

  HealingAdmin admin() {
    return healing().admin();
  }

  List<Incident> incidents() {
    return admin().incidents().stream()
        .filter(incident -> incident.subject().equals(SHOP))
        .toList();
  }

  List<ActionEntry> actions() {
    return admin().actions();
  }

  String why() {
    return admin().why(SHOP.name());
  }

  @Override
  public void close() {
    manual.close();
    store.close();
    pool.shutdownNow();
  }
}
