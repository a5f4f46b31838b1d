package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run ended well, and what comes next could not be written. */
@Timeout(90)
class CompletionTest {
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void aCompletionHandlerThatThrowsIsToldOfItsJob() {
    CustomTask<Void> broken =
        Tasks.custom("broken", Void.class)
            .execute(
                (instance, context) -> {
                  runs.incrementAndGet();
                  return (done, operations) -> {
                    throw new IllegalStateException("the handler is broken");
                  };
                });
    DbSchedulerHook hook = new DbSchedulerHook();
    Scheduler scheduler =
        Scheduler.create(Store.database().source(), broken)
            .addSchedulerListener(hook)
            .addExecutionInterceptor(hook)
            .enableImmediateExecution()
            .build();
    scheduler.start();
    try (ManualHealing healing =
        Healing.builder()
            .runner(DbSchedulerRunner.of(scheduler, hook, List.of(broken)))
            .manual(Instant.now())) {
      scheduler.scheduleIfNotExists(new TaskInstance<Void>("broken", "1"), Instant.now());
      Watched.until(() -> runs.get() == 1);

      assertThat(Watched.told(healing, "db_scheduler.handler_failed").message())
          .contains("what comes next after a good run of job broken", "it stays picked");
      assertThat(Watched.open(healing, "db_scheduler.error")).isEmpty();
    } finally {
      scheduler.stop();
    }
  }
}
