package io.healing.core.config;

import io.healing.api.HealingException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Text to the nodes of one YAML document, within bounds. */
final class Document {
  /** The most characters of a file. */
  static final int MOST_CHARACTERS = 3 * 1024 * 1024;

  private static final int LONGEST_LINE = 262_144;
  private static final int DEEPEST = 50;

  // Nodes are read as they are asked for and counted then, so that aliases need no bound of theirs.
  private static final int MOST_ALIASES = MOST_CHARACTERS;

  private final String file;

  Document(String file) {
    this.file = file;
  }

  /**
   * The root of the document, or empty where there is nothing but comments.
   *
   * @throws HealingException when it is too large, too deep, no YAML or holds itself
   */
  Optional<Node> compose(String text) {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    int characters = plain.codePointCount(0, plain.length());
    if (characters > MOST_CHARACTERS) {
      throw fault(
          0,
          "has %,d characters, but at most %,d are read. Give every job a file of its own"
              .formatted(characters, MOST_CHARACTERS));
    }
    refuseLongLines(plain);
    Node root = parse(plain);
    if (root != null) {
      refuseRecursion(root);
    }
    return Optional.ofNullable(root);
  }

  /** The time that SnakeYAML takes for a line grows with the square of its length. */
  private void refuseLongLines(String text) {
    int line = 1;
    int begin = 0;
    for (int end = text.indexOf('\n'); begin < text.length(); end = text.indexOf('\n', begin)) {
      int next = end < 0 ? text.length() : end;
      if (next - begin > LONGEST_LINE) {
        throw fault(line, "has more than %,d characters. Break the line".formatted(LONGEST_LINE));
      }
      begin = next + 1;
      line++;
    }
  }

  private @org.jspecify.annotations.Nullable Node parse(String text) {
    try {
      return new Yaml(new SafeConstructor(options())).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw fault(line, "is not YAML: " + e.getProblem() + ". Mend the line or the one before it");
    } catch (YAMLException e) {
      throw fault(0, unmarked(e));
    }
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_CHARACTERS + 1);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setAllowDuplicateKeys(false);
    return options;
  }

  private static String unmarked(YAMLException e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason is known");
    return reason.startsWith("Nesting Depth")
        ? "has values that are nested more than " + DEEPEST + " deep. Make it flatter"
        : "is not YAML that can be read: " + reason;
  }

  private HealingException fault(int line, String message) {
    return new HealingException(file + (line == 0 ? "" : ":" + line) + ": " + message, "");
  }

  /** Walks every node once, without recursion of its own, and looks for one below itself. */
  private void refuseRecursion(Node root) {
    Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Step> path = new ArrayDeque<>();
    path.push(new Step(root, children(root)));
    above.add(root);
    while (!path.isEmpty()) {
      Step step = path.element();
      if (!step.children().hasNext()) {
        path.pop();
        above.remove(step.node());
        continue;
      }
      Node child = step.children().next();
      if (above.contains(child)) {
        throw fault(line(child), "holds an alias of itself. Take the alias out of what it names");
      }
      if (done.add(child)) {
        above.add(child);
        path.push(new Step(child, children(child)));
      }
    }
  }

  private record Step(Node node, Iterator<Node> children) {}

  private static Iterator<Node> children(Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().iterator();
    }
    if (node instanceof MappingNode mapping) {
      return mapping.getValue().stream()
          .flatMap(tuple -> Stream.of(tuple.getKeyNode(), tuple.getValueNode()))
          .iterator();
    }
    return List.<Node>of().iterator();
  }

  /** The line on which a node begins, from 1. */
  static int line(Node node) {
    return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
  }
}
