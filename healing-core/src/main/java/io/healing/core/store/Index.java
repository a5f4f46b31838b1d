package io.healing.core.store;

import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The rows of a table in groups, each group in an order of its own. */
final class Index<V> implements Rows.Follower<V> {
  private final TreeMap<String, NavigableSet<V>> groups = new TreeMap<>();
  private final Function<V, String> group;
  private final Comparator<V> order;

  Index(Function<V, String> group, Comparator<V> order) {
    this.group = group;
    this.order = order;
  }

  @Override
  public void added(V row) {
    groups.computeIfAbsent(group.apply(row), name -> new TreeSet<>(order)).add(row);
  }

  @Override
  public void removed(V row) {
    String name = group.apply(row);
    NavigableSet<V> rows = of(name);
    rows.remove(row);
    if (rows.isEmpty()) {
      groups.remove(name);
    }
  }

  /** One group; empty when there is none of this name. */
  NavigableSet<V> of(String name) {
    return groups.getOrDefault(name, new TreeSet<>(order));
  }

  Set<String> names() {
    return Collections.unmodifiableSet(groups.keySet());
  }
}
