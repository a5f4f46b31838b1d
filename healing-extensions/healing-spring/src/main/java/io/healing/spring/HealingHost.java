package io.healing.spring;

import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Healing in an application: it joins the runners when it is made, since some start as soon as they
 * are; it starts before the other schedulers do, and ends when the beans go, so that the first and
 * the last runs are seen too.
 */
final class HealingHost implements SmartLifecycle, AutoCloseable {
  private static final int EARLY = Integer.MIN_VALUE + 1_000;

  private final BeanParts parts;
  private final Healing healing;
  private final @Nullable HealingStore own;
  private final HealingSnapshot snapshot;
  private boolean listened;
  private volatile boolean running;

  private HealingHost(BeanParts parts, @Nullable HealingStore own, HealingSettings settings) {
    this.parts = parts;
    this.own = own;
    healing = parts.healing(own);
    snapshot = new HealingSnapshot(healing, settings.refresh());
  }

  static HealingHost of(
      ConfigurableListableBeanFactory beans, HealingSettings settings, StartCheck check) {
    BeanParts parts = new BeanParts(beans, settings, check.config(settings));
    HealingStore own = parts.ownStore();
    try {
      check.pass(settings, own == null ? parts.store() : own);
      HealingHost made = new HealingHost(parts, own, settings);
      made.healing.join();
      return made;
    } catch (RuntimeException e) {
      if (own != null) {
        own.close();
      }
      throw e;
    }
  }

  BeanParts parts() {
    return parts;
  }

  /** Where what is seen is kept. */
  HealingStore store() {
    return own == null ? parts.store() : own;
  }

  Healing healing() {
    return healing;
  }

  HealingSnapshot snapshot() {
    return snapshot;
  }

  @Override
  public int getPhase() {
    return EARLY;
  }

  @Override
  public void start() {
    if (!listened) {
      listened = true;
      parts.listen(healing);
    }
    healing.start();
    snapshot.start();
    running = true;
  }

  /** Goes on observing: the application may be started again, and its beans are still there. */
  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public void close() {
    snapshot.close();
    healing.close();
    if (own != null) {
      own.close();
    }
  }
}
