package io.healing.core.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A thread that reads a stream to its end and keeps its last bytes. */
final class OutputTail extends Thread {
  private final InputStream stream;
  private final byte[] ring;
  private final Object lock = new Object();
  private long count;
  private String broken = "";

  private OutputTail(InputStream stream, int most) {
    super("healing-command-output");
    this.stream = stream;
    ring = new byte[most];
  }

  static OutputTail of(InputStream stream, int most) {
    OutputTail tail = new OutputTail(stream, most);
    tail.setDaemon(true);
    tail.start();
    return tail;
  }

  @Override
  public void run() {
    byte[] chunk = new byte[8_192];
    try (stream) {
      int length = stream.read(chunk);
      while (length >= 0) {
        keep(chunk, length);
        length = stream.read(chunk);
      }
    } catch (IOException e) {
      synchronized (lock) {
        broken = "\n[the output broke off: " + e.getMessage() + "]";
      }
    }
  }

  private void keep(byte[] chunk, int length) {
    synchronized (lock) {
      for (int i = 0; i < length; i++) {
        ring[(int) (count++ % ring.length)] = chunk[i];
      }
    }
  }

  /**
   * What was read, once the stream has ended; or what was read so far, where a process that lives
   * on keeps it open longer than this.
   */
  String text(long waitMs) throws InterruptedException {
    join(waitMs);
    synchronized (lock) {
      int kept = (int) Math.min(count, ring.length);
      byte[] bytes = new byte[kept];
      for (int i = 0; i < kept; i++) {
        bytes[i] = ring[(int) ((count - kept + i) % ring.length)];
      }
      return new String(bytes, StandardCharsets.UTF_8) + broken;
    }
  }
}
