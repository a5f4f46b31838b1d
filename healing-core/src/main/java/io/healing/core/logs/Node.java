package io.healing.core.logs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A template while it grows. */
final class Node {
  final long id;
  final Skeleton skeleton;
  long count;
  Instant firstSeen;
  Instant lastSeen;

  /** Grows with each line of any template. */
  long used;

  /** The template that took this one in. */
  @Nullable Node into;

  boolean forgotten;

  Node(long id, Skeleton skeleton, Instant at) {
    this.id = id;
    this.skeleton = skeleton;
    firstSeen = at;
    lastSeen = at;
  }

  Node current() {
    Node node = this;
    while (node.into != null) {
      node = node.into;
    }
    return node;
  }

  void seen(Instant at, long tick) {
    count++;
    lastSeen = at;
    used = tick;
  }

  void take(Node other) {
    count += other.count;
    firstSeen = other.firstSeen.isBefore(firstSeen) ? other.firstSeen : firstSeen;
    lastSeen = other.lastSeen.isAfter(lastSeen) ? other.lastSeen : lastSeen;
    used = Math.max(used, other.used);
    other.into = this;
  }

  LogTemplate template() {
    return new LogTemplate(id, skeleton.text(), count, firstSeen, lastSeen);
  }
}
