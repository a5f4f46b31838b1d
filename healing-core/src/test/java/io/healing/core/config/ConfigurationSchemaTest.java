package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private static String generated() {
    return new FileSchema(MODULE.resolve("../healing-api/src/main/java")).text();
  }
}
