package io.healing.api.diagnose;

import io.healing.api.ActionRequest;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an analyzer would do about it: a wish to be planned, or advice for a person when there is
 * nothing that a program should do. Immutable and thread-safe.
 */
public final class Proposal {
  private final String title;
  private final String description;
  private final SuggestionCategory category;
  private final SuggestionSeverity severity;
  private final double confidence;
  private final @Nullable ActionRequest request;
  private final Words words;

  private record Words(
      @Nullable String currentState,
      @Nullable String suggestedChange,
      @Nullable String expectedImpact,
      List<String> affectedFiles,
      @Nullable String procedure) {}

  private Proposal(
      String title,
      String description,
      SuggestionCategory category,
      SuggestionSeverity severity,
      double confidence,
      @Nullable ActionRequest request,
      Words words) {
    this.title = title;
    this.description = description;
    this.category = category;
    this.severity = severity;
    this.confidence = confidence;
    this.request = request;
    this.words = words;
  }

  /**
   * Advice of low risk without an action.
   *
   * @param title a short line
   * @param description the whole explanation
   */
  public static Proposal of(String title, String description, SuggestionCategory category) {
    return new Proposal(
        Objects.requireNonNull(title, "title"),
        Objects.requireNonNull(description, "description"),
        Objects.requireNonNull(category, "category"),
        SuggestionSeverity.LOW,
        0.5,
        null,
        new Words(null, null, null, List.of(), null));
  }

  /** With what to do. */
  public Proposal withRequest(ActionRequest wish) {
    return new Proposal(
        title, description, category, severity, confidence, Objects.requireNonNull(wish), words);
  }

  /** With the risk of the change; the higher of this and the plan's own counts. */
  public Proposal withSeverity(SuggestionSeverity risk) {
    return new Proposal(
        title, description, category, Objects.requireNonNull(risk), confidence, request, words);
  }

  /** With how sure it is that this helps, 0 to 1. */
  public Proposal withConfidence(double sure) {
    if (!(sure >= 0 && sure <= 1)) {
      throw new IllegalArgumentException("A confidence is 0 to 1, but is " + sure);
    }
    return new Proposal(title, description, category, severity, sure, request, words);
  }

  /** With how it is now and how it should be. */
  public Proposal withChange(@Nullable String currentState, @Nullable String suggestedChange) {
    return with(
        new Words(
            currentState,
            suggestedChange,
            words.expectedImpact,
            words.affectedFiles,
            words.procedure));
  }

  /** With what should be better afterwards. */
  public Proposal withExpectedImpact(String impact) {
    return with(
        new Words(
            words.currentState,
            words.suggestedChange,
            impact,
            words.affectedFiles,
            words.procedure));
  }

  /** With the files that it is about. */
  public Proposal withAffectedFiles(List<String> files) {
    return with(
        new Words(
            words.currentState,
            words.suggestedChange,
            words.expectedImpact,
            List.copyOf(files),
            words.procedure));
  }

  /** As a step of this recovery procedure. */
  public Proposal withProcedure(String name) {
    return with(
        new Words(
            words.currentState,
            words.suggestedChange,
            words.expectedImpact,
            words.affectedFiles,
            Objects.requireNonNull(name)));
  }

  private Proposal with(Words next) {
    return new Proposal(title, description, category, severity, confidence, request, next);
  }

  /** The short line. */
  public String title() {
    return title;
  }

  /** The whole explanation. */
  public String description() {
    return description;
  }

  /** What it improves. */
  public SuggestionCategory category() {
    return category;
  }

  /** The risk of the change. */
  public SuggestionSeverity severity() {
    return severity;
  }

  /** How sure it is that this helps, 0 to 1. */
  public double confidence() {
    return confidence;
  }

  /** What to do; empty for advice. */
  public Optional<ActionRequest> request() {
    return Optional.ofNullable(request);
  }

  /** How it is now. */
  public Optional<String> currentState() {
    return Optional.ofNullable(words.currentState);
  }

  /** How it should be. */
  public Optional<String> suggestedChange() {
    return Optional.ofNullable(words.suggestedChange);
  }

  /** What should be better afterwards. */
  public Optional<String> expectedImpact() {
    return Optional.ofNullable(words.expectedImpact);
  }

  /** The files that it is about. */
  public List<String> affectedFiles() {
    return words.affectedFiles;
  }

  /** The recovery procedure of which it is a step; empty for what stands by itself. */
  public Optional<String> procedure() {
    return Optional.ofNullable(words.procedure);
  }

  @Override
  public String toString() {
    return title;
  }
}
