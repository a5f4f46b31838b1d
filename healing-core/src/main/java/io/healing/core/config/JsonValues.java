package io.healing.core.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.healing.api.ActionType;
import io.healing.api.Nearest;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.WireWord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Values that are one text in JSON. */
final class JsonValues extends SimpleModule {
  private static final long serialVersionUID = 1L;

  /**
   * @param lenient whether a word that no constant has is read as the constant UNKNOWN
   */
  JsonValues(boolean lenient) {
    super("healing-values");
    addSerializer(WireWord.class, new WordWriter());
    setDeserializerModifier(new Words(lenient));
    text(Subject.class, Subject::new);
    text(Target.class, Target::parse);
    text(ActionType.class, ActionType::new);
    text(Path.class, Path::of);
    text(Instant.class, Instant::parse);
    text(
        Duration.class,
        written ->
            Durations.parse(written)
                .orElseThrow(() -> new IllegalArgumentException("not " + Durations.FORM)));
  }

  private <T> void text(Class<T> type, Function<String, T> parse) {
    addSerializer(type, new ToStringSerializer(type));
    addDeserializer(type, new TextReader<>(type, parse));
  }

  private static final class WordWriter extends StdSerializer<WireWord> {
    private static final long serialVersionUID = 1L;

    WordWriter() {
      super(WireWord.class);
    }

    @Override
    public void serialize(WireWord word, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(word.word());
    }
  }

  private static final class TextReader<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> parse;

    TextReader(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (!in.hasToken(JsonToken.VALUE_STRING)) {
        return (T) context.handleUnexpectedToken(handledType(), in);
      }
      try {
        return parse.apply(in.getText());
      } catch (IllegalArgumentException | DateTimeException e) {
        String wrong = Faults.quote(in.getText()) + " is " + e.getMessage();
        throw JsonMappingException.from(in, wrong, e);
      }
    }
  }

  private static final class Words extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1L;
    private final boolean lenient;

    Words(boolean lenient) {
      this.lenient = lenient;
    }

    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config,
        JavaType type,
        BeanDescription description,
        JsonDeserializer<?> standard) {
      return reader(type.getRawClass());
    }

    private <T> TextReader<T> reader(Class<T> type) {
      return new TextReader<>(type, word -> type.cast(constant(type, word)));
    }

    private Object constant(Class<?> type, String word) {
      List<?> known = Arrays.asList(type.getEnumConstants());
      return with(known, word)
          .or(() -> lenient ? with(known, "unknown") : Optional.empty())
          .orElseThrow(() -> new IllegalArgumentException(refused(known, word)));
    }

    private Optional<Object> with(List<?> known, String word) {
      return known.stream()
          .filter(each -> word(each).equals(word))
          .filter(each -> lenient || !word.equals("unknown"))
          .map(Object.class::cast)
          .findFirst();
    }

    private String refused(List<?> constants, String word) {
      List<String> known =
          constants.stream()
              .map(each -> word(each))
              .filter(each -> lenient || !each.equals("unknown"))
              .toList();
      return "not one of " + String.join(", ", known) + "." + Nearest.maybe(word, known);
    }

    private static String word(Object constant) {
      return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }
  }
}
