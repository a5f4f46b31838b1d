package io.healing.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A key of a map and its value.
 *
 * @param key the key's text as written
 * @param keyNode where the key stands
 * @param value the value
 */
record Entry(String key, Node keyNode, Node value) {
  private static final int DEEPEST_MERGE = 50;

  /**
   * The entries of a map, its merge keys resolved: what is written in the map wins over what is
   * merged into it, and of several merged maps the first wins.
   *
   * @return the entries by key; empty, with a fault, where the value is no map
   */
  static Map<String, Entry> of(Spot spot) {
    if (!(spot.node() instanceof MappingNode map)) {
      spot.fault("is no map, but keys with values are wanted here. Indent them below it");
      return Map.of();
    }
    if (!map.getTag().equals(Tag.MAP)) {
      spot.fault(Scalars.tag(map));
      return Map.of();
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    collect(spot, map, 0).forEach(entry -> entries.putIfAbsent(entry.key(), entry));
    return entries;
  }

  private static List<Entry> collect(Spot spot, MappingNode map, int depth) {
    spot.reading().count(map);
    Map<String, Entry> own = new LinkedHashMap<>();
    List<Entry> merged = new ArrayList<>();
    for (NodeTuple tuple : map.getValue()) {
      spot.reading().count(tuple.getKeyNode());
      if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
        merged.addAll(merge(spot, tuple.getValueNode(), depth + 1));
      } else {
        add(spot, tuple, own);
      }
    }
    List<Entry> all = new ArrayList<>(own.values());
    all.addAll(merged);
    return all;
  }

  private static void add(Spot spot, NodeTuple tuple, Map<String, Entry> own) {
    Node key = tuple.getKeyNode();
    if (!(key instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
      wrong(spot, key, "a key is one word, but here it is none. Write word: value");
      return;
    }
    Entry entry = new Entry(scalar.getValue(), key, tuple.getValueNode());
    Entry first = own.putIfAbsent(entry.key(), entry);
    if (first != null) {
      int line = Document.line(first.keyNode());
      String name = Faults.quote(entry.key());
      wrong(spot, key, "key " + name + " is there twice, first on line " + line + ". Remove one");
    }
  }

  private static List<Entry> merge(Spot spot, Node merged, int depth) {
    spot.reading().count(merged);
    if (depth > DEEPEST_MERGE) {
      wrong(spot, merged, "maps are merged into one another more than 50 times. Write it out");
      return List.of();
    }
    if (merged instanceof MappingNode map) {
      return collect(spot, map, depth);
    }
    if (merged instanceof SequenceNode list) {
      List<Entry> all = new ArrayList<>();
      list.getValue().forEach(item -> all.addAll(merge(spot, item, depth + 1)));
      return all;
    }
    wrong(spot, merged, "only a map can be merged with <<. Name one, as in <<: *defaults");
    return List.of();
  }

  private static void wrong(Spot spot, Node where, String message) {
    spot.reading().faults().add(Document.line(where), spot.path(), message);
  }
}
