package io.healing.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.Incident;
import io.healing.api.job.JobRunnerContract;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.core.store.InMemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a program keeps while the database of Healing itself hangs: its jobs run as if nothing was
 * there. Healing runs by its own thread and clock here. An adapter is tested by extending this
 * beside {@link HealedRunnerContract}.
 */
@Timeout(120)
public abstract class HungStoreContract {
  private static final Duration SECONDS = Duration.ofSeconds(20);
  private static final int QUEUE = 16;
  private static final String YAML =
      """
      self_healing:
        error_detection: { monitoring_interval: 1 }
        limits: { event_queue: %d }
      """
          .formatted(QUEUE);

  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();
  private final Database database = new Database();
  private volatile boolean broken;
  private JobRunnerContract.Rig rig;

  /** A running runner with one adapter on it, that runs a job at once when it is fired. */
  protected abstract JobRunnerContract.Rig rig() throws Exception;

  @BeforeEach
  final void start() throws Exception {
    rig = rig();
  }

  @AfterEach
  final void stop() throws Exception {
    rig.shutDown();
  }

  /** A store whose calls do not come back while it hangs. */
  private static final class Database {
    private final HealingStore real = InMemoryStore.create();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean hangs;

    HealingStore store() {
      return (HealingStore)
          Proxy.newProxyInstance(
              HealingStore.class.getClassLoader(),
              new Class<?>[] {HealingStore.class},
              (proxy, method, given) -> answer(method, given));
    }

    private Object answer(Method method, Object[] given) throws Throwable {
      if (hangs) {
        asked.countDown();
        released.await();
      }
      try {
        return method.invoke(real, given);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    void release() {
      hangs = false;
      released.countDown();
    }
  }

  @Test
  void aStoreThatHangsHoldsUpNoRunAndWhatFailedMeanwhileIsSeenAfterIt() throws Exception {
    String job = rig.job("prices", this::work);
    try (Healing healing = started()) {
      fire(job);
      database.hangs = true;
      try {
        fire(job);
        database.asked.await();
        for (int i = 0; i <= QUEUE; i++) {
          fire(job);
        }
        broken = true;
        fire(job);
        fire(job);

        assertThat(healing.figures().eventsDropped()).isPositive();
        assertThat(failed(healing)).isFalse();
      } finally {
        database.release();
      }
      soon(() -> failed(healing));
    }
  }

  private Healing started() throws Exception {
    return Healing.builder()
        .store(database.store())
        .config(Files.writeString(home.resolve("healing.yaml"), YAML))
        .runner(rig.adapter())
        .build()
        .start();
  }

  private void work() {
    runs.incrementAndGet();
    if (broken) {
      throw new IllegalStateException("no prices for today");
    }
  }

  /** One that is held up by us keeps its thread, of which the runner has few. */
  private void fire(String job) throws Exception {
    int before = runs.get();
    rig.fire(job);
    soon(() -> runs.get() > before);
  }

  /** Of what is in memory, for the store may hang. */
  private static boolean failed(Healing healing) {
    return healing.figures().incidents().stream()
        .map(Incident::findingId)
        .anyMatch("job.failed"::equals);
  }

  private static void soon(BooleanSupplier happened) {
    long deadline = System.nanoTime() + SECONDS.toNanos();
    while (!happened.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(2_000_000);
    }
    assertThat(happened.getAsBoolean()).as("happened within %s", SECONDS).isTrue();
  }
}
