package io.healing.api.job;

import java.util.List;

/**
 * What one thread was doing at one moment.
 *
 * @param state the thread's state
 * @param frames its stack, innermost first, at most 128 frames
 * @param cpuNanos the processor time it has used so far in nanoseconds, or -1 when not measured
 * @param lock what it waits for and who holds it, in words; empty when it waits for nothing
 */
public record ThreadLook(
    Thread.State state, List<StackTraceElement> frames, long cpuNanos, String lock) {

  /** Copies the frames. */
  public ThreadLook {
    frames = List.copyOf(frames);
  }
}
