package io.healing.core.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.WireWord;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.NotificationPart;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Letters as they are stored. Thread-safe. */
final class LetterJson {
  private static final int FORM = 1;

  /** The names of the fields, and those of a bounded length. */
  private static final int FORM_SIZE = 200;

  private final ObjectMapper mapper = new ObjectMapper();

  PluginState state(Letter letter) {
    ObjectNode tree = mapper.createObjectNode();
    tree.put("instance", letter.instance());
    tree.put("channel", letter.to().channel()).put("recipient", letter.to().recipient());
    tree.put("further", letter.further()).put("tries", letter.tries());
    tree.put("due", letter.due().toString());
    tree.put("held", letter.heldSince() == null ? null : letter.heldSince().toString());
    letter.parts().forEach(part -> tree.withArray("parts").add(tree(part)));
    return new PluginState(FORM, tree.toString());
  }

  /** How many characters a message takes when it is stored, or a few more. */
  static int size(NotificationPart part) {
    return FORM_SIZE
        + quoted(part.subject().name())
        + quoted(part.incident())
        + quoted(part.title())
        + quoted(part.body());
  }

  private static int quoted(String text) {
    return JsonStringEncoder.getInstance().quoteAsString(text).length;
  }

  ObjectNode tree(NotificationPart part) {
    ObjectNode tree = mapper.createObjectNode();
    tree.put("kind", part.kind().word()).put("subject", part.subject().name());
    tree.put("severity", part.severity().word()).put("incident", part.incident());
    tree.put("title", part.title()).put("text", part.body()).put("at", part.at().toString());
    return tree;
  }

  /** Reads a letter back; empty where another release wrote it in a form of its own. */
  Optional<Letter> letter(String id, PluginState state) {
    try {
      JsonNode tree = mapper.readTree(state.text());
      List<NotificationPart> parts = new ArrayList<>();
      tree.path("parts").forEach(part -> parts.add(part(part)));
      return state.version() != FORM || parts.isEmpty()
          ? Optional.empty()
          : Optional.of(letter(id, tree, parts));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Letter letter(String id, JsonNode tree, List<NotificationPart> parts) {
    return new Letter(
        id,
        tree.path("instance").asLong(),
        new Address(tree.path("channel").asText(), tree.path("recipient").asText()),
        parts,
        tree.path("further").asInt(),
        Instant.parse(tree.path("due").asText()),
        tree.path("tries").asInt(),
        moment(tree.path("held")));
  }

  private static @Nullable Instant moment(JsonNode node) {
    return node.isNull() || node.isMissingNode() ? null : Instant.parse(node.asText());
  }

  private static NotificationPart part(JsonNode tree) {
    return new NotificationPart(
        WireWord.parseOr(
            NotificationKind.class, tree.path("kind").asText(), NotificationKind.GIVE_UP),
        new Subject(tree.path("subject").asText()),
        WireWord.parseOr(ErrorSeverity.class, tree.path("severity").asText(), ErrorSeverity.MEDIUM),
        tree.path("incident").asText(),
        tree.path("title").asText(),
        tree.path("text").asText(),
        Instant.parse(tree.path("at").asText()));
  }
}
