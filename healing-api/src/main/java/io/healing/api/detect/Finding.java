package io.healing.api.detect;

import io.healing.api.Subject;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A statement about now: this is wrong with this subject. It is said again at every look for as
 * long as it is true. Immutable and thread-safe.
 */
public final class Finding {
  /**
   * The evidence that names, by their ids and divided by commas, the findings that follow from this
   * one; see {@link #explaining}.
   */
  public static final String EXPLAINS = "explains";

  /**
   * The evidence that says since when a monitor was suspicious before it told: a moment as {@link
   * java.time.Instant#toString} writes it. The time to detection counts from it.
   */
  public static final String SUSPECTED_SINCE = "suspected_since";

  /**
   * The evidence that says under which word the names of the targets stand that are wrong, where
   * there may be several: under that word, and under it with {@code _2}, {@code _3} and so on. An
   * action for this finding on a target that is no longer among them has helped, whatever the
   * others do; see {@link Incident#names}.
   */
  public static final String TARGETS = "targets_under";

  private final String id;
  private final Subject subject;
  private final ErrorType type;
  private final ErrorSeverity severity;
  private final Text text;
  private final Map<String, String> evidence;

  private record Text(String message, String hint, String cause) {}

  private Finding(
      String id,
      Subject subject,
      ErrorType type,
      ErrorSeverity severity,
      Text text,
      Map<String, String> evidence) {
    this.id = id;
    this.subject = subject;
    this.type = type;
    this.severity = severity;
    this.text = text;
    this.evidence = java.util.Collections.unmodifiableMap(new TreeMap<>(evidence));
  }

  /**
   * A finding of medium severity and unknown type.
   *
   * @param id dotted lower-case words, such as {@code job.failed}
   * @param message one sentence for a person, with the values
   */
  public static Finding of(String id, Subject subject, String message) {
    if (!id.matches("[a-z][a-z0-9_-]*(\\.[a-z0-9_-]+)+")) {
      throw new IllegalArgumentException(
          "A finding's id is dotted words such as job.failed, but is \"" + id + "\"");
    }
    return new Finding(
        id,
        Objects.requireNonNull(subject, "subject"),
        ErrorType.UNKNOWN,
        ErrorSeverity.MEDIUM,
        new Text(Objects.requireNonNull(message, "message"), "", ""),
        Map.of());
  }

  /** With the type of error; what the monitor says wins over any classification. */
  public Finding withType(ErrorType type) {
    return new Finding(id, subject, Objects.requireNonNull(type), severity, text, evidence);
  }

  /** With how urgent it is. */
  public Finding withSeverity(ErrorSeverity severity) {
    return new Finding(id, subject, type, Objects.requireNonNull(severity), text, evidence);
  }

  /** With how a person would mend it. */
  public Finding withHint(String hint) {
    Text with = new Text(text.message, Objects.requireNonNull(hint, "hint"), text.cause);
    return new Finding(id, subject, type, severity, with, evidence);
  }

  /**
   * With what tells this cause from another under the same id: an exception's type and stack, a
   * path. Numbers, ids and times in it are taken out before it is compared.
   */
  public Finding withCause(String cause) {
    Text with = new Text(text.message, text.hint, Objects.requireNonNull(cause, "cause"));
    return new Finding(id, subject, type, severity, with, evidence);
  }

  /** With one more piece of evidence. */
  public Finding withEvidence(String key, String value) {
    Map<String, String> more = new TreeMap<>(evidence);
    more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    return new Finding(id, subject, type, severity, text, more);
  }

  /**
   * With another finding that only follows from this one, as a missed start follows from a trigger
   * that never fires: while this one is an incident, one of that id hangs under it and nobody is
   * asked about it, and nothing done for it, by itself. That holds for the same subject; for a
   * finding about {@code @component/<runner>} also for all jobs of that runner.
   *
   * @param finding the dotted id of the one that follows, such as {@code job.missed}
   */
  public Finding explaining(String finding) {
    String before = evidence.getOrDefault(EXPLAINS, "");
    return withEvidence(EXPLAINS, before.isEmpty() ? finding : before + ", " + finding);
  }

  /** The dotted id. */
  public String id() {
    return id;
  }

  /** What is sick. */
  public Subject subject() {
    return subject;
  }

  /** The type of error. */
  public ErrorType type() {
    return type;
  }

  /** How urgent it is. */
  public ErrorSeverity severity() {
    return severity;
  }

  /** One sentence for a person. */
  public String message() {
    return text.message;
  }

  /** How a person would mend it; may be empty. */
  public String hint() {
    return text.hint;
  }

  /** What tells this cause from another; may be empty. */
  public String cause() {
    return text.cause;
  }

  /** The evidence, in the order of its keys; unmodifiable. */
  public Map<String, String> evidence() {
    return evidence;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Finding that
        && id.equals(that.id)
        && subject.equals(that.subject)
        && type == that.type
        && severity == that.severity
        && text.equals(that.text)
        && evidence.equals(that.evidence);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, subject, text);
  }

  @Override
  public String toString() {
    return id + " on " + subject + ": " + text.message;
  }
}
