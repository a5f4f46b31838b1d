package io.healing.cli;

import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What went wrong around a command, and not with it: told on standard error and as a finding. */
final class RunFaults implements Monitor {
  private static final String ID = "command.faults";

  private final Terminal terminal;
  private final String job;
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch told = new CountDownLatch(0);

  RunFaults(Terminal terminal, String job) {
    this.terminal = terminal;
    this.job = job;
  }

  /** One more. */
  void add(String words) {
    terminal.warn(words);
    faults.add(words);
    told = new CountDownLatch(1);
  }

  /** Something to know that is no fault of ours. */
  void say(String words) {
    terminal.warn(words);
  }

  /** Waits a moment for the last fault to be taken up. */
  void awaitTold(Duration most) throws InterruptedException {
    if (!told.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
      terminal.warn("What went wrong around the run of " + job + " was not stored");
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Observation check(MonitorRequest request) {
    CountDownLatch taken = told;
    Subject subject = Subject.plugin("command");
    Observation.Builder said = Observation.builder().clear(subject);
    for (String fault : faults) {
      said.finding(
          Finding.of("command.around", subject, "Around the run of " + job + ": " + fault)
              .withCause(fault)
              .withHint("The command itself was not disturbed; look at what the sentence names."));
    }
    taken.countDown();
    return said.build();
  }
}
