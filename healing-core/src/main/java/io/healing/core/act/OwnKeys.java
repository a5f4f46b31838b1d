package io.healing.core.act;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The parts of a document that say what Healing itself may do. */
final class OwnKeys {
  private static final Set<String> ANYWHERE =
      Set.of("selfhealing", "allowedcommands", "allowedactions", "allowedroots", "forbiddenpaths");
  private static final Set<String> AT_THE_TOP = Set.of("environment");

  private final Map<String, Object> found = new HashMap<>();

  private OwnKeys() {}

  /** All such parts of a tree of {@link Documents}, by their place. */
  static Map<String, Object> in(Object tree) {
    OwnKeys keys = new OwnKeys();
    keys.walk(tree, "", 0);
    return keys.found;
  }

  /** Whether a text that cannot be read has such a word at all. */
  static boolean mentioned(String text) {
    String flat = flat(text);
    return ANYWHERE.stream().anyMatch(flat::contains)
        || AT_THE_TOP.stream().anyMatch(flat::contains);
  }

  /** The documents of a file are at depth 0, their keys at depth 1. */
  private void walk(Object node, String place, int depth) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> visit(String.valueOf(key), value, place, depth + 1));
    } else if (node instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        walk(list.get(i), place + "[" + i + "]", depth == 0 ? 0 : depth + 1);
      }
    }
  }

  private void visit(String key, Object value, String place, int depth) {
    String path = place + "/" + key;
    if (ANYWHERE.contains(flat(key)) || (depth == 1 && AT_THE_TOP.contains(flat(key)))) {
      found.put(path, value);
    } else {
      walk(value, path, depth);
    }
  }

  private static String flat(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }
}
