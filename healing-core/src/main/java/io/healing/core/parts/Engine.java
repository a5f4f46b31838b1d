package io.healing.core.parts;

import io.healing.api.config.HealingConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.ErrorEvent;
import io.healing.core.Healing;
import io.healing.core.HealingBuilder;
import io.healing.core.HealingListener;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Healing under a part: put together when it is needed, set going, stopped, and put together
 * again on the same store. Thread-safe.
 */
final class Engine {
  private final RootConfig root;
  private final Consumer<HealingBuilder> more;
  private final @Nullable Instant held;
  private final InMemoryStore memory = InMemoryStore.create();
  private final List<Function<Healing, HealingListener>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<HealingBuilder>> further = new ArrayList<>();
  private volatile @Nullable Healing healing;
  private @Nullable ManualHealing manual;
  private boolean going;
  private boolean stopped;

  /**
   * With this configuration.
   *
   * @param more sets what else the program wants: a store, plug-ins, handles
   * @param held what a held clock says at first, or null for the system's clock
   */
  Engine(RootConfig root, Consumer<HealingBuilder> more, @Nullable Instant held) {
    this.root = root;
    this.more = more;
    this.held = held;
  }

  /** Lets the builder be told more, each time it is asked. */
  synchronized void with(Consumer<HealingBuilder> setting) {
    further.add(setting);
  }

  /** Adds a listener to every Healing that is put together from now on, and to the present one. */
  synchronized void listen(Function<Healing, HealingListener> listener) {
    listeners.add(listener);
    Healing now = healing;
    if (now != null && !stopped) {
      now.addListener(listener.apply(now));
    }
  }

  /** The present Healing, also when it was stopped; put together when there is none. */
  Healing healing() {
    Healing now = healing;
    return now == null ? built() : now;
  }

  private synchronized Healing built() {
    Healing now = healing;
    return now == null ? build() : now;
  }

  /** One that was put together, with what moves its held clock. */
  private record Made(Healing healing, @Nullable ManualHealing manual) {}

  private Healing build() {
    return use(made());
  }

  /** Puts one together; what fails changes nothing here. */
  private Made made() {
    HealingBuilder builder =
        Healing.builder()
            .config(HealingConfig.defaults(Path.of("")).withSelfHealing(root))
            .store(memory);
    more.accept(builder);
    further.forEach(setting -> setting.accept(builder));
    if (held == null) {
      return new Made(builder.build(), null);
    }
    ManualHealing holding = builder.manual(held);
    return new Made(holding.healing(), holding);
  }

  private Healing use(Made made) {
    Healing next = made.healing();
    listeners.forEach(listener -> next.addListener(listener.apply(next)));
    manual = made.manual();
    healing = next;
    stopped = false;
    return next;
  }

  /** Sets it going; a second call does nothing. */
  synchronized void start() {
    Healing now = stopped || healing == null ? build() : healing();
    going = true;
    if (held == null) {
      now.start();
    }
  }

  /** Stops it; a second call does nothing. */
  synchronized void stop() {
    Healing now = healing;
    going = false;
    if (now != null && !stopped) {
      stopped = true;
      now.close();
    }
  }

  /** Puts it together anew, going if it was; when that fails the present one goes on. */
  synchronized void renew() {
    Healing before = healing;
    if (before == null) {
      return;
    }
    boolean open = !stopped;
    use(made());
    if (open) {
      before.close();
    }
    if (going) {
      start();
    }
  }

  /** Tells the present Healing; what the one before it did not take up any more is told again. */
  CompletableFuture<String> report(ErrorEvent event) {
    Healing now = healing();
    return now.report(event)
        .exceptionallyCompose(
            fault -> healing() == now ? CompletableFuture.failedFuture(fault) : report(event));
  }

  /**
   * Lets time pass: on a held clock by moving it, else by waiting.
   *
   * @return whether waiting for longer may bring more
   */
  boolean pass(Duration time) {
    ManualHealing holding = manual();
    if (holding != null) {
      holding.tick(time);
      return false;
    }
    LockSupport.parkNanos(time.toNanos());
    return !Thread.currentThread().isInterrupted();
  }

  private synchronized @Nullable ManualHealing manual() {
    return manual;
  }
}
