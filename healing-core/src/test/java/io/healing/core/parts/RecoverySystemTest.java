package io.healing.core.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.act.RecoveryAction;
import io.healing.api.act.RecoveryStatus;
import io.healing.api.act.ServiceControl;
import io.healing.api.config.RecoveryConfig;
import io.healing.core.Handles;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The execution of one named action is usable alone. */
class RecoverySystemTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(2, 8, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
  private final Web web = new Web();

  /** A server inside of this program. */
  private static final class Web implements ServiceControl {
    private int restarts;
    private int failures;

    @Override
    public String id() {
      return "test.web";
    }

    @Override
    public boolean controls(String service) {
      return service.equals("web_server");
    }

    @Override
    public void restart(String service) {
      restarts++;
      if (failures > 0) {
        failures--;
        throw new HealingException("the server does not come down", "Wait.");
      }
    }

    @Override
    public Optional<Status> status(String service) {
      return Optional.of(new Status(true, null));
    }
  }

  private RecoverySystem system(RecoveryConfig config) {
    return new RecoverySystem(
        config,
        builder ->
            builder
                .store(InMemoryStore.trusted())
                .plugin(web)
                .handle(Handles.threadPool("orders", pool)),
        START);
  }

  private static RecoveryAction restart(String service) {
    return RecoveryAction.of("restart_service", "Restart affected service")
        .with("service_name", service);
  }

  private static RecoveryAction threads() {
    return RecoveryAction.of("increase_resources", "More threads")
        .with("target", "pool:orders")
        .with("setting", "max_size")
        .with("value", "12");
  }

  @AfterEach
  void end() {
    pool.shutdownNow();
  }

  @Test
  void theExampleRestartsTheServiceAndIsCompletedOnlyWhenSeenWell() {
    try (RecoverySystem system = system(RecoveryConfig.defaults())) {
      RecoveryAction done = system.execute(restart("web_server"));
      assertThat(done.status()).as(done.result()).isEqualTo(RecoveryStatus.IN_PROGRESS);
      assertThat(web.restarts).isEqualTo(1);
      assertThat(done.completedAt()).isNull();
      for (int i = 0; i < 10; i++) {
        system.tick(Duration.ofSeconds(30));
      }
      RecoveryAction proved = system.outcome(done.id());
      assertThat(proved.status()).as(proved.result()).isEqualTo(RecoveryStatus.COMPLETED);
      assertThat(proved.completedAt()).isNotNull();
      assertThat(web.restarts).isEqualTo(1);
    }
  }

  @Test
  void anActionThatNobodyCanDoIsEscalatedAndNotPretended() {
    try (RecoverySystem system = system(RecoveryConfig.defaults())) {
      RecoveryAction result = system.execute(restart("mail_server"));
      assertThat(result.status()).isEqualTo(RecoveryStatus.ESCALATED);
      assertThat(result.errorMessage()).contains("Nobody here can restart the service mail_server");
      RecoveryAction custom =
          system.execute(
              RecoveryAction.of("custom_action", "Do something").with("target", "thing:x"));
      assertThat(custom.status()).isEqualTo(RecoveryStatus.ESCALATED);
      assertThatThrownBy(() -> system.execute(RecoveryAction.of("restart_service", "?")))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("names no target");
    }
  }

  @Test
  void withoutADurableStoreNothingIsChanged() {
    try (RecoverySystem system =
        new RecoverySystem(
            RecoveryConfig.defaults(),
            builder -> builder.handle(Handles.threadPool("orders", pool)),
            START)) {
      RecoveryAction result = system.execute(threads());
      assertThat(result.status()).isEqualTo(RecoveryStatus.ESCALATED);
      assertThat(result.errorMessage()).contains("not durable");
      assertThat(pool.getMaximumPoolSize()).isEqualTo(8);
    }
  }

  @Test
  void anActionIsTakenBackExactly() {
    try (RecoverySystem system = system(RecoveryConfig.defaults())) {
      RecoveryAction done = system.execute(threads());
      assertThat(pool.getMaximumPoolSize()).as(done.result()).isEqualTo(12);
      RecoveryAction back = system.rollback(done.id());
      assertThat(pool.getMaximumPoolSize()).isEqualTo(8);
      assertThat(back.status()).isEqualTo(RecoveryStatus.COMPLETED);
      assertThat(back.result()).isEqualTo("taken back by the program");
      assertThat(back.errorMessage()).isNull();
      system.tick(Duration.ofMinutes(5));
      assertThat(system.outcome(done.id()).completedAt()).isEqualTo(back.completedAt());
      assertThatThrownBy(() -> system.rollback("no-such")).hasMessageContaining("no-such");
    }
  }

  @Test
  void whatTheProgramTookBackItMayAskForAgain() {
    try (RecoverySystem system = system(RecoveryConfig.defaults())) {
      system.rollback(system.execute(threads()).id());
      assertThat(pool.getMaximumPoolSize()).isEqualTo(8);
      RecoveryAction again = system.execute(threads());
      assertThat(again.status()).as(again.result()).isEqualTo(RecoveryStatus.IN_PROGRESS);
      assertThat(pool.getMaximumPoolSize()).isEqualTo(12);
    }
  }

  @Test
  void withRollbackSwitchedOffTakingBackIsRefusedWithTheReason() {
    RecoveryConfig off = new RecoveryConfig(3, 300, false, true, true, 600, java.util.List.of());
    try (RecoverySystem system = system(off)) {
      RecoveryAction done = system.execute(threads());
      assertThat(pool.getMaximumPoolSize()).as(done.result()).isEqualTo(12);
      assertThatThrownBy(() -> system.rollback(done.id()))
          .hasMessageContaining("rollback_enabled is false");
      assertThat(pool.getMaximumPoolSize()).isEqualTo(12);
    }
  }

  @Test
  void whatCouldNotBeDoneIsTriedAgainBeforeItIsJudged() {
    web.failures = 2;
    try (RecoverySystem system = system(RecoveryConfig.defaults())) {
      RecoveryAction done = system.execute(restart("web_server"));
      assertThat(done.status()).as(done.result()).isEqualTo(RecoveryStatus.IN_PROGRESS);
      assertThat(done.retryCount()).isEqualTo(2);
      assertThat(web.restarts).isEqualTo(3);
    }
  }

  @Test
  void withNoRetryAtAllItIsTriedOnceAndNothingIsDividedByZero() {
    web.failures = 2;
    try (RecoverySystem system = system(RecoveryConfig.defaults())) {
      RecoveryAction failed = system.execute(restart("web_server").withMaxRetries(0));
      assertThat(failed.status()).as(failed.result()).isEqualTo(RecoveryStatus.FAILED);
      assertThat(web.restarts).isEqualTo(1);
    }
  }
}
