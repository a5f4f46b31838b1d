package io.healing.core.detect.host;

import java.util.Locale;

/** How bad a value is. */
enum Level {
  WELL,
  WARNING,
  CRITICAL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
