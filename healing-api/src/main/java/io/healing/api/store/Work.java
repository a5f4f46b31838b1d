package io.healing.api.store;

/** What is done within one transaction. */
@FunctionalInterface
public interface Work<T> {
  /** Does it; what it throws rolls the transaction back and reaches the caller. */
  T run();
}
