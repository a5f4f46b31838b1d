package io.healing.core;

import io.healing.api.Target;
import io.healing.api.host.Handle;
import io.healing.api.host.Setting;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts calls and how many of them failed, {@code calls:<name>}; the share that fails is watched.
 * Readings: {@code calls} and {@code failures}, since it was made. Thread-safe, and cheap enough
 * for every call.
 */
public final class CallCounts implements Handle {
  private final Target target;
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();

  CallCounts(String name) {
    target = new Target("calls", name);
  }

  /** A call succeeded. */
  public void succeeded() {
    calls.increment();
  }

  /** A call failed. */
  public void failed() {
    failures.increment();
    calls.increment();
  }

  /** A run ended; one that was stopped on purpose is neither. */
  void ended(JobRun run) {
    if (run.outcome().bad()) {
      failed();
    } else if (run.outcome() == RunOutcome.SUCCESS) {
      succeeded();
    }
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public Map<String, Double> readings() {
    double failed = failures.sum();
    return Map.of("calls", (double) calls.sum(), "failures", failed);
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  public String toString() {
    return "the counts of " + target.name();
  }
}
