package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The schema that editors complete healing.yaml with. It is generated into target/ and compared
 * with the committed one; {@code -Dhealing.schema.write=true} commits a new one. An editor uses it
 * by a first line in the file:
 *
 * <pre>{@code
 * # yaml-language-server: $schema=https://…/docs/healing.schema.json
 * }</pre>
 *
 * or, in IntelliJ, by Settings, JSON Schema Mappings, healing.yaml.
 */
class ConfigurationSchemaTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();
  private static final Path COMMITTED = MODULE.resolve("../docs/healing.schema.json").normalize();

  private static final Pattern OPTION =
      Pattern.compile("\\b(?:limits|recovery|learning|error_detection)\\.[a-z]+(?:_[a-z]+)+\\b");

  private static final Set<String> PASSED_BY = Set.of("target", "decisions", "test", ".git");

  @Test
  void theCommittedSchemaIsCurrent() throws Exception {
    String schema = generated();
    Path target = MODULE.resolve("target/healing.schema.json");
    Files.createDirectories(target.getParent());
    Files.writeString(target, schema);
    if (Boolean.getBoolean("healing.schema.write")) {
      Files.createDirectories(COMMITTED.getParent());
      Files.writeString(COMMITTED, schema);
    }
    assertThat(COMMITTED)
        .as("run the test with -Dhealing.schema.write=true, look at the difference, commit it")
        .hasContent(schema);
  }

  @Test
  void whatIsOursIsClosedAndAJobIsOpen() throws Exception {
    JsonNode schema = new ObjectMapper().readTree(generated());
    List<String> open = new ArrayList<>();
    open("", schema, open);
    assertThat(open).containsExactly("/properties/jobs/additionalProperties");
  }

  private static void open(String path, JsonNode node, List<String> open) {
    if (node.has("properties") && node.path("additionalProperties").asBoolean(true)) {
      open.add(path);
    }
    node.properties().forEach(entry -> open(path + "/" + entry.getKey(), entry.getValue(), open));
  }

  @Test
  void itKnowsNamesWordsRangesPatternsAndDefaults() throws Exception {
    JsonNode schema = new ObjectMapper().readTree(generated());
    JsonNode healing =
        schema.at("/properties/jobs/additionalProperties/properties/self_healing/properties");
    assertThat(healing.at("/mode/enum"))
        .extracting(JsonNode::asText)
        .containsExactly("reactive", "proactive");
    assertThat(healing.at("/suggestions/properties/min_severity_for_approval/enum"))
        .extracting(JsonNode::asText)
        .containsExactly("low", "medium", "high", "critical");
    assertThat(healing.has("notify")).isTrue();
    JsonNode schedule = healing.at("/review_schedule/properties");
    assertThat(schedule.at("/day/maximum").asInt()).isEqualTo(6);
    assertThat(schedule.at("/time/pattern").asText())
        .isEqualTo("^(([01][0-9]|2[0-3]):[0-5][0-9])$");
    assertThat(schedule.at("/time/default").asText()).isEqualTo("03:00");
    assertThat(schedule.at("/time/description").asText()).contains("HH:MM");
    JsonNode limits = schema.at("/properties/self_healing/properties/limits/properties");
    assertThat(limits.at("/cool_down/default").asText()).isEqualTo("15m");
  }

  /** What Java calls goodRunsPerMinute must be what people read and write. */
  @Test
  void everyOptionOfSelfHealingThatTheTextsNameIsThere() throws Exception {
    JsonNode options =
        new ObjectMapper().readTree(generated()).at("/properties/self_healing/properties");
    Set<String> named = new TreeSet<>();
    for (Path text : texts()) {
      OPTION.matcher(Files.readString(text)).results().map(MatchResult::group).forEach(named::add);
    }
    assertThat(named).hasSizeGreaterThan(10);
    assertThat(named).allMatch(name -> known(options, name));
  }

  private static boolean known(JsonNode options, String name) {
    String[] parts = name.split("\\.");
    return options.path(parts[0]).path("properties").has(parts[1]);
  }

  /** Documents and messages alike. */
  private static List<Path> texts() throws IOException {
    List<Path> texts = new ArrayList<>();
    Files.walkFileTree(
        MODULE.resolve("..").normalize(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return PASSED_BY.contains(directory.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md") || file.toString().endsWith(".java")) {
              texts.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return texts;
  }

  private static String generated() {
    return new FileSchema(MODULE.resolve("../healing-api/src/main/java")).text();
  }
}
