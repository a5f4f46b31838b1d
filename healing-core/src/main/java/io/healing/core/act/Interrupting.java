package io.healing.core.act;

/** Told of the runs that an action interrupts, so that nobody takes their end for a new trouble. */
public interface Interrupting {
  /**
   * A run is about to be interrupted.
   *
   * @param by for what, as {@code s3}
   */
  void begun(long run, String by);

  /** Its runner did not take the order. */
  void refused(long run);

  /** It did not end in the time that it had. */
  void unheeded(long run);
}
