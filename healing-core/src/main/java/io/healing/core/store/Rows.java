package io.healing.core.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One table: rows by key, with whatever follows its changes, such as an index. */
final class Rows<K extends Comparable<K>, V> {
  private final NavigableMap<K, V> rows = new TreeMap<>();
  private final List<Follower<V>> followers = new ArrayList<>();
  private final Guard guard;

  /** Is told of every change. */
  interface Follower<V> {
    void added(V row);

    void removed(V row);
  }

  Rows(Guard guard) {
    this.guard = guard;
  }

  Rows<K, V> with(Follower<V> follower) {
    followers.add(follower);
    return this;
  }

  Optional<V> find(K key) {
    return Optional.ofNullable(rows.get(key));
  }

  void put(K key, V row) {
    V old = set(key, row);
    guard.undo(() -> set(key, old));
  }

  boolean remove(K key) {
    V old = set(key, null);
    guard.undo(() -> set(key, old));
    return old != null;
  }

  int size() {
    return rows.size();
  }

  /** In the order of the keys. */
  Stream<V> all() {
    return rows.values().stream();
  }

  /** Against the order of the keys. */
  Stream<V> newest() {
    return rows.descendingMap().values().stream();
  }

  /** Against the order of the keys, beginning below this one. */
  Stream<V> newest(K below) {
    return rows.headMap(below, false).descendingMap().values().stream();
  }

  /** From this key on, in the order of the keys. */
  NavigableMap<K, V> from(K first) {
    return Collections.unmodifiableNavigableMap(rows.tailMap(first, true));
  }

  private @Nullable V set(K key, @Nullable V row) {
    V old = row == null ? rows.remove(key) : rows.put(key, row);
    tell(old, gone -> followers.forEach(follower -> follower.removed(gone)));
    tell(row, fresh -> followers.forEach(follower -> follower.added(fresh)));
    return old;
  }

  private void tell(@Nullable V row, Consumer<V> what) {
    if (row != null) {
      what.accept(row);
    }
  }
}
