package io.healing.core.series;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What is usual in each slot of a cycle, the newest rounds counting most. Not thread-safe. */
final class Profile {
  private final float[] usual;
  private final double weight;

  /**
   * @param slots of the cycle
   * @param weight of the newest value in its slot, above 0 up to 1
   */
  Profile(int slots, double weight) {
    this.usual = new float[slots];
    this.weight = weight;
    Arrays.fill(usual, Float.NaN);
  }

  static int bytes(int slots) {
    return slots * Float.BYTES;
  }

  double expected(int slot, double unknown) {
    float known = usual[slot];
    return Float.isNaN(known) ? unknown : known;
  }

  void learn(int slot, double value) {
    float known = usual[slot];
    usual[slot] = (float) (Float.isNaN(known) ? value : known + weight * (value - known));
  }

  boolean sound() {
    for (float one : usual) {
      if (Float.isInfinite(one)) {
        return false;
      }
    }
    return true;
  }

  void write(ByteBuffer to) {
    for (float one : usual) {
      to.putFloat(one);
    }
  }

  void read(ByteBuffer from) {
    for (int slot = 0; slot < usual.length; slot++) {
      usual[slot] = from.getFloat();
    }
  }
}
