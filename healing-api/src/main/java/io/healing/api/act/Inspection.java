package io.healing.api.act;

/** How a target stands against a plan. */
public enum Inspection {
  /** As the plan found it: the change has not been made. */
  BEFORE,
  /** As the plan wants it: the change has been made. */
  AFTER,
  /** Neither: somebody else changed it. */
  OTHER,
  /** It cannot be told. */
  UNKNOWN
}
