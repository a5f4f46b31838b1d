package io.healing.laws;

import io.healing.api.job.JobControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The control of a runner that runs a job when it is told to, and keeps what it was told. */
public class CountingControl implements JobControl {
  private final List<String> ordered = new ArrayList<>();

  /** The jobs that were ordered to run, in that order. */
  public List<String> ordered() {
    return List.copyOf(ordered);
  }

  @Override
  public String id() {
    return "test.runner";
  }

  @Override
  public String runner() {
    return "host";
  }

  @Override
  public Set<Order> orders(String job) {
    return Set.of(Order.RUN);
  }

  @Override
  public boolean run(String job, String key) {
    ordered.add(job);
    return true;
  }

  @Override
  public void interrupt(String job, long runId) {
    throw new UnsupportedOperationException(job);
  }

  @Override
  public void schedule(String job) {
    throw new UnsupportedOperationException(job);
  }
}
