package io.healing.core.detect;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.core.logs.ExceptionGroup;
import java.util.Map;
import java.util.function.Predicate;

/** What an event that the program reported says as a finding. */
final class ReportedEvent {
  private static final int MOST = 50;
  private static final int LONGEST = 1_000;
  private static final int MESSAGE = 2_000;
  private static final int STACK = 20_000;

  private ReportedEvent() {}

  /** The finding; what the event says of type and severity wins over any classification. */
  static Finding finding(ErrorEvent event, Predicate<String> job) {
    String message = cut(event.message(), MESSAGE);
    Finding said =
        known(event, Finding.of("error.reported", subject(event.sourceComponent(), job), message))
            .withType(event.errorType())
            .withCause(event.stackTrace());
    Finding typed = Context.typed(said);
    ErrorSeverity severity = event.severity();
    return typed
        .withSeverity(severity == null ? Context.severity(typed) : severity)
        .withCause(event.errorType().word() + "\n" + cause(event, message));
  }

  /** A job by its id, a reserved name as it is, else a part of the program. */
  private static Subject subject(String component, Predicate<String> job) {
    if (component.isBlank()) {
      return Subject.component("unknown");
    }
    boolean known = component.startsWith("@") || job.test(component);
    return known ? new Subject(component) : Subject.component(component);
  }

  private static String cause(ErrorEvent event, String message) {
    return ExceptionGroup.last(event.stackTrace()).map(ExceptionGroup::key).orElse(message);
  }

  /** With what is known of it; what Healing itself says wins over a context of the same name. */
  private static Finding known(ErrorEvent event, Finding finding) {
    Finding with = finding;
    for (Map.Entry<String, String> entry :
        event.context().entrySet().stream().limit(MOST).toList()) {
      with = with.withEvidence(cut(entry.getKey(), LONGEST), cut(entry.getValue(), LONGEST));
    }
    for (Map.Entry<String, Double> entry :
        event.metrics().entrySet().stream().limit(MOST).toList()) {
      with = with.withEvidence(cut(entry.getKey(), LONGEST), number(entry.getValue()));
    }
    with = with.withEvidence("event", event.id());
    with = said(with, "component", event.sourceComponent());
    with = said(with, "tags", cut(String.join(", ", event.tags()), LONGEST));
    with = said(with, "stack", cut(event.stackTrace(), STACK));
    boolean when = event.detectedAt() != null;
    return when ? said(with, "seen_at", String.valueOf(event.detectedAt())) : with;
  }

  private static Finding said(Finding finding, String key, String value) {
    return value.isBlank() ? finding : finding.withEvidence(key, value);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString(Math.round(value))
        : Double.toString(value);
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) + "…" : text;
  }
}
