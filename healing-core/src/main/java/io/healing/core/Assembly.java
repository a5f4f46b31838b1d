package io.healing.core;

import io.healing.api.config.HealingConfig;
import io.healing.api.decide.Ways;
import io.healing.api.store.HealingStore;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What the builder collected, checked.
 *
 * @param jitter numbers from 0 to 1 by which waits are spread
 * @param ways by which way a person does what messages name
 */
record Assembly(
    HealingConfig config,
    HealingStore store,
    boolean ownStore,
    InstantSource clock,
    LongSupplier nanos,
    DoubleSupplier jitter,
    String name,
    Plugins plugins,
    ProgramParts parts,
    Runners runners,
    CallCounts runs,
    Reports reports,
    CrashPoints crashPoints,
    Ways ways) {}
