package io.healing.core.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import io.healing.api.ActionRequest;
import io.healing.api.Image;
import io.healing.api.Target;
import io.healing.api.ai.LanguageModel;
import io.healing.api.ai.LanguageReply;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.FileKind;
import io.healing.api.review.SuggestionSeverity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Asks a language model and reads its answer as untrusted text. What the model throws goes through:
 * no answer is a failed analysis, not an empty one.
 *
 * <p>A new content becomes a request only for a file of the job that the model was shown whole, and
 * never when a secret or its mask is in it: the model saw masks, and would write them into the
 * file.
 */
final class LanguageModelAnalyzer implements Analyzer {
  private final LanguageModel model;
  private final UnaryOperator<String> redact;
  private final Predicate<String> hasSecret;

  LanguageModelAnalyzer(
      LanguageModel model, UnaryOperator<String> redact, Predicate<String> hasSecret) {
    this.model = model;
    this.redact = redact;
    this.hasSecret = hasSecret;
  }

  @Override
  public String id() {
    return "healing.analyzer.language_model";
  }

  @Override
  public Analysis analyze(AnalysisRequest request) {
    LanguageReply reply = model.ask(Question.of(request, redact));
    Answer answer = Answer.in(reply.text());
    Analysis analysis =
        Analysis.none().withModelUse(Math.max(0, reply.tokensUsed()), reply.sessionKey());
    Optional<String> cause = answer.rootCause().filter(said -> !request.findings().isEmpty());
    if (cause.isPresent()) {
      analysis = analysis.withHypothesis(hypothesis(cause.get()));
    }
    for (JsonNode suggestion : answer.suggestions()) {
      analysis = analysis.withProposal(proposal(request, new AnsweredSuggestion(suggestion)));
    }
    return analysis;
  }

  private Hypothesis hypothesis(String cause) {
    Evidence said = new Evidence("log", "The language model " + model.id() + " said so.");
    return Hypothesis.of(redact.apply(cause), AnsweredSuggestion.MOST_SURE, said);
  }

  private Proposal proposal(AnalysisRequest request, AnsweredSuggestion suggestion) {
    Proposal advice = redacted(suggestion.advice());
    Optional<String> content = suggestion.proposedContent();
    Optional<Path> file =
        suggestion
            .targetFile()
            .flatMap(name -> ownFile(request, name))
            .filter(own -> isShown(request, own));
    if (content.isEmpty() || file.isEmpty() || hasSecret.test(content.get())) {
      return advice;
    }
    return edit(
        advice,
        Restore.kind(file.get(), ChangedFileAnalyzer.command(request)),
        file.get(),
        content.get());
  }

  private Proposal redacted(Proposal advice) {
    Proposal masked =
        Proposal.of(
                redact.apply(advice.title()), redact.apply(advice.description()), advice.category())
            .withSeverity(advice.severity())
            .withConfidence(advice.confidence())
            .withChange(
                advice.currentState().map(redact).orElse(null),
                advice.suggestedChange().map(redact).orElse(null))
            .withAffectedFiles(advice.affectedFiles());
    return advice.expectedImpact().map(redact).map(masked::withExpectedImpact).orElse(masked);
  }

  private static Optional<Path> ownFile(AnalysisRequest request, String name) {
    return request.files().stream()
        .filter(own -> own.toString().equals(name) || own.toString().endsWith("/" + name))
        .findFirst();
  }

  /** Whether the text in the material is the whole file as it is now. */
  private boolean isShown(AnalysisRequest request, Path file) {
    String path = file.toString();
    Optional<String> now =
        FileOnDisk.read(file)
            .flatMap(disk -> disk.content().content())
            .map(bytes -> redact.apply(new String(bytes, StandardCharsets.UTF_8)));
    return now.isPresent()
        && now.get().length() <= Question.FILE_CHARACTERS
        && (now.get().equals(request.material().scripts().get(path))
            || now.get().equals(request.material().prompts().get(path))
            || now.get().equals(request.material().configs().get(path)));
  }

  private Proposal edit(Proposal advice, FileKind kind, Path file, String content) {
    Image now = FileOnDisk.read(file).map(FileOnDisk::content).orElse(Image.absent());
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return advice
        .withSeverity(SuggestionSeverity.higher(SuggestionSeverity.MEDIUM, advice.severity()))
        .withChange(
            advice.currentState().orElse(null),
            redact.apply(TextDiff.of(file, now, Image.of(bytes))))
        .withRequest(
            ActionRequest.of(kind.edit(), Target.file(file))
                .withParameters(
                    Map.of(
                        "content_base64",
                        Base64.getEncoder().encodeToString(bytes),
                        "reason",
                        "language_model",
                        "seen_hash",
                        now.hash())));
  }
}
