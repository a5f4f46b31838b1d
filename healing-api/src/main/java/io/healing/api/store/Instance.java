package io.healing.api.store;

import java.time.Instant;

/**
 * One life of one process that uses the store.
 *
 * @param id the number in the store, 1 to 4,294,967,295
 * @param name the name that the program gave, or the host's
 * @param pid the process id
 * @param startedAt when it registered
 */
public record Instance(long id, String name, long pid, Instant startedAt) {}
