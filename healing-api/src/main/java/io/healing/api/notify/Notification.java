package io.healing.api.notify;

import io.healing.api.Options;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Something to tell a person, redacted and cut to the size of its channel. Immutable and
 * thread-safe.
 *
 * @param id names it; the same when it is sent once more, so that a receiver can tell
 * @param kind what it is about; of several messages the most urgent
 * @param subject whom it concerns; of several messages that of the most urgent
 * @param severity how urgent it is; of several messages the highest
 * @param title one line
 * @param body the rest, several lines of plain text; may be empty
 * @param recipient who should get it, in the channel's own words
 * @param at when the first of it happened
 * @param sentAt the moment of this attempt
 * @param program what the program that tells it is called; may be empty
 * @param host the name of its machine or container; may be empty
 * @param parts the messages that it holds, at least one, each whole; title and body are made of
 *     them
 * @param options the values of the notifier's options
 */
public record Notification(
    String id,
    NotificationKind kind,
    Subject subject,
    ErrorSeverity severity,
    String title,
    String body,
    String recipient,
    Instant at,
    Instant sentAt,
    String program,
    String host,
    List<NotificationPart> parts,
    Options options) {

  /** Copies the list. */
  public Notification {
    parts = List.copyOf(parts);
  }

  /** One message, for a notifier without options. */
  public static Notification of(NotificationPart part, String id, String recipient) {
    return new Notification(
        id,
        part.kind(),
        part.subject(),
        part.severity(),
        part.title(),
        part.body(),
        recipient,
        part.at(),
        part.at(),
        "",
        "",
        List.of(part),
        Options.of(List.of(), Map.of()));
  }

  /** Told by this program on this machine. */
  public Notification from(String teller, String machine) {
    return new Notification(
        id, kind, subject, severity, title, body, recipient, at, sentAt, teller, machine, parts,
        options);
  }

  /** With these values of the notifier's options. */
  public Notification with(Options values) {
    return new Notification(
        id, kind, subject, severity, title, body, recipient, at, sentAt, program, host, parts,
        values);
  }
}
