package io.healing.api.store;

import java.time.Instant;
import java.util.List;

/** The processes that use this store. A living one holds a lock that its death releases. */
public interface InstanceRepository {
  /** Registers this process and takes its lock. */
  Instance register(String name, long pid, Instant at);

  /** Whether this instance still lives. False for one that was never registered. */
  boolean alive(long id);

  /** All that registered and were not forgotten, newest first, at most 1,000. */
  List<Instance> all();

  /** The ids of those of which runs are stored that have not ended. */
  List<Long> withUnfinishedRuns();

  /** Lets go of the lock of an instance that this process registered. */
  void leave(long id);
}
