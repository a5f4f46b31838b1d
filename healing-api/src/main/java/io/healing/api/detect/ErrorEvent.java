package io.healing.api.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong, told by the program itself. Only the message is needed; what the
 * program says of type and severity wins over any classification. Immutable and thread-safe.
 *
 * @param id tells it from other events; 1 to 100 letters, digits and {@code . _ : -}
 * @param errorType the type of error; {@link ErrorType#UNKNOWN} where the words are to tell it
 * @param severity how urgent it is, or null where the words are to tell it
 * @param message one sentence for a person; not blank
 * @param context what else is known, by name. {@code service}, {@code deployment} and {@code
 *     target} name what recovery procedures may act on
 * @param detectedAt when it was seen, or null for the moment in which it is taken up
 * @param sourceComponent where it was seen: a job, any part of the program, or a reserved name such
 *     as {@code @host}; at most 150 printable characters, empty where that is not known
 * @param stackTrace as Java prints it; empty without one
 * @param metrics numbers that were seen, by name
 * @param tags words to find it by
 */
public record ErrorEvent(
    String id,
    ErrorType errorType,
    @Nullable ErrorSeverity severity,
    String message,
    Map<String, String> context,
    @Nullable Instant detectedAt,
    String sourceComponent,
    String stackTrace,
    Map<String, Double> metrics,
    List<String> tags) {
  private static final int LONGEST_COMPONENT = 150;

  /**
   * Checks the words and copies the collections.
   *
   * @throws IllegalArgumentException when the id, the message or the component is not as it must be
   */
  public ErrorEvent {
    Objects.requireNonNull(errorType, "errorType");
    Objects.requireNonNull(stackTrace, "stackTrace");
    check(id.matches("[\\w.:-]{1,100}"), "An event's id is a word such as error-123", id);
    check(!message.isBlank(), "An event's message says what went wrong", message);
    boolean printable = sourceComponent.chars().noneMatch(Character::isISOControl);
    check(
        printable && sourceComponent.length() <= LONGEST_COMPONENT,
        "An event's component is at most 150 printable characters",
        sourceComponent);
    context = Collections.unmodifiableMap(new TreeMap<>(context));
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    tags = List.copyOf(tags);
  }

  private static void check(boolean holds, String rule, String value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", but is \"" + value + "\"");
    }
  }

  /** An event with an id of its own, of which nothing is said but this. */
  public static ErrorEvent of(String message) {
    return new ErrorEvent(
        UUID.randomUUID().toString(),
        ErrorType.UNKNOWN,
        null,
        message,
        Map.of(),
        null,
        "",
        "",
        Map.of(),
        List.of());
  }

  /** With another id. */
  public ErrorEvent withId(String other) {
    return with(copy -> copy.id = other);
  }

  /** With the type of error; it wins over any classification. */
  public ErrorEvent withType(ErrorType type) {
    return with(copy -> copy.errorType = type);
  }

  /** With how urgent it is; it wins over any classification. */
  public ErrorEvent withSeverity(@Nullable ErrorSeverity urgency) {
    return with(copy -> copy.severity = urgency);
  }

  /** With one more thing that is known. */
  public ErrorEvent withContext(String name, String value) {
    Map<String, String> more = new TreeMap<>(context);
    more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    return with(copy -> copy.context = more);
  }

  /** With when it was seen. */
  public ErrorEvent withDetectedAt(@Nullable Instant when) {
    return with(copy -> copy.detectedAt = when);
  }

  /** With where it was seen. */
  public ErrorEvent withComponent(String component) {
    return with(copy -> copy.sourceComponent = component);
  }

  /** With its stack trace, as Java prints it. */
  public ErrorEvent withStackTrace(String trace) {
    return with(copy -> copy.stackTrace = trace);
  }

  /** With one more number that was seen. */
  public ErrorEvent withMetric(String name, double value) {
    Map<String, Double> more = new TreeMap<>(metrics);
    more.put(Objects.requireNonNull(name, "name"), value);
    return with(copy -> copy.metrics = more);
  }

  /** With one more word to find it by. */
  public ErrorEvent withTag(String tag) {
    List<String> more = new ArrayList<>(tags);
    more.add(tag);
    return with(copy -> copy.tags = more);
  }

  private ErrorEvent with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.done();
  }

  /** All parts, open for a change. */
  private static final class Copy {
    private String id;
    private ErrorType errorType;
    private @Nullable ErrorSeverity severity;
    private final String message;
    private Map<String, String> context;
    private @Nullable Instant detectedAt;
    private String sourceComponent;
    private String stackTrace;
    private Map<String, Double> metrics;
    private List<String> tags;

    Copy(ErrorEvent from) {
      id = from.id;
      errorType = from.errorType;
      severity = from.severity;
      message = from.message;
      context = from.context;
      detectedAt = from.detectedAt;
      sourceComponent = from.sourceComponent;
      stackTrace = from.stackTrace;
      metrics = from.metrics;
      tags = from.tags;
    }

    ErrorEvent done() {
      return new ErrorEvent(
          id,
          errorType,
          severity,
          message,
          context,
          detectedAt,
          sourceComponent,
          stackTrace,
          metrics,
          tags);
    }
  }
}
