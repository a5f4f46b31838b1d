package io.healing.core.diagnose;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.Target;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.FileKind;
import io.healing.api.job.FileVersion;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The wish to give one of a job's files the content of its last good run.
 *
 * @param file the file
 * @param kind what it is
 * @param now its content now; absent when it was deleted
 * @param good the content of the last good run
 */
record Restore(Path file, FileKind kind, Image now, FileVersion good) {

  /** As what a file is changed: one that has no kind of its own counts as configuration. */
  static FileKind kind(Path file, List<String> command) {
    return FileKind.of(file, command).orElse(FileKind.CONFIG);
  }

  /**
   * The wish. Its parameter {@code content_base64} holds the exact bytes; a person sees the diff.
   */
  Proposal proposal(double confidence, UnaryOperator<String> redact) {
    String title = "Restore the last good content of " + file;
    String state = now.present() ? "it was changed since" : "it is missing now";
    return Proposal.of(
            title,
            "The last good run had other content in " + file + "; " + state + ".",
            category())
        .withSeverity(SuggestionSeverity.LOW)
        .withConfidence(confidence)
        .withRequest(request())
        .withChange(now.toString(), redact.apply(TextDiff.of(file, now, good.content())))
        .withExpectedImpact("The job runs with the content with which it last ended well.")
        .withAffectedFiles(List.of(file.toString()));
  }

  private SuggestionCategory category() {
    return switch (kind) {
      case CONFIG -> SuggestionCategory.CONFIG;
      case SCRIPT -> SuggestionCategory.SCRIPT;
      case PROMPT -> SuggestionCategory.PROMPT;
    };
  }

  private ActionRequest request() {
    byte[] content = good.content().content().orElseThrow();
    return ActionRequest.of(now.present() ? kind.edit() : ActionType.CREATE_FILE, Target.file(file))
        .withParameters(
            Map.of(
                "content_of",
                "last_good",
                "restore",
                good.content().hash(),
                "content_base64",
                Base64.getEncoder().encodeToString(content),
                "reason",
                "restore_last_good"));
  }
}
