package io.healing.core.parts;

import java.time.Duration;

/** A part that looks on by itself until it is stopped. Thread-safe. */
abstract class RunningPart implements AutoCloseable {
  final Engine engine;

  RunningPart(Engine engine) {
    this.engine = engine;
  }

  /** Sets it going, on daemon threads of its own; with {@code enabled: false} nothing runs. */
  public void start() {
    engine.start();
  }

  /** Stops it; {@link #start} begins again. */
  public void stop() {
    engine.stop();
  }

  @Override
  public void close() {
    engine.stop();
  }

  /** Moves the held clock. */
  void tick(Duration time) {
    engine.pass(time);
  }
}
