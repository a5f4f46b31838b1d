package io.healing.core.config;

import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.config.StoreConfig;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.job.SlaConfig;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.HealingNotifyConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The blocks of a file that are ours, each made when a file first has it. Thread-safe. */
final class Blocks {
  private final Json json;
  private final Map<Class<?>, Block> made = new ConcurrentHashMap<>();

  Blocks(Json json) {
    this.json = json;
  }

  /** What turns them into records. */
  Json json() {
    return json;
  }

  /** {@code self_healing} at the root. */
  Block root() {
    return of(RootConfig.class);
  }

  /** {@code environment}. */
  Block environment() {
    return of(EnvironmentConfig.class);
  }

  /** {@code store}. */
  Block store() {
    return of(StoreConfig.class);
  }

  /** {@code notify} at the root. */
  Block notifications() {
    return of(HealingNotifyConfig.class);
  }

  /** {@code delivery}. */
  Block delivery() {
    return of(DeliveryConfig.class);
  }

  /** {@code self_healing} of a job. */
  Block selfHealing() {
    return of(SelfHealingConfig.class);
  }

  /** {@code sla} of a job. */
  Block sla() {
    return of(SlaConfig.class);
  }

  private Block of(Class<? extends Record> type) {
    return made.computeIfAbsent(type, unused -> Block.of(type, json));
  }
}
