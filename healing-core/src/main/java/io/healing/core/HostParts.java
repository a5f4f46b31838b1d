package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.host.Handle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * What the host program hands over of itself.
 *
 * @param handles what may be watched and changed; no two of one target
 * @param dataSources what it asks for connections, by name
 * @param runs the counts of the runs of all jobs, watched like the handles
 * @param program what it is called
 * @param started when it began to be watched
 * @param nanos measures how long something takes
 * @param machine whether the machine and the JVM are watched too: not by a person's hand, and not
 *     on a clock that a test holds, with which they do not keep step
 */
record HostParts(
    List<Handle> handles,
    Map<String, DataSource> dataSources,
    CallCounts runs,
    String program,
    Instant started,
    LongSupplier nanos,
    boolean machine) {

  /** Checks that no target is handed over twice. */
  HostParts {
    handles = List.copyOf(handles);
    dataSources = Map.copyOf(dataSources);
    Map<Object, Handle> byTarget = new HashMap<>();
    for (Handle handle : both(handles, runs)) {
      Handle other = byTarget.putIfAbsent(handle.target(), handle);
      if (other != null) {
        throw twice(other, handle);
      }
    }
  }

  /** Nothing: there is no host program, only a store. */
  static HostParts none() {
    return new HostParts(
        List.of(),
        Map.of(),
        new CallCounts("runs"),
        "none",
        Instant.EPOCH,
        SystemTime.nanos(),
        false);
  }

  /** What is handed over and what is counted for it. */
  List<Handle> watched() {
    return both(handles, runs);
  }

  private static List<Handle> both(List<Handle> handles, Handle runs) {
    List<Handle> all = new ArrayList<>(handles);
    all.add(runs);
    return all;
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
