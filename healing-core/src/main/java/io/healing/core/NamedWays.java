package io.healing.core;

import io.healing.api.decide.Deed;
import io.healing.api.decide.Ways;

/** Has something to note only where a way was named. Used for one text, by one thread. */
final class NamedWays implements Ways {
  private final Ways ways;
  private boolean named;

  NamedWays(Ways ways) {
    this.ways = ways;
  }

  @Override
  public String to(Deed deed) {
    named = true;
    return ways.to(deed);
  }

  @Override
  public String note() {
    return named ? ways.note() : "";
  }
}
