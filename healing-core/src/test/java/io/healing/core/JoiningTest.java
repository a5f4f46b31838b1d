package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobRunner;
import io.healing.api.job.PoolRunner;
import io.healing.api.job.RunOutcome;
import io.healing.core.store.InMemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A runner that runs before Healing is to start. */
@Timeout(60)
class JoiningTest {
  private final PoolRunner pool = new PoolRunner();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    pool.shutDown();
  }

  /** The pool, with what is asked of it. */
  private JobRunner runner() {
    return JobRunner.class.cast(
        Proxy.newProxyInstance(
            JobRunner.class.getClassLoader(),
            new Class<?>[] {JobRunner.class},
            (self, method, given) -> {
              asked.add(method.getName());
              try {
                return method.invoke(pool, given);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private HealingBuilder builder() {
    return Healing.builder().store(InMemoryStore.create()).runner(runner());
  }

  private void ran(String job) throws InterruptedException {
    CountDownLatch did = new CountDownLatch(1);
    pool.job(job, did::countDown);
    pool.fire(job);
    did.await();
  }

  @Test
  void whatRanBetweenJoiningAndTheStartIsInTheHistoryAndEachIsJoinedOnce() throws Exception {
    try (Healing healing = builder().build()) {
      assertThat(healing.join().join()).isSameAs(healing);
      ran("import");
      while (healing.admin().runs("import").stream().noneMatch(JobRun::ended)) {
        healing.tick();
        LockSupport.parkNanos(2_000_000);
      }

      assertThat(healing.admin().runs("import"))
          .singleElement()
          .extracting(JobRun::outcome)
          .isEqualTo(RunOutcome.SUCCESS);
      assertThat(asked).filteredOn("join"::equals).hasSize(1);
    }
  }

  @Test
  void oneThatWasJoinedIsLeftAlsoWhereNothingEverStarted() {
    Healing healing = builder().build().join();

    healing.close();

    assertThat(asked).contains("join", "leave");
    assertThatThrownBy(healing::join).isInstanceOf(HealingException.class);
  }

  @Test
  void whereNothingIsToRunNothingIsJoined() {
    HealingConfig off =
        HealingConfig.defaults(Path.of(""))
            .withSelfHealing(RootConfig.defaults().withEnabled(false));
    try (Healing healing = builder().config(off).build()) {
      healing.join();
    }

    assertThat(asked).doesNotContain("join", "leave");
  }
}
