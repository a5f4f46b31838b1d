package io.healing.cli;

import io.healing.api.job.RunResult;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One run of the command: its output is handed on unchanged, its end is kept, and it is ended when
 * it takes too long.
 */
final class Attempt {
  /** As a shell has it of SIGTERM: what was ended did not succeed, whatever it says itself. */
  private static final int ENDED = 143;

  private final Around around;
  private final Child child;
  private final Tail tail;
  private final @Nullable LogFile log;
  private final List<Pump> pumps;
  private boolean tooLong;

  /**
   * What every attempt is made with.
   *
   * @param command the command
   * @param tailBytes how many bytes of its output are kept
   * @param most how long it may take, or null
   * @param log a log file of its own, or null
   */
  record Order(List<String> command, int tailBytes, @Nullable Duration most, @Nullable Path log) {}

  /**
   * What is around it.
   *
   * @param signals the signals that are passed to it
   * @param faults what goes wrong around it
   */
  record Around(Signals signals, RunFaults faults) {}

  private final Order order;

  private Attempt(Order order, Around around) {
    this.order = order;
    this.around = around;
    tail = new Tail(order.tailBytes());
    log = order.log() == null ? null : new LogFile(order.log());
    child = Child.start(new ProcessBuilder(order.command()));
    around.signals().to(child);
    pumps =
        List.of(
            Pump.start(
                child.process().getInputStream(),
                new FileOutputStream(FileDescriptor.out),
                tail,
                around.faults()::add),
            Pump.start(
                child.process().getErrorStream(),
                new FileOutputStream(FileDescriptor.err),
                tail,
                around.faults()::add));
  }

  /**
   * Starts the command.
   *
   * @throws NotStarted when it is not there or cannot be run
   */
  static Attempt start(Order order, Around around) {
    return new Attempt(order, around);
  }

  Child child() {
    return child;
  }

  /** Waits for its end. */
  int code() throws InterruptedException {
    Duration most = order.most();
    if (most != null && !child.ends(most)) {
      tooLong = true;
      around
          .faults()
          .say("The command took longer than " + Listing.duration(most) + "; it is ended");
      child.end();
    }
    int code = child.code();
    around.signals().ended();
    for (Pump pump : pumps) {
      pump.finish();
    }
    return tooLong && code == 0 ? ENDED : code;
  }

  /** The end of what it wrote. */
  List<String> lines() {
    if (log != null) {
      try {
        log.addTo(tail, order.tailBytes());
      } catch (IOException e) {
        around
            .faults()
            .add("The log file " + order.log() + " could not be read: " + e.getMessage());
      }
    }
    return tail.lines();
  }

  /** How it ended. A command that was told to stop was stopped on purpose. */
  RunResult result(int code) {
    Duration most = order.most();
    if (tooLong && most != null) {
      TimeoutException cause =
          new TimeoutException("ran longer than " + Listing.duration(most) + " and was ended");
      cause.setStackTrace(new StackTraceElement[0]);
      return RunResult.failure(cause);
    }
    boolean stopped = around.signals().received() != null && code != 0;
    return stopped ? RunResult.cancelled() : RunResult.exit(code);
  }
}
