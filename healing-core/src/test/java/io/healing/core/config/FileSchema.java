package io.healing.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import io.healing.api.WireWord;
import io.healing.api.config.LogLevel;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.config.StoreConfig;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.job.SlaConfig;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.HealingNotifyConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON schema of healing.yaml, from the records that hold it: their names, types, constraints,
 * defaults, and the words of their documentation.
 */
final class FileSchema {
  private static final String SPAN = "^([0-9]+(ms|s|m|h|d)|P.*)$";
  private static final String SIZE = "^[0-9][0-9_]* ?([KMGTkmgt]?[Bb]?)$";

  private final ObjectMapper mapper = new ObjectMapper();
  private final SchemaGenerator generator;
  private final Path sources;

  /**
   * @param sources the source folder of healing-api
   */
  FileSchema(Path sources) {
    this.sources = sources;
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(mapper, SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
            .with(
                Option.INLINE_ALL_SCHEMAS,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
            .without(Option.SCHEMA_VERSION_INDICATOR)
            .with(new JakartaValidationModule(JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
    builder
        .forFields()
        .withPropertyNameOverrideResolver(field -> Names.of(field.getDeclaredName()))
        .withDescriptionResolver(this::description)
        .withDefaultResolver(this::standard)
        .withRequiredCheck(FileSchema::required)
        .withNullableCheck(this::nullable);
    builder
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (type, context) -> {
              ObjectNode known = known(type.getErasedType());
              return known == null
                  ? null
                  : new com.github.victools.jsonschema.generator.CustomDefinition(known);
            });
    builder.forTypesInGeneral().withPropertySorter((one, other) -> 0);
    generator = new SchemaGenerator(builder.build());
  }

  /** The whole schema, printed. */
  String text() {
    ObjectNode schema = mapper.createObjectNode();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "healing.yaml");
    schema.put("description", "The configuration of Healing.");
    ObjectNode keys = object(schema);
    schema.put("additionalProperties", false);
    keys.set("self_healing", block(RootConfig.class, "Healing as a whole."));
    keys.set("jobs", jobs());
    keys.set("environment", environment());
    keys.set("store", block(StoreConfig.class, "Where the store is and how long it keeps."));
    keys.set("notify", block(HealingNotifyConfig.class, "What is told where a job says nothing."));
    keys.set("delivery", block(DeliveryConfig.class, "How messages get to people."));
    keys.set("plugins", plugins());
    widen(schema);
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode object(ObjectNode schema) {
    schema.put("type", "object");
    return schema.putObject("properties");
  }

  private ObjectNode block(Class<?> type, String description) {
    ObjectNode block = generator.generateSchema(type);
    block.findParents("pattern").forEach(FileSchema::anchor);
    block.put("description", description);
    return block;
  }

  /** A pattern of Java is for the whole text, one of a schema for any part of it. */
  private static void anchor(JsonNode schema) {
    String pattern = schema.path("pattern").asText();
    if (!pattern.startsWith("^")) {
      ((ObjectNode) schema).put("pattern", "^(" + pattern + ")$");
    }
  }

  private static boolean required(FieldScope field) {
    return Block.required(field.getDeclaringType().getErasedType())
        .contains(Names.of(field.getDeclaredName()));
  }

  /** What may be written shorter than the records have it. */
  private ObjectNode environment() {
    ObjectNode block = block(EnvironmentConfig.class, "What the environment must have.");
    ObjectNode keys = (ObjectNode) block.get("properties");
    for (String list : new String[] {"executables", "directories", "endpoints"}) {
      ObjectNode key = (ObjectNode) keys.get(list);
      key.set("items", orText(key.get("items")));
    }
    ObjectNode database = (ObjectNode) keys.at("/databases/items/properties");
    ObjectNode schema = (ObjectNode) database.get("schema");
    JsonNode words = schema.remove("description");
    database.set("schema", orText(schema).set("description", words));
    types((ObjectNode) keys.at("/runtimes/items/properties/min_version"), "string", "number");
    ObjectNode release = (ObjectNode) keys.at("/java/properties/min_version");
    types(release, "integer", "string");
    release.put("pattern", "^[0-9]{1,9}$");
    return block;
  }

  /**
   * What the reader takes beside it: a number or a yes where any text will do, and a block whose
   * key has nothing below it.
   */
  private static void widen(JsonNode schema) {
    if (schema instanceof ObjectNode node && node.path("type").isTextual()) {
      String type = node.path("type").asText();
      boolean free = type.equals("string") && !node.has("enum") && !node.has("pattern");
      if (free) {
        node.putArray("type").add(type).add("number").add("boolean");
      } else if (type.equals("object") && !node.has("required")) {
        node.putArray("type").add(type).add("null");
      }
    } else if (schema.path("type").isArray() && anyText(schema)) {
      ((ArrayNode) schema.get("type")).add("number").add("boolean");
    }
    schema.forEach(FileSchema::widen);
  }

  private static boolean anyText(JsonNode schema) {
    String types = schema.path("type").toString();
    return types.equals("[\"string\",\"null\"]") && !schema.has("enum") && !schema.has("pattern");
  }

  private ObjectNode orText(JsonNode usual) {
    ObjectNode either = mapper.createObjectNode();
    ArrayNode forms = either.putArray("anyOf");
    forms.addObject().put("type", "string").put("minLength", 1);
    forms.add(usual);
    return either;
  }

  private static void types(ObjectNode key, String one, String other) {
    boolean nullable = key.path("type").isArray();
    ArrayNode types = key.putArray("type").add(one).add(other);
    if (nullable) {
      types.add("null");
    }
  }

  private ObjectNode jobs() {
    ObjectNode jobs = mapper.createObjectNode();
    jobs.put("description", "The jobs by id. A key that begins with _ is no job.");
    jobs.put("type", "object");
    jobs.putObject("patternProperties").putObject("^_");
    ObjectNode job = jobs.putObject("additionalProperties");
    ObjectNode keys = object(job);
    job.put("additionalProperties", true);
    keys.set("self_healing", block(SelfHealingConfig.class, "How this job is healed."));
    keys.set("sla", block(SlaConfig.class, "The service level that the job should keep."));
    hosts(keys, "name", "The name for people.");
    hosts(keys, "cmd", "The command; files that it names belong to the job.");
    hosts(keys, "cwd", "The directory in which the command runs.");
    hosts(keys, "schedule", "Five cron fields: minute, hour, day of month, month, day of week.");
    hosts(keys, "timezone", "The time zone of the schedule, such as Europe/Lisbon.");
    text(keys, "every", "The time between two starts, such as 15m.").put("pattern", SPAN);
    text(keys, "start_grace", "How late a start may be, such as 5m.").put("pattern", SPAN);
    text(keys, "max_duration", "How long a run may take, such as 1h.").put("pattern", SPAN);
    text(keys, "runner", "The runner, which chooses how the job is controlled.");
    keys.set("files", texts("The files that belong to the job."));
    keys.set("uses", texts("What it shares with others: data sources, endpoints, pools."));
    ObjectNode repeatable = keys.putObject("repeatable");
    repeatable.put("type", "boolean").put("default", true);
    repeatable.put("description", "Whether it may be run again without asking.");
    return jobs;
  }

  private ObjectNode text(ObjectNode keys, String name, String description) {
    ObjectNode key = keys.putObject(name);
    return key.put("type", "string").put("description", description);
  }

  private ObjectNode texts(String description) {
    ObjectNode list = mapper.createObjectNode();
    list.put("type", "array").put("description", description);
    list.putObject("items").put("type", "string").put("minLength", 1);
    return list;
  }

  /** A key of the host's, which may have any form there. */
  private static void hosts(ObjectNode keys, String name, String description) {
    keys.putObject(name).put("description", description);
  }

  private ObjectNode plugins() {
    ObjectNode plugins = mapper.createObjectNode();
    plugins.put("description", "The options of the plug-ins, by plug-in id.");
    plugins.put("type", "object");
    ObjectNode plugin = plugins.putObject("additionalProperties");
    plugin.put("type", "object");
    ObjectNode value = plugin.putObject("additionalProperties");
    ArrayNode types = value.putArray("type");
    types.add("string").add("number").add("boolean").add("array");
    value.putObject("items").put("type", "string");
    return plugins;
  }

  private @Nullable ObjectNode known(Class<?> type) {
    ObjectNode schema = mapper.createObjectNode();
    if (type == Duration.class) {
      return schema.put("type", "string").put("pattern", SPAN);
    }
    if (type == long.class) {
      schema.putArray("type").add("integer").add("string");
      return schema.put("pattern", SIZE);
    }
    if (type == LogLevel.class) {
      return inAnyCase(words(type));
    }
    if (type == Instant.class) {
      return schema.put("type", "string");
    }
    if (type.isEnum() && WireWord.class.isAssignableFrom(type)) {
      ArrayNode words = schema.put("type", "string").putArray("enum");
      words(type).forEach(words::add);
      return schema;
    }
    return null;
  }

  private static List<String> words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ((WireWord) constant).word())
        .filter(word -> !word.equals("unknown"))
        .toList();
  }

  /** The words for completion, and a pattern for them in capitals. */
  private ObjectNode inAnyCase(List<String> words) {
    ObjectNode schema = mapper.createObjectNode();
    ArrayNode forms = schema.putArray("anyOf");
    ArrayNode known = forms.addObject().put("type", "string").putArray("enum");
    StringBuilder pattern = new StringBuilder();
    for (String word : words) {
      known.add(word);
      pattern.append(pattern.isEmpty() ? "" : "|");
      word.chars().forEach(c -> pattern.append("[%c%c]".formatted(c, Character.toUpperCase(c))));
    }
    forms.addObject().put("type", "string").put("pattern", "^(" + pattern + ")$");
    return schema;
  }

  private JsonNode defaults(FieldScope field) {
    return Configuration.json()
        .defaults(field.getDeclaringType().getErasedType())
        .path(Names.of(field.getDeclaredName()));
  }

  private boolean nullable(FieldScope field) {
    return !field.isFakeContainerItemScope() && defaults(field).isNull();
  }

  private @Nullable Object standard(FieldScope field) {
    JsonNode value = defaults(field);
    boolean none = field.isFakeContainerItemScope() || required(field);
    if (none || value.isObject() || value.isNull()) {
      return null;
    }
    if (field.getType().getErasedType() == Duration.class) {
      return Durations.text(Duration.parse(value.asText()));
    }
    return value.isMissingNode() || value.asText().isEmpty() && !value.isArray() ? null : value;
  }

  private @Nullable String description(FieldScope field) {
    Class<?> type = field.getDeclaringType().getErasedType();
    if (field.isFakeContainerItemScope()) {
      return null;
    }
    Pattern param =
        Pattern.compile(
            "@param " + field.getDeclaredName() + "\\s(.*?)(?=\\* @|\\*/)", Pattern.DOTALL);
    Matcher found = param.matcher(source(type));
    if (!found.find()) {
      throw new IllegalStateException(
          "Nothing is said of " + field.getDeclaredName() + " in " + type);
    }
    String words = found.group(1).replaceAll("\\s*\\n\\s*\\*", " ");
    return words.replaceAll("\\{@\\w+\\s+([^}]*)}", "$1").replaceAll("\\s+", " ").strip();
  }

  private String source(Class<?> type) {
    try {
      return Files.readString(sources.resolve(type.getName().replace('.', '/') + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
