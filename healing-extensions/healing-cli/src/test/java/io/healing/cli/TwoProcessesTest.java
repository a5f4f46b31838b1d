package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.HealingConfig;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A living program and the command line in a process of its own, on the same database. */
class TwoProcessesTest {
  @TempDir private Path directory;

  @Test
  void whatAPersonAppliesTheLivingProgramDoes() throws Exception {
    Path file = directory.resolve("healing.yaml");
    Files.writeString(
        file,
        """
        store: { path: h.db }
        plugins: { healing.analyzer.outside_failure: { first_delay: 1s } }
        self_healing: { error_detection: { monitoring_interval: 1 } }
        jobs:
          rates:
            self_healing:
              enabled: true
              remediation: { require_approval: true }
              suggestions: { notify_channel: log }
        """);
    HealingConfig config = Healing.configuration(file);
    AtomicInteger runs = new AtomicInteger();
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try (SqliteHealingStore store = SqliteHealingStore.open(directory.resolve("h.db"));
        Healing healing =
            Healing.builder().config(config).store(store).name("application").build()) {
      healing.start();
      healing
          .observe(scheduler, "rates")
          .scheduleAtFixedRate(
              () -> {
                if (runs.incrementAndGet() == 1) {
                  throw new UncheckedIOException(new ConnectException("Connection refused"));
                }
              },
              0,
              200,
              TimeUnit.MILLISECONDS);
      await(() -> planned(store).isPresent());
      String id = "s" + planned(store).orElseThrow().row().id();
      assertThat(screen("status").out()).contains("application (");
      Call apply = Call.begin(directory, "apply", id, "--by", "anna", "--wait", "60s");
      assertThat(apply.code()).as(apply.out() + apply.err()).isZero();
      assertThat(apply.out()).contains(id + " is applied (a1)");
      assertThat(screen("show", "a1").out()).contains("anna");
      await(() -> runs.get() > 1);
    } finally {
      scheduler.shutdownNow();
    }
  }

  private static Optional<SuggestionEntry> planned(HealingStore store) {
    return store.suggestions().page(Page.newest(10).in("pending")).stream()
        .filter(entry -> entry.detail().plan() != null)
        .findFirst();
  }

  private Call screen(String... args) throws Exception {
    Call call = Call.begin(directory, args);
    assertThat(call.code()).as(call.err()).isZero();
    return call;
  }

  private static void await(java.util.function.BooleanSupplier condition) throws Exception {
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
