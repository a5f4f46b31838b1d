package io.healing.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.healing.api.WireWord;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Configuration records as trees and back: records, lists, words, numbers, texts, times. The same
 * trees as a whole mapper of JSON makes, which takes longer to start than a file takes to read.
 * Without state and thread-safe.
 */
final class Records {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** How a simple value is read from its node. */
  private static final Map<Class<?>, Function<JsonNode, Object>> SIMPLE =
      Map.of(
          boolean.class, JsonNode::booleanValue,
          int.class, JsonNode::intValue,
          Integer.class, JsonNode::intValue,
          long.class, JsonNode::longValue,
          double.class, JsonNode::doubleValue,
          String.class, JsonNode::textValue,
          Duration.class, node -> Durations.parse(node.textValue()).orElseThrow(),
          Instant.class, node -> Instant.parse(node.textValue()));

  private Records() {}

  /** Whether all that a record is made of is known here. */
  static boolean knows(Type type) {
    if (type instanceof ParameterizedType many) {
      Type[] of = many.getActualTypeArguments();
      return many.getRawType() == List.class ? knows(of[0]) : texts(many);
    }
    Class<?> single = (Class<?>) type;
    return SIMPLE.containsKey(single)
        || (single.isEnum() && WireWord.class.isAssignableFrom(single))
        || (single.isRecord()
            && Part.of(single).stream().allMatch(part -> knows(part.component().getGenericType())));
  }

  /** Whether it is a map from names to texts. */
  private static boolean texts(ParameterizedType many) {
    return many.getRawType() == Map.class
        && List.of(many.getActualTypeArguments()).equals(List.of(String.class, String.class));
  }

  /** A record as a tree. */
  static ObjectNode tree(Record record) {
    ObjectNode tree = NODES.objectNode();
    for (Part part : Part.of(record.getClass())) {
      tree.set(part.name(), node(part.value(record)));
    }
    return tree;
  }

  private static JsonNode node(@Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof Record record) {
      return tree(record);
    }
    if (value instanceof List<?> list) {
      ArrayNode items = NODES.arrayNode();
      list.forEach(item -> items.add(node(item)));
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode texts = NODES.objectNode();
      map.forEach((key, text) -> texts.put(key.toString(), text.toString()));
      return texts;
    }
    return simple(value);
  }

  private static JsonNode simple(Object value) {
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Integer number) {
      return NODES.numberNode(number.intValue());
    }
    if (value instanceof Long number) {
      return NODES.numberNode(number.longValue());
    }
    if (value instanceof Double number) {
      return NODES.numberNode(number.doubleValue());
    }
    return NODES.textNode(value instanceof WireWord word ? word.word() : value.toString());
  }

  /** A record from a whole tree, every value of which was read by its kind. */
  static <T> T value(Class<T> type, ObjectNode tree) {
    List<Part> parts = Part.of(type);
    Object[] values =
        parts.stream()
            .map(part -> value(part.component().getGenericType(), tree.path(part.name())))
            .toArray();
    Class<?>[] types =
        parts.stream().map(part -> part.component().getType()).toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static @Nullable Object value(Type type, JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    if (type instanceof ParameterizedType many) {
      return many.getRawType() == Map.class ? texts(node) : items(many, node);
    }
    Class<?> single = (Class<?>) type;
    if (single.isRecord()) {
      return value(single, (ObjectNode) node);
    }
    Function<JsonNode, Object> reader = SIMPLE.get(single);
    return reader == null ? constant(single, node.textValue()) : reader.apply(node);
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().textValue()));
    return texts;
  }

  private static List<@Nullable Object> items(ParameterizedType list, JsonNode node) {
    List<@Nullable Object> items = new ArrayList<>();
    node.forEach(item -> items.add(value(list.getActualTypeArguments()[0], item)));
    return items;
  }

  private static Object constant(Class<?> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> ((WireWord) each).word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(word + " is no word of " + type));
  }
}
