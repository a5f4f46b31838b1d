package io.healing.core.notify;

import io.healing.api.Options;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.store.HealingStore;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the room for messages needs to know.
 *
 * @param delivery how messages get to people
 * @param store where they are kept until they are sent
 * @param program what this program is called
 * @param host gives the name of its machine; may take its time
 * @param instance the number of this process
 * @param ids gives a new id for each letter
 * @param jitter gives numbers from 0 to 1
 * @param clock tells the moment
 * @param options the option values of a plug-in by its id
 */
public record NotifySettings(
    DeliveryConfig delivery,
    HealingStore store,
    String program,
    Supplier<String> host,
    long instance,
    Supplier<String> ids,
    DoubleSupplier jitter,
    InstantSource clock,
    Function<String, Options> options) {}
