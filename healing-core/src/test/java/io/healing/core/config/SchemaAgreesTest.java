package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.ParameterizedType;
import java.math.BigDecimal;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What the reader of a file takes, an editor with the schema takes too; and what not, not. */
class SchemaAgreesTest {
  private static final Set<String> FOREIGN = Set.of("target", ".git", "node_modules");

  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();
  private static final Path FILE = Path.of("healing.yaml");
  private static final List<String> KEYS =
      List.of("self_healing", "jobs", "environment", "store", "notify", "delivery", "plugins");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNode SCHEMA = schema();

  private static JsonNode schema() {
    try {
      return MAPPER.readTree(ROOT.resolve("docs/healing.schema.json").toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * A text that may be a configuration.
   *
   * @param name where it stands
   */
  record Text(String name, String yaml) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Every yaml block of the documentation and every file of tests and examples. */
  static List<Text> texts() throws IOException {
    List<Text> texts = new ArrayList<>();
    for (Path file : files()) {
      String text = Files.readString(file);
      String name = ROOT.relativize(file).toString();
      if (name.endsWith(".yaml")) {
        texts.add(new Text(name, text));
      } else {
        List<String> blocks = BLOCK.matcher(text).results().map(MatchResult::group).toList();
        blocks.forEach(block -> texts.add(new Text(name, block.replaceAll("(?m)^```.*\\n?", ""))));
      }
    }
    return texts.stream().filter(SchemaAgreesTest::isOurs).toList();
  }

  /** What comes and goes while other tests run is passed by. */
  private static List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes of) {
            boolean foreign = FOREIGN.contains(String.valueOf(directory.getFileName()));
            return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes of) {
            if (file.toString().matches(".*\\.(yaml|md)")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found.stream().sorted().toList();
  }

  /** One of ours that the reader takes; bare maps of jobs are older files, without a schema. */
  private static boolean isOurs(Text text) {
    if (catchThrowable(() -> Configuration.parse(text.yaml(), FILE)) != null) {
      return false;
    }
    return json(text.yaml()) instanceof ObjectNode map
        && !Collections.disjoint(KEYS, map.properties().stream().map(Map.Entry::getKey).toList());
  }

  @Test
  void thereAreTexts() throws IOException {
    assertThat(texts()).hasSizeGreaterThan(15).extracting(Text::name).contains("README.md");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatTheReaderTakesTheSchemaTakes(Text text) {
    assertThat(SchemaCheck.of(SCHEMA, json(text.yaml()))).isEmpty();
  }

  static List<NonsenseTest.Option> options() {
    return NonsenseTest.options();
  }

  @ParameterizedTest
  @MethodSource("options")
  void aWrongTypeIsRefusedByBoth(NonsenseTest.Option option) {
    for (Object value : wrong(option)) {
      JsonNode tree = MAPPER.valueToTree(NonsenseTest.tree(option, value));
      assertThat(NonsenseTest.faults(option, value)).as("%s: %s", option, value).isNotEmpty();
      assertThat(SchemaCheck.of(SCHEMA, tree)).as("%s: %s", option, value).isNotEmpty();
    }
  }

  @Test
  void aSizeALevelAndAnEmptyBlockAreTakenByBoth() {
    Stream.of(
            "self_healing: { host: { recordings: { most_size: 100MB } } }",
            "self_healing: { host: { recordings: { most_size: 104857600 } } }",
            "environment: { disk: { min_free: 1 gb } }",
            "self_healing: { log_level: INFO }",
            "self_healing: { log_level: Warning }",
            "self_healing:\n  limits:\n  log_level: debug",
            "plugins: { a.b: { paths: [x, y], level: 3 } }",
            "notify: { session: 4711 }",
            "jobs: { _base: 5, a: , b: { cmd: [x, 1], schedule: [] } }")
        .forEach(
            text -> {
              assertThat(Configuration.parse(text, FILE)).as(text).isNotNull();
              assertThat(SchemaCheck.of(SCHEMA, json(text))).as(text).isEmpty();
            });
    Stream.of(
            "self_healing: { host: { recordings: { most_size: 100XB } } }",
            "self_healing: { host: { recordings: { most_size: 1 } } }",
            "self_healing: { log_level: inof }",
            "plugins: { a.b: { paths: { x: y } } }")
        .forEach(
            text -> {
              assertThat(catchThrowable(() -> Configuration.parse(text, FILE)))
                  .as(text)
                  .isNotNull();
              assertThat(SchemaCheck.of(SCHEMA, json(text))).as(text).isNotEmpty();
            });
  }

  private static List<Object> wrong(NonsenseTest.Option option) {
    if (option.path().endsWith(".schema")) {
      return List.of(Map.of("x", 1));
    }
    if (option.type() instanceof ParameterizedType) {
      return List.of("x:y", 7);
    }
    Class<?> type = (Class<?>) option.type();
    if (type.isRecord()) {
      return List.of(7, List.of("x"), Map.of("no_such_key", 1));
    }
    if (type == String.class || type == Instant.class) {
      return List.of(List.of(), Map.of("x", 1));
    }
    return type == Duration.class || type.isEnum()
        ? List.of("nonsense", List.of(), Map.of("x", 1), 7, true)
        : List.of("nonsense", List.of("x"), Map.of("x", 1));
  }

  /**
   * The text as an editor sees it: a time of day is a text, as YAML 1.2 has it, yes and 1_000 are
   * what YAML 1.1 takes them for.
   */
  private static JsonNode json(String yaml) {
    Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
    return root == null ? JsonNodeFactory.instance.nullNode() : json(root);
  }

  private static JsonNode json(Node node) {
    if (node instanceof MappingNode) {
      ObjectNode map = JsonNodeFactory.instance.objectNode();
      Entry.of(new Spot(new Reading(FILE), "", node))
          .values()
          .forEach(entry -> map.set(entry.key(), json(entry.value())));
      return map;
    }
    if (node instanceof SequenceNode list) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      list.getValue().forEach(item -> items.add(json(item)));
      return items;
    }
    return scalar((ScalarNode) node);
  }

  private static JsonNode scalar(ScalarNode node) {
    String text = node.getValue();
    JsonNodeFactory made = JsonNodeFactory.instance;
    if (!node.isPlain()) {
      return made.textNode(text);
    }
    if (text.matches("|~|null|Null|NULL")) {
      return made.nullNode();
    }
    if (Scalars.flag(text).isPresent()) {
      return made.booleanNode(Scalars.flag(text).get());
    }
    if (text.matches("[-+]?[0-9][0-9_]*")) {
      return made.numberNode(new BigDecimal(text.replace("_", "")).toBigInteger());
    }
    return text.matches("[-+]?[0-9]+\\.[0-9]+([eE][-+]?[0-9]+)?")
        ? made.numberNode(new BigDecimal(text))
        : made.textNode(text);
  }
}
