package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.healing.api.detect.ErrorEvent;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunResult;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Instance;
import io.healing.api.store.InstanceRepository;
import io.healing.api.store.StoreException;
import io.healing.core.store.InMemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The end reaches its end, whatever fails on the way. */
class ClosingTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private final InMemoryStore real = InMemoryStore.trusted();
  private boolean broken;

  /** Fails in all but what tells who lives. */
  private HealingStore store() {
    return HealingStore.class.cast(
        Proxy.newProxyInstance(
            HealingStore.class.getClassLoader(),
            new Class<?>[] {HealingStore.class},
            (self, method, given) -> call(method, given)));
  }

  private Object call(Method method, Object[] given) throws Throwable {
    boolean lives = method.getReturnType().equals(InstanceRepository.class);
    if (broken && !lives && !method.getName().equals("info")) {
      throw new StoreException("The disk is full", "", null);
    }
    try {
      return method.invoke(real, given);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void aStoreThatFailsAtTheEndDoesNotReachTheProgramAndThisProcessLeaves() {
    ManualHealing manual =
        Healing.builder().store(store()).job(JobDefinition.of("import")).manual(NOW);
    manual.tick(java.time.Duration.ofSeconds(1));
    Instance own = real.instances().all().get(0);
    manual
        .healing()
        .observer()
        .finished(manual.healing().observer().started("import"), RunResult.success());
    manual.healing().changed(ChangeEvent.deploy("release 7", NOW));
    manual.healing().report(ErrorEvent.of("It broke"));
    broken = true;

    assertThatCode(manual::close).doesNotThrowAnyException();
    assertThat(real.instances().alive(own.id())).isFalse();
    real.close();
  }
}
