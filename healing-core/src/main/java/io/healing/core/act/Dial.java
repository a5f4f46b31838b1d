package io.healing.core.act;

/** One number of the running program that can be read and changed, wherever it is. */
interface Dial {
  /** What is changed, such as "max_size of pool:orders". */
  String words();

  /** The value now; throws where it cannot be read. */
  double value();

  /** Changes it; throws where that is not accepted. */
  void change(double value);

  /** The least that it may be. */
  double least();

  /** The most that it may be. */
  double most();

  /** Whether somebody who knows it set these bounds. */
  default boolean bounded() {
    return Double.isFinite(least()) && Double.isFinite(most());
  }
}
