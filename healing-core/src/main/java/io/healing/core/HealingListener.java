package io.healing.core;

/**
 * Is told what happens, one event after the other, on a daemon thread of Healing's own. One that
 * throws or takes longer than {@code limits.check_timeout} disturbs nothing: it becomes a finding,
 * and after some failures in a row it is not told anything for a while.
 */
@FunctionalInterface
public interface HealingListener {
  /** Something happened. */
  void on(HealingEvent event);
}
