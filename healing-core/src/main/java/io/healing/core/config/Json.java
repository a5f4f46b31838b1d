package io.healing.core.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.healing.api.HealingException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Turns the values of Healing into JSON and back, without loss: names in snake case, words of enums
 * in lower case, times in ISO 8601, time spans as text, bytes in Base64.
 *
 * <p>What is read as a configuration is strict and may be partial: an unknown key, an unknown word
 * or a value of another type is refused, and what is left out has its default. What is read as a
 * stored row is lenient: an unknown word is read as {@code UNKNOWN} and an unknown key is skipped,
 * since both may be a newer release's. Immutable and thread-safe.
 */
public final class Json {
  private final Lazy<JsonMapper> rows = new Lazy<>(() -> mapper(true));
  private final Lazy<JsonMapper> strict = new Lazy<>(() -> mapper(false));
  private final Defaults defaults = new Defaults(strict);

  Json() {}

  private static JsonMapper mapper(boolean lenient) {
    return JsonMapper.builder()
        .addModule(new JsonValues(lenient))
        .addModule(new JsonParts())
        .propertyNamingStrategy(new Names())
        .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, !lenient)
        .withCoercionConfig(
            LogicalType.Textual,
            text ->
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }

  /**
   * A value as JSON in one line.
   *
   * @throws HealingException when the value is not one of Healing's, or of the JDK's simple ones
   */
  public String write(Object value) {
    try {
      return rows.get().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw fault(e, value.getClass());
    }
  }

  /**
   * A value from JSON. A configuration record may be partial: its defaults are taken for what is
   * left out. It is not validated; see {@link Configuration#validate}.
   *
   * @throws HealingException when the text is not JSON or not this value, with the place in it
   */
  public <T> T read(String text, Class<T> type) {
    try {
      if (!Defaults.known(type)) {
        return present(rows.get().readValue(text, type), type);
      }
      JsonNode tree = strict.get().readTree(text);
      if (!(tree instanceof ObjectNode given)) {
        throw new HealingException("A " + type.getSimpleName() + " is an object in JSON.", "");
      }
      return present(strict.get().treeToValue(defaults.fill(type, given), type), type);
    } catch (JsonProcessingException e) {
      throw fault(e, type);
    }
  }

  /** A configuration record from a tree that is laid over another whole one. */
  <T> T bind(Class<T> type, ObjectNode base, ObjectNode given) {
    return Records.value(type, defaults.lay(type, base, given));
  }

  /** The defaults of a configuration record as a tree, which must not be changed. */
  ObjectNode defaults(Class<?> type) {
    return defaults.of(type);
  }

  /** A configuration record as a tree. */
  ObjectNode tree(Record value) {
    return Records.tree(value);
  }

  private static <T> T present(@org.jspecify.annotations.Nullable T value, Class<T> type) {
    if (value == null) {
      throw new HealingException("null is no " + type.getSimpleName() + ".", "");
    }
    return value;
  }

  private static HealingException fault(JsonProcessingException e, Class<?> type) {
    List<JsonMappingException.Reference> path =
        e instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
    String place = path.stream().map(Json::step).collect(Collectors.joining());
    String at = place.startsWith(".") ? place.substring(1) : place;
    return new HealingException(
        (at.isEmpty() ? "" : at + ": ")
            + e.getOriginalMessage()
            + " (JSON of "
            + type.getSimpleName()
            + ")",
        "",
        e);
  }

  private static String step(JsonMappingException.Reference reference) {
    String name = reference.getFieldName();
    return name != null ? "." + name : "[" + reference.getIndex() + "]";
  }
}
