package io.healing.core.store;

/**
 * How much a store in memory keeps.
 *
 * @param runs how many runs
 * @param samples how many samples of each metric
 * @param rows how many decisions, reviews, suggestions, actions and ended incidents, of each
 * @param characters how many characters of log tails and stacks of ended runs, all together
 */
record Capacity(int runs, int samples, int rows, long characters) {
  static Capacity standard() {
    return new Capacity(100_000, 10_000, 10_000, 64L * 1_024 * 1_024);
  }
}
