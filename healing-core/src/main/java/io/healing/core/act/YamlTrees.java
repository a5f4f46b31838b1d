package io.healing.core.act;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML as plain trees, by its nodes and not by the objects they may stand for: nothing is
 * constructed, tags of others do no harm, and a value is compared as it is written.
 */
final class YamlTrees {
  private static final int MOST_NODES = 200_000;
  private static final int DEEPEST = 64;
  private static final int LONGEST = 16_777_216;

  private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  /** The documents, each as a map, a list or a text. */
  List<Object> read(String text) throws Unreadable {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    options.setNestingDepthLimit(DEEPEST);
    try {
      List<Object> documents = new ArrayList<>();
      for (Node document : new Yaml(options).composeAll(new StringReader(text))) {
        documents.add(plain(document));
      }
      return documents;
    } catch (YAMLException e) {
      throw new Unreadable("no YAML, " + e.getMessage());
    }
  }

  private Object plain(Node node) throws Unreadable {
    if (++nodes > MOST_NODES || !above.add(node)) {
      throw new Unreadable("no YAML that may be read: it contains itself, or has too many parts");
    }
    try {
      return parts(node);
    } finally {
      above.remove(node);
    }
  }

  private Object parts(Node node) throws Unreadable {
    if (node instanceof MappingNode mapping) {
      return map(mapping);
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> list = new ArrayList<>();
      for (Node part : sequence.getValue()) {
        list.add(plain(part));
      }
      return list;
    }
    return node instanceof ScalarNode scalar ? scalar(scalar) : node.toString();
  }

  /** Keys are compared as they are written; values also by what they stand for: "1" is not 1. */
  private static Object scalar(ScalarNode node) {
    return node.getTag() + " " + node.getValue();
  }

  private Map<Object, Object> map(MappingNode mapping) throws Unreadable {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = tuple.getKeyNode();
      Object name = key instanceof ScalarNode scalar ? scalar.getValue() : plain(key);
      if (map.put(name, plain(tuple.getValueNode())) != null) {
        throw new Unreadable("no YAML that may be read: \"" + name + "\" is there twice");
      }
    }
    return map;
  }
}
