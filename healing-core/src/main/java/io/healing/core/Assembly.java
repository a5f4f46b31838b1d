package io.healing.core;

import io.healing.api.config.HealingConfig;
import io.healing.api.store.HealingStore;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** What the builder collected, checked. */
record Assembly(
    HealingConfig config,
    HealingStore store,
    boolean ownStore,
    InstantSource clock,
    LongSupplier nanos,
    String name,
    Plugins plugins,
    Runners runners,
    CallCounts runs,
    Reports reports,
    CrashPoints crashPoints) {}
