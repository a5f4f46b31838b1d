package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.host.Handle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the host program hands over of itself.
 *
 * @param handles what may be watched and changed; no two of one target
 * @param nanos measures how long something takes
 */
record HostParts(List<Handle> handles, LongSupplier nanos) {

  /** Checks that no target is handed over twice. */
  HostParts {
    handles = List.copyOf(handles);
    Map<Object, Handle> byTarget = new HashMap<>();
    for (Handle handle : handles) {
      Handle other = byTarget.putIfAbsent(handle.target(), handle);
      if (other != null) {
        throw twice(other, handle);
      }
    }
  }

  /** Nothing: there is no host program, only a store. */
  static HostParts none() {
    return new HostParts(List.of(), SystemTime.nanos());
  }

  private static HealingException twice(Handle one, Handle other) {
    return new HealingException(
        "Two handles have the target " + one.target() + ": " + name(one) + " and " + name(other),
        "Give one of them another name, or register only one.");
  }

  private static String name(Handle handle) {
    return handle + " (" + handle.getClass().getName() + ")";
  }
}
