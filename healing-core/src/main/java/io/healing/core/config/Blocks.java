package io.healing.core.config;

import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.config.StoreConfig;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.job.SlaConfig;
import io.healing.api.notify.HealingNotifyConfig;

/**
 * The blocks of a file that are ours.
 *
 * @param json what turns them into records
 * @param root {@code self_healing} at the root
 * @param environment {@code environment}
 * @param store {@code store}
 * @param notifications {@code notify} at the root
 * @param selfHealing {@code self_healing} of a job
 * @param sla {@code sla} of a job
 */
record Blocks(
    Json json,
    Block root,
    Block environment,
    Block store,
    Block notifications,
    Block selfHealing,
    Block sla) {
  static Blocks of(Json json) {
    return new Blocks(
        json,
        Block.of(RootConfig.class, json),
        Block.of(EnvironmentConfig.class, json),
        Block.of(StoreConfig.class, json),
        Block.of(HealingNotifyConfig.class, json),
        Block.of(SelfHealingConfig.class, json),
        Block.of(SlaConfig.class, json));
  }
}
