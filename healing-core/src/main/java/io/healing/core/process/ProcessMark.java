package io.healing.core.process;

import io.healing.api.PluginState;
import io.healing.api.store.Instance;
import io.healing.api.store.InstanceRepository;
import io.healing.api.store.StateRepository;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells in which process an instance lived: by the process id and the start of its JVM, kept in the
 * store. What an earlier Healing changed in the memory of a process that lives on is still there.
 */
public final class ProcessMark {
  private static final String OWNER = "healing.process";

  private ProcessMark() {}

  /** Keeps that an instance lives in this process, and forgets those that the store forgot. */
  public static void keep(StateRepository states, InstanceRepository instances, Instance own) {
    states.save(OWNER, Map.of(key(own.id()), new PluginState(1, here())));
    Set<String> known =
        instances.all().stream().map(each -> key(each.id())).collect(Collectors.toSet());
    states.all(OWNER).keySet().stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> states.remove(OWNER, key));
  }

  /** Whether two instances live or lived in one process; false where that is not known. */
  public static boolean same(StateRepository states, long one, long other) {
    Optional<String> first = of(states, one);
    return first.isPresent() && first.equals(of(states, other));
  }

  private static Optional<String> of(StateRepository states, long instance) {
    return states.find(OWNER, key(instance)).map(PluginState::text);
  }

  private static String key(long instance) {
    return Long.toString(instance);
  }

  private static String here() {
    return ProcessHandle.current().pid()
        + "@"
        + ManagementFactory.getRuntimeMXBean().getStartTime();
  }
}
