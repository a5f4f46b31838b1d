package io.healing.core.diagnose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a language model answered, read with care: the first object that has a list {@code
 * suggestions}, in a fenced block or anywhere in the text. Fences and braces inside strings do no
 * harm. No such object means no suggestions.
 */
final class Answer {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private static final String LIST = "suggestions";
  private static final int LONGEST = 1_000_000;
  private static final int MOST_TRIES = 50;
  private static final int MOST_SUGGESTIONS = 50;

  private final Optional<JsonNode> object;

  private Answer(Optional<JsonNode> object) {
    this.object = object;
  }

  static Answer in(String reply) {
    String text = reply.length() > LONGEST ? reply.substring(0, LONGEST) : reply;
    int fence = text.indexOf("```json");
    Optional<JsonNode> fenced = fence < 0 ? Optional.empty() : first(text.substring(fence));
    return new Answer(fenced.or(() -> first(text)));
  }

  private static Optional<JsonNode> first(String text) {
    int at = text.indexOf('{');
    for (int tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
      Optional<JsonNode> node = parse(text.substring(at)).filter(any -> any.path(LIST).isArray());
      if (node.isPresent()) {
        return node;
      }
      at = text.indexOf('{', at + 1);
    }
    return Optional.empty();
  }

  /** The object at the beginning; what follows it is not looked at. */
  private static Optional<JsonNode> parse(String text) {
    try {
      return Optional.ofNullable(JSON.readTree(text));
    } catch (JsonProcessingException notJson) {
      // Prose with braces is to be expected in an answer; the next brace is tried.
      return Optional.empty();
    }
  }

  /** The cause that it names. */
  Optional<String> rootCause() {
    return object
        .map(node -> node.path("root_cause"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(cause -> !cause.isBlank() && !cause.equalsIgnoreCase("unknown"));
  }

  /** What it suggests, at most 50; often nothing. */
  List<JsonNode> suggestions() {
    List<JsonNode> all = new ArrayList<>();
    object.ifPresent(
        node -> {
          for (JsonNode suggestion : node.path(LIST)) {
            if (suggestion.isObject() && all.size() < MOST_SUGGESTIONS) {
              all.add(suggestion);
            }
          }
        });
    return all;
  }
}
