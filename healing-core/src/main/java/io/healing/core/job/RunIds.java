package io.healing.core.job;

import io.healing.api.job.JobRun;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers the runs of one instance. A number is drawn when it is first asked for. */
final class RunIds {
  private final long instance;
  private final AtomicInteger last = new AtomicInteger();

  RunIds(long instance) {
    this.instance = instance;
  }

  int draw() {
    int drawn = last.incrementAndGet();
    return drawn == 0 ? last.incrementAndGet() : drawn;
  }

  long id(int number) {
    return JobRun.id(instance, Integer.toUnsignedLong(number));
  }

  boolean ours(JobRun run) {
    return run.instance() == instance;
  }
}
