package io.healing.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what a command writes, byte for byte and at once, and keeps the end of it. Where nobody
 * reads it any more the command is told so as it would be without us: its pipe closes.
 */
final class Pump implements Runnable {
  private static final int AT_ONCE = 1 << 16;
  private static final long PATIENCE = 100;
  private static final int IDLE = 3;

  private final InputStream from;
  private final OutputStream to;
  private final Tail tail;
  private final Consumer<String> fault;
  private volatile boolean writing;
  private final AtomicLong moved = new AtomicLong();
  private @Nullable Thread thread;

  /**
   * @param fault told what went wrong where the reader is not simply gone
   */
  private Pump(InputStream from, OutputStream to, Tail tail, Consumer<String> fault) {
    this.from = from;
    this.to = to;
    this.tail = tail;
    this.fault = fault;
  }

  static Pump start(InputStream from, OutputStream to, Tail tail, Consumer<String> fault) {
    Pump pump = new Pump(from, to, tail, fault);
    Thread thread = new Thread(pump, "healing-output");
    thread.setDaemon(true);
    pump.thread = thread;
    thread.start();
    return pump;
  }

  /**
   * Waits until all is handed on that the command wrote before it ended. What a process wrote that
   * it left behind is not waited for.
   */
  void finish() throws InterruptedException {
    Thread working = Objects.requireNonNull(thread, "thread");
    long before = -1;
    for (int idle = 0; working.isAlive() && idle < IDLE; idle++) {
      working.join(PATIENCE);
      long now = moved.get();
      if (writing || now != before) {
        idle = 0;
        before = now;
      }
    }
  }

  @Override
  public void run() {
    byte[] bytes = new byte[AT_ONCE];
    try (from) {
      for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
        moved.addAndGet(read);
        tail.add(bytes, read);
        if (!written(bytes, read)) {
          return;
        }
      }
    } catch (IOException e) {
      fault.accept("The output of the command could not be read: " + e.getMessage());
    }
  }

  private boolean written(byte[] bytes, int length) {
    writing = true;
    try {
      to.write(bytes, 0, length);
      to.flush();
      return true;
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
        fault.accept("The output of the command could not be handed on: " + e.getMessage());
      }
      return false;
    } finally {
      writing = false;
    }
  }
}
