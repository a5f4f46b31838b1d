package io.healing.api.act;

import io.healing.api.ActionRequest;
import io.healing.api.Image;
import io.healing.api.review.SuggestionSeverity;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Exactly what an action would change and how it is undone. This is what is hashed, shown and
 * approved. Immutable and thread-safe.
 */
public final class ActionPlan {
  private final ActionRequest request;
  private final String summary;
  private final Undo undo;
  private final SuggestionSeverity risk;
  private final Map<String, String> details;
  private final Image before;
  private final Image after;

  private ActionPlan(
      ActionRequest request,
      String summary,
      Undo undo,
      SuggestionSeverity risk,
      Map<String, String> details,
      Image before,
      Image after) {
    this.request = request;
    this.summary = summary;
    this.undo = undo;
    this.risk = risk;
    this.details = Collections.unmodifiableMap(new TreeMap<>(details));
    this.before = before;
    this.after = after;
  }

  /**
   * A plan of high risk that cannot be undone and changes no content; the withers say better.
   *
   * @param summary one line for a person: what will be done to what
   */
  public static ActionPlan of(ActionRequest request, String summary) {
    return new ActionPlan(
        Objects.requireNonNull(request, "request"),
        Objects.requireNonNull(summary, "summary"),
        Undo.IMPOSSIBLE,
        SuggestionSeverity.HIGH,
        Map.of(),
        Image.absent(),
        Image.absent());
  }

  /** With how it is undone. */
  public ActionPlan withUndo(Undo how) {
    return new ActionPlan(
        request, summary, Objects.requireNonNull(how), risk, details, before, after);
  }

  /** With the risk of the change. */
  public ActionPlan withRisk(SuggestionSeverity level) {
    return new ActionPlan(
        request, summary, undo, Objects.requireNonNull(level), details, before, after);
  }

  /** With one more detail that belongs to what is approved. */
  public ActionPlan withDetail(String key, String value) {
    Map<String, String> more = new TreeMap<>(details);
    more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    return new ActionPlan(request, summary, undo, risk, more, before, after);
  }

  /** With the target's state before and after. */
  public ActionPlan withImages(Image old, Image next) {
    return new ActionPlan(
        request,
        summary,
        undo,
        risk,
        details,
        Objects.requireNonNull(old, "old"),
        Objects.requireNonNull(next, "next"));
  }

  /** What was wished. */
  public ActionRequest request() {
    return request;
  }

  /** One line for a person. */
  public String summary() {
    return summary;
  }

  /** How it is undone. */
  public Undo undo() {
    return undo;
  }

  /** The risk of the change. */
  public SuggestionSeverity risk() {
    return risk;
  }

  /** What else belongs to it, in the order of the keys; unmodifiable. */
  public Map<String, String> details() {
    return details;
  }

  /** The target's state before. */
  public Image before() {
    return before;
  }

  /** The target's state after. */
  public Image after() {
    return after;
  }

  /**
   * What an approval is bound to: SHA-256 over request, details, undo, risk and both states, 64 hex
   * digits. The summary is words only and does not count.
   */
  public String hash() {
    StringBuilder text = new StringBuilder();
    part(text, request.type().word());
    part(text, request.target().toString());
    request.parameters().forEach((key, value) -> part(text, key, value));
    part(text, "details");
    details.forEach((key, value) -> part(text, key, value));
    part(text, undo.word(), risk.word(), before.hash(), after.hash());
    return Image.of(text.toString().getBytes(StandardCharsets.UTF_8)).hash();
  }

  private static void part(StringBuilder text, String... words) {
    for (String word : words) {
      text.append(word.length()).append(':').append(word).append(';');
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActionPlan that && hash().equals(that.hash());
  }

  @Override
  public int hashCode() {
    return hash().hashCode();
  }

  @Override
  public String toString() {
    return summary;
  }
}
