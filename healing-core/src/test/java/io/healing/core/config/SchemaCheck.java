package io.healing.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a value breaks of a JSON schema, as far as ours goes; a keyword it does not know fails. */
final class SchemaCheck {
  private static final Set<String> SAYS_NOTHING =
      Set.of("$schema", "title", "description", "default", "properties", "patternProperties");

  private final List<String> broken = new ArrayList<>();

  private SchemaCheck() {}

  /** All that is broken, each with its path; empty when the value is right. */
  static List<String> of(JsonNode schema, JsonNode value) {
    SchemaCheck check = new SchemaCheck();
    check.check("", schema, value);
    return check.broken;
  }

  private void check(String path, JsonNode schema, JsonNode value) {
    for (Map.Entry<String, JsonNode> entry : schema.properties()) {
      if (!holds(path, entry.getKey(), schema, value)) {
        broken.add(path + ": " + value + " breaks " + entry);
      }
    }
  }

  private boolean holds(String path, String keyword, JsonNode schema, JsonNode value) {
    JsonNode wanted = schema.get(keyword);
    return switch (keyword) {
      case "type" -> type(wanted, value);
      case "enum" -> any(wanted, value::equals);
      case "anyOf" -> any(wanted, form -> of(form, value).isEmpty());
      case "pattern" -> !value.isTextual() || found(wanted.asText(), value.asText());
      case "minimum" -> !value.isNumber() || value.asDouble() >= wanted.asDouble();
      case "exclusiveMinimum" -> !value.isNumber() || value.asDouble() > wanted.asDouble();
      case "maximum" -> !value.isNumber() || value.asDouble() <= wanted.asDouble();
      case "minLength" -> !value.isTextual() || value.asText().length() >= wanted.asInt();
      case "minItems" -> !value.isArray() || value.size() >= wanted.asInt();
      case "required" -> !value.isObject() || !any(wanted, key -> !value.has(key.asText()));
      case "items" -> items(path, wanted, value);
      case "additionalProperties" -> keys(path, schema, value);
      default -> {
        if (!SAYS_NOTHING.contains(keyword)) {
          throw new IllegalStateException("Teach this check the keyword " + keyword);
        }
        yield true;
      }
    };
  }

  private static boolean any(JsonNode all, java.util.function.Predicate<JsonNode> wanted) {
    for (JsonNode each : all) {
      if (wanted.test(each)) {
        return true;
      }
    }
    return false;
  }

  private static boolean found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).find();
  }

  private static boolean type(JsonNode wanted, JsonNode value) {
    return wanted.isArray()
        ? any(wanted, one -> type(one, value))
        : switch (wanted.asText()) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "null" -> value.isNull();
          default -> throw new IllegalStateException("There is no type " + wanted);
        };
  }

  private boolean items(String path, JsonNode schema, JsonNode value) {
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      check(path + "[" + i + "]", schema, value.get(i));
    }
    return true;
  }

  private boolean keys(String path, JsonNode schema, JsonNode value) {
    boolean closed =
        schema
            .get("additionalProperties")
            .equals(com.fasterxml.jackson.databind.node.BooleanNode.FALSE);
    boolean all = true;
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      JsonNode known = known(schema, entry.getKey());
      if (known.isObject()) {
        check(path + "." + entry.getKey(), known, entry.getValue());
      } else {
        all &= !closed;
      }
    }
    return all;
  }

  private static JsonNode known(JsonNode schema, String key) {
    JsonNode named = schema.path("properties").path(key);
    if (named.isObject()) {
      return named;
    }
    for (Map.Entry<String, JsonNode> entry : schema.path("patternProperties").properties()) {
      if (found(entry.getKey(), key)) {
        return entry.getValue();
      }
    }
    return schema.get("additionalProperties");
  }
}
