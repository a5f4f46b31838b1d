package io.healing.api.job;

import java.time.Instant;
import java.util.Optional;

/** A run that has not ended, as a monitor sees it. */
public interface RunningRun {
  /** The run's id. */
  long id();

  /** When it began. */
  Instant startedAt();

  /** Why it began. */
  RunTrigger trigger();

  /** 1 for the first attempt. */
  int attempt();

  /** What its thread does now; empty when the thread is gone or belongs to another process. */
  Optional<ThreadLook> look();

  /**
   * Its last log lines so far, redacted, at most 64 KiB; empty where it has logged none or belongs
   * to another process. Each call reads them anew and takes some milliseconds.
   */
  default String logTail() {
    return "";
  }

  /**
   * Whether this process sees it go on at this very moment; false where it has ended meanwhile, and
   * where it belongs to another process.
   */
  default boolean goesOn() {
    return false;
  }
}
