package io.healing.core;

import io.healing.api.config.HealingConfig;
import io.healing.api.learn.Insights;
import io.healing.api.learn.ShadowReport;
import io.healing.api.learn.SystemStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Instance;
import io.healing.core.learn.Learning;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What can be learned from a store alone. */
final class Lessons {
  private final HealingStore store;
  private final HealingConfig config;
  private final Learning learning;
  private final InstantSource clock;

  Lessons(Assembly assembly) {
    store = assembly.store();
    config = assembly.config();
    clock = assembly.clock();
    learning = new Learning(config.selfHealing().learning(), clock);
  }

  Insights insights() {
    return learning.insights(Trials.newest(store, config));
  }

  ShadowReport shadow(Instant from) {
    return learning.shadow(from, new ShadowDesk(store, config).since(from));
  }

  /** It runs where a living process uses the store, and since the first of them began. */
  SystemStatus status() {
    List<Instant> living =
        store.instances().all().stream()
            .filter(instance -> store.instances().alive(instance.id()))
            .map(Instance::startedAt)
            .toList();
    Instant since = living.stream().min(Instant::compareTo).orElse(null);
    boolean running = !living.isEmpty();
    return learning.status(
        new Statuses(store, clock.instant())
            .standing(running, since, running, config.jobs().size()));
  }
}
