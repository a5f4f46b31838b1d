package io.healing.core.act;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.healing.api.HealingException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Finds the number of a key in the text of a YAML, JSON or properties file. A key is the names from
 * the top joined by dots, {@code http.client.timeout_ms}; a name may have dots itself.
 */
final class NumberFinder {
  private static final int LONGEST = 16_777_216;
  private static final Pattern PROPERTY =
      Pattern.compile(
          "(?m)^[ \\t\\f]*([^\\s#!:=\\\\]+)(?:[ \\t\\f]*[:=][ \\t\\f]*|[ \\t\\f]+)(.*)$");

  private final Path file;
  private final String text;
  private final List<NumberPlace> found = new ArrayList<>();

  private NumberFinder(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * The one place of a key.
   *
   * @throws HealingException when it is not there or there more than once, is no number, or the
   *     file is of another kind
   */
  static NumberPlace find(Path file, String text, String key) {
    NumberFinder finder = new NumberFinder(file, text);
    switch (Documents.of(file)) {
      case YAML -> finder.yaml(key);
      case JSON -> finder.json(key);
      case PROPERTIES -> finder.properties(key);
      default ->
          throw new HealingException(
              file + " is no YAML, JSON or properties file", "Change it by hand");
    }
    return finder.only(key);
  }

  private NumberPlace only(String key) {
    if (found.size() != 1) {
      throw new HealingException(
          key + " is " + found.size() + " times in " + file,
          "Name a key that is there once, by its names from the top joined by dots");
    }
    return found.get(0);
  }

  private void properties(String key) {
    Matcher line = PROPERTY.matcher(text);
    while (line.find()) {
      if (line.group(1).equals(key)) {
        found.add(NumberPlace.of(key, line.group(2).stripTrailing(), line.start(2)));
      }
    }
  }

  private void yaml(String key) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    try {
      for (Node document : new Yaml(options).composeAll(new StringReader(text))) {
        below(document, key, key);
      }
    } catch (YAMLException e) {
      throw new HealingException(file + " cannot be read: " + e.getMessage(), "Mend it first", e);
    }
  }

  private void below(Node node, String left, String key) {
    if (node instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (name.equals(left)) {
          add(tuple.getValueNode(), key);
        } else if (left.startsWith(name + ".")) {
          below(tuple.getValueNode(), left.substring(name.length() + 1), key);
        }
      }
    }
  }

  private void add(Node node, String key) {
    if (!(node instanceof ScalarNode scalar)) {
      throw new HealingException(key + " in " + file + " has parts", "Name one of them");
    }
    int start = text.offsetByCodePoints(0, node.getStartMark().getIndex());
    int quote = scalar.isPlain() ? 0 : 1;
    found.add(NumberPlace.of(key, scalar.getValue(), start + quote));
  }

  private void json(String key) {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      JsonToken token = parser.nextToken();
      while (token != null) {
        if (token.isScalarValue() && key.equals(path(parser.getParsingContext()))) {
          int start = (int) parser.currentTokenLocation().getCharOffset();
          int quote = token == JsonToken.VALUE_STRING ? 1 : 0;
          found.add(NumberPlace.of(key, parser.getText(), start + quote));
        }
        token = parser.nextToken();
      }
    } catch (IOException e) {
      throw new HealingException(file + " cannot be read: " + e.getMessage(), "Mend it first", e);
    }
  }

  /** The names from the top; what lies in a list has none. */
  private static String path(JsonStreamContext context) {
    String name = context.inObject() ? String.valueOf(context.getCurrentName()) : "[]";
    JsonStreamContext above = context.getParent();
    return above == null || above.inRoot() ? name : path(above) + "." + name;
  }
}
