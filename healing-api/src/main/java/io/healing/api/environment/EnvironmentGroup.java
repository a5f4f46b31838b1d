package io.healing.api.environment;

import io.healing.api.WireWord;

/** Under which heading of the doctor's report a check belongs. */
public enum EnvironmentGroup implements WireWord {
  /** Files, directories, the disk. */
  FILE_SYSTEM,
  /** Database files and their schemas. */
  DATABASES,
  /** Java, other programs, packages, endpoints. */
  DEPENDENCIES
}
