package io.healing.micrometer;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Bounds how many values a tag can have: the first ones keep their names, the rest is one. */
final class TagValues {
  static final String OTHER = "other";

  private final int most;
  private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

  TagValues(int most) {
    this.most = most;
  }

  /** The value itself, or {@code other} when as many as may be are known without it. */
  synchronized String of(String tag, String value) {
    Set<String> values = known.computeIfAbsent(tag, key -> ConcurrentHashMap.newKeySet());
    if (values.contains(value)) {
      return value;
    }
    return values.size() < most && values.add(value) ? value : OTHER;
  }
}
