package io.healing.core.act;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/** Properties as a tree: {@code a.b=1} is b below a. */
final class PropertyTrees {
  private PropertyTrees() {}

  static Object of(Properties properties) {
    Map<Object, Object> root = new LinkedHashMap<>();
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      put(root, key, properties.getProperty(key));
    }
    return List.of(root);
  }

  private static void put(Map<Object, Object> root, String key, String value) {
    Map<Object, Object> node = root;
    for (String part : key.replaceAll("\\[\\d*]", "").split("\\.", -1)) {
      node = child(node, part);
    }
    node.put("=" + key, value);
  }

  private static Map<Object, Object> child(Map<Object, Object> node, String part) {
    Map<Object, Object> fresh = new LinkedHashMap<>();
    @SuppressWarnings("unchecked")
    Map<Object, Object> known = (Map<Object, Object>) node.getOrDefault(part, fresh);
    node.put(part, known);
    return known;
  }
}
