package io.healing.core.diagnose;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a target uses, directly and through others. Circles are allowed. */
final class CallGraph {
  private final Map<String, ? extends Collection<String>> uses;
  private final Map<String, Integer> depths = new LinkedHashMap<>();

  CallGraph(Map<String, ? extends Collection<String>> uses, String target) {
    this.uses = uses;
    Deque<String> open = new ArrayDeque<>(List.of(target));
    depths.put(target, 0);
    while (!open.isEmpty()) {
      String caller = open.remove();
      for (String used : used(caller)) {
        if (depths.putIfAbsent(used, depth(caller) + 1) == null) {
          open.add(used);
        }
      }
    }
  }

  /** The target and all that it uses, the nearest first. */
  Set<String> components() {
    return depths.keySet();
  }

  /** The number of steps from the target. */
  int depth(String component) {
    Integer depth = depths.get(component);
    if (depth == null) {
      throw new IllegalArgumentException(component + " is not used by the target");
    }
    return depth;
  }

  /** Who of the reached uses it and is nearer to the target. */
  List<String> callers(String component) {
    return depths.keySet().stream()
        .filter(caller -> depth(caller) < depth(component) && used(caller).contains(component))
        .toList();
  }

  /** The nearest ones below that pass the test; one that does not is looked through. */
  Set<String> nearest(String component, Predicate<String> test) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>(Set.of(component));
    Deque<String> open = new ArrayDeque<>(used(component));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (seen.add(next)) {
        if (test.test(next)) {
          found.add(next);
        } else {
          open.addAll(used(next));
        }
      }
    }
    return found;
  }

  private Collection<String> used(String component) {
    Collection<String> used = uses.get(component);
    return used == null ? List.of() : new TreeSet<>(used);
  }
}
