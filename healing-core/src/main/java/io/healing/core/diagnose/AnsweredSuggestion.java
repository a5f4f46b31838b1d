package io.healing.core.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import io.healing.api.WireWord;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One suggestion of a language model: untrusted, so every field is checked, bounded or replaced.
 */
final class AnsweredSuggestion {
  /** However sure a model says it is, it is not surer than this. */
  static final double MOST_SURE = 0.7;

  private static final double NOT_SAID = 0.5;
  private static final Map<String, Double> WORDS = Map.of("high", 0.7, "medium", 0.5, "low", 0.3);
  private static final int TITLE = 200;
  private static final int TEXT = 8_000;
  private static final int FILES = 20;

  private final JsonNode node;

  AnsweredSuggestion(JsonNode node) {
    this.node = node;
  }

  /** As advice; what it would change comes to it elsewhere. */
  Proposal advice() {
    String title = text("title", TITLE).orElse("Untitled suggestion");
    Proposal advice =
        Proposal.of(title, text("description", TEXT).orElse(title), category())
            .withSeverity(severity())
            .withConfidence(confidence())
            .withChange(orNull("current_state"), orNull("suggested_change"))
            .withAffectedFiles(files());
    return text("expected_impact", TEXT).map(advice::withExpectedImpact).orElse(advice);
  }

  private SuggestionCategory category() {
    SuggestionCategory read =
        WireWord.parseOr(SuggestionCategory.class, word("category"), SuggestionCategory.UNKNOWN);
    return read == SuggestionCategory.UNKNOWN ? SuggestionCategory.CONFIG : read;
  }

  private SuggestionSeverity severity() {
    SuggestionSeverity read =
        WireWord.parseOr(SuggestionSeverity.class, word("severity"), SuggestionSeverity.UNKNOWN);
    return read == SuggestionSeverity.UNKNOWN ? SuggestionSeverity.MEDIUM : read;
  }

  private double confidence() {
    JsonNode said = node.path("confidence");
    double sure =
        said.isNumber() ? said.asDouble() : WORDS.getOrDefault(word("confidence"), NOT_SAID);
    return Double.isFinite(sure) ? Math.max(0, Math.min(MOST_SURE, sure)) : NOT_SAID;
  }

  private List<String> files() {
    List<String> files = new ArrayList<>();
    for (JsonNode file : node.path("affected_files")) {
      if (file.isTextual() && files.size() < FILES) {
        files.add(cut(file.asText(), TITLE));
      }
    }
    return files;
  }

  /** The file that it would rewrite. */
  Optional<String> targetFile() {
    return text("target_file", TEXT);
  }

  /** The whole new content; an empty one is none. */
  Optional<String> proposedContent() {
    return Optional.of(node.path("proposed_content"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(content -> !content.isBlank());
  }

  private String word(String field) {
    return node.path(field).asText("").strip().toLowerCase(Locale.ROOT);
  }

  private @Nullable String orNull(String field) {
    return text(field, TEXT).orElse(null);
  }

  private Optional<String> text(String field, int most) {
    return Optional.of(node.path(field))
        .filter(JsonNode::isTextual)
        .map(value -> cut(value.asText().strip(), most))
        .filter(value -> !value.isEmpty());
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) + "…" : text;
  }
}
