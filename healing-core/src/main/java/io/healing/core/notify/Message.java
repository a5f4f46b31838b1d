package io.healing.core.notify;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.NotificationPart;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * What is to be told, before it is known to whom; {@link Wording} makes it.
 *
 * @param kind what it is about; each kind has its switch
 * @param subject whom it concerns
 * @param severity how urgent it is
 * @param incident the id of its incident, or empty for none
 * @param shared whether it hangs under a cause that others share, so that it is told with them
 * @param title one line
 * @param body the rest; may be empty
 */
public record Message(
    NotificationKind kind,
    Subject subject,
    ErrorSeverity severity,
    String incident,
    boolean shared,
    String title,
    String body) {
  /** With the secrets taken out of its words. */
  public Message masked(UnaryOperator<String> redactor) {
    return new Message(
        kind, subject, severity, incident, shared, redactor.apply(title), redactor.apply(body));
  }

  NotificationPart part(Instant at) {
    return new NotificationPart(kind, subject, severity, incident, title, body, at);
  }
}
