package io.healing.core.series;

import java.nio.ByteBuffer;

/**
 * Tells a trouble once. After a surprise only a greater one counts until the first is forgotten,
 * and a series that surprises again and again must surprise more. Not thread-safe.
 */
final class Weariness {
  static final int BYTES = 2 * Float.BYTES;

  private static final double BAR_DECAY = 0.9984;
  private static final double FATIGUE_DECAY = 0.9994;
  private static final double FATIGUE_EFFECT = 0.08;
  private static final double NO_EVENT = 4;

  private float bar;
  private float fatigue;

  /** What is left of a surprise; 0 when a greater one is not yet forgotten. */
  double temper(double surprise) {
    boolean greater = surprise > bar;
    double left = greater ? surprise / (1 + FATIGUE_EFFECT * fatigue) : 0;
    fatigue *= (float) FATIGUE_DECAY;
    if (greater) {
      fatigue += (float) Math.max(0, surprise - NO_EVENT);
    }
    bar = (float) Math.max(bar * BAR_DECAY, surprise);
    return left;
  }

  void write(ByteBuffer to) {
    to.putFloat(bar).putFloat(fatigue);
  }

  void read(ByteBuffer from) {
    bar = from.getFloat();
    fatigue = from.getFloat();
  }
}
