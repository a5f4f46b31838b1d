package io.healing.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.healing.api.WireWord;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;

/**
 * Valid values that take the place of wrong ones whose faults were told, so that the rest can be
 * checked and no fault is told twice. What holds one is never handed out.
 */
final class StandIn {
  /** What stands for a wrong text; it is a valid word, path and name. */
  static final String TEXT = "restart_job";

  private static final int NUMBER = 99;

  private StandIn() {}

  /** A value that passes every check of a required component or of a list's item. */
  static JsonNode of(Type type) {
    if (type instanceof ParameterizedType list) {
      return JsonNodeFactory.instance.arrayNode().add(of(list.getActualTypeArguments()[0]));
    }
    if (type instanceof Class<?> single && single.isEnum()) {
      return TextNode.valueOf(((WireWord) single.getEnumConstants()[0]).word());
    }
    if (type == Duration.class) {
      return TextNode.valueOf("PT1S");
    }
    if (type == Integer.class) {
      return IntNode.valueOf(0);
    }
    if (type == int.class || type == long.class) {
      return IntNode.valueOf(NUMBER);
    }
    return type == String.class ? TextNode.valueOf(TEXT) : JsonNodeFactory.instance.objectNode();
  }
}
