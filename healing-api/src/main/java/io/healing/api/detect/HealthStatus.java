package io.healing.api.detect;

import io.healing.api.WireWord;

/** How well something is. */
public enum HealthStatus implements WireWord {
  /** Below its warning threshold. */
  HEALTHY,

  /** At or above its warning threshold. */
  WARNING,

  /** At or above its critical threshold. */
  CRITICAL,

  /** Not measured, or not measurable. */
  UNKNOWN
}
