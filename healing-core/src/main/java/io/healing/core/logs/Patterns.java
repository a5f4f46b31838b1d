package io.healing.core.logs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The templates by what stays in them. A column of words becomes open when, with all else the same,
 * too many words were seen in it; the templates that are then the same become one.
 */
final class Patterns {
  private static final int MOST_VARIANTS = 16_384;
  private static final int MOST_MASKS = 64;
  private static final int MOST_OF_PAIRS = 10;
  private static final int LEAST_OF_PAIRS = 4;

  private final Map<Long, Node> nodes = new HashMap<>();

  /** By number of columns: which columns are open in some template. */
  private final Map<Integer, List<Long>> masks = new HashMap<>();

  private final Map<Long, Variants> variants =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Variants> eldest) {
          return size() > MOST_VARIANTS;
        }
      };

  int size() {
    return nodes.size();
  }

  int compared() {
    return variants.size();
  }

  List<Node> all() {
    return new ArrayList<>(nodes.values());
  }

  /** The template that a line with these words has. */
  @Nullable Node find(Skeleton skeleton) {
    Node exact = nodes.get(skeleton.key());
    return exact != null ? exact : open(skeleton);
  }

  private @Nullable Node open(Skeleton skeleton) {
    for (long mask : masks.getOrDefault(skeleton.columns(), List.of())) {
      Node node = nodes.get(skeleton.key(mask));
      if (node != null && node.skeleton.open == mask) {
        return node;
      }
    }
    return null;
  }

  /** Forgets the templates that were not used for longest, and tells which. */
  List<Node> forgetOldest(int count) {
    List<Node> oldest =
        nodes.values().stream()
            .sorted(Comparator.comparingLong(node -> node.used))
            .limit(count)
            .toList();
    oldest.forEach(this::forget);
    return oldest;
  }

  private void forget(Node node) {
    nodes.remove(node.skeleton.key());
    node.forgotten = true;
  }

  /** A new template; ends with what it is part of. */
  Node add(Node node) {
    put(node);
    if (node.skeleton.columns() <= Skeleton.MOST_COLUMNS) {
      compare(node);
    }
    return node.current();
  }

  private void put(Node node) {
    nodes.put(node.skeleton.key(), node);
    long open = node.skeleton.open;
    List<Long> known = masks.computeIfAbsent(node.skeleton.columns(), n -> new ArrayList<>());
    if (open != 0 && !known.contains(open)) {
      known.removeIf(mask -> known.size() >= MOST_MASKS && unused(mask));
      known.add(open);
    }
  }

  private boolean unused(long mask) {
    return nodes.values().stream().noneMatch(node -> node.skeleton.open == mask);
  }

  private void compare(Node node) {
    Skeleton skeleton = node.skeleton;
    long values = 0;
    for (int i = 0; i < skeleton.columns() && node.into == null; i++) {
      if (skeleton.mayOpen(i)) {
        values |= skeleton.words.kinds[i] == Parts.VALUE ? 1L << i : 0;
        compare(node, 1L << i, false);
      }
    }
    if (Long.bitCount(values) > 1 && node.into == null) {
      compare(node, values, true);
    }
    int columns = skeleton.columns();
    if (columns >= LEAST_OF_PAIRS && columns <= MOST_OF_PAIRS) {
      pairs(node);
    }
  }

  private void pairs(Node node) {
    int columns = node.skeleton.columns();
    for (int i = 1; i < columns; i++) {
      for (int j = i + 1; j < columns && node.into == null; j++) {
        if (node.skeleton.mayOpen(i) && node.skeleton.mayOpen(j)) {
          compare(node, 1L << i | 1L << j, false);
        }
      }
    }
  }

  private void compare(Node node, long mask, boolean anyColumn) {
    long key = node.skeleton.key(mask) + (anyColumn ? 1 : 0);
    Variants same = variants.computeIfAbsent(key, k -> new Variants(mask, anyColumn));
    same.add(node);
    long open = same.open(node.skeleton);
    if (open != 0) {
      variants.remove(key);
      for (Node member : same.members()) {
        if (member.into == null && !member.forgotten) {
          widen(member, open);
        }
      }
    }
  }

  private void widen(Node node, long open) {
    Skeleton wide = node.skeleton.opened(open);
    if (wide.open == node.skeleton.open) {
      return;
    }
    nodes.remove(node.skeleton.key());
    Node known = nodes.get(wide.key());
    if (known == null) {
      Node widened = new Node(node.id, wide, node.firstSeen);
      widened.take(node);
      add(widened);
    } else {
      known.take(node);
    }
  }
}
