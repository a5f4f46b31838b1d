package io.healing.core.notify;

import io.healing.api.notify.NotificationPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes to one recipient at once: one message or several.
 *
 * @param id stays the same however often it is tried
 * @param instance the process that is to send it
 * @param to where it goes
 * @param parts the messages, oldest first, at most 20
 * @param further how many more there were; they are in the log
 * @param due when it is to be sent
 * @param tries how often that was tried
 * @param heldSince since when the limit of an hour has held it back, or null
 */
public record Letter(
    String id,
    long instance,
    Address to,
    List<NotificationPart> parts,
    int further,
    Instant due,
    int tries,
    @Nullable Instant heldSince) {
  private static final int MOST_PARTS = 20;

  /** What a store takes of one value, with room for the form. */
  private static final int MOST_TEXT = 40_000;

  private static final int LONGEST_PART = 12_000;

  /** Copies the list. */
  public Letter {
    parts = List.copyOf(parts);
  }

  /** With one message, due when that happened. */
  static Letter of(String id, long instance, Address to, NotificationPart part) {
    return new Letter(id, instance, to, List.of(cut(part)), 0, part.at(), 0, null);
  }

  /** When the first of it happened. */
  public Instant made() {
    return parts.get(0).at();
  }

  boolean expired(Duration expiry, Instant now) {
    return !now.isBefore(made().plus(expiry));
  }

  /** With one message more; null where it is full. */
  @Nullable Letter with(NotificationPart part) {
    NotificationPart cut = cut(part);
    int size = parts.stream().mapToInt(Letter::size).sum() + size(cut);
    if (parts.size() >= MOST_PARTS || size > MOST_TEXT) {
      return null;
    }
    List<NotificationPart> more = new ArrayList<>(parts);
    more.add(cut);
    return new Letter(id, instance, to, more, further, due, tries, heldSince);
  }

  private static NotificationPart cut(NotificationPart part) {
    return new NotificationPart(
        part.kind(),
        part.subject(),
        part.severity(),
        part.incident(),
        Cut.line(part.title(), LONGEST_PART / 10),
        Cut.body(part.body(), LONGEST_PART),
        part.at());
  }

  private static int size(NotificationPart part) {
    return part.title().length() + part.body().length();
  }

  /** With one message more than it shows. */
  Letter andOneMore() {
    return new Letter(id, instance, to, parts, further + 1, due, tries, heldSince);
  }

  Letter dueAt(Instant moment) {
    return new Letter(id, instance, to, parts, further, moment, tries, heldSince);
  }

  Letter heldAt(Instant now, Instant until) {
    Instant since = heldSince == null ? now : heldSince;
    return new Letter(id, instance, to, parts, further, until, tries, since);
  }

  Letter tried(Instant again) {
    return new Letter(id, instance, to, parts, further, again, tries + 1, heldSince);
  }

  Letter of(long process) {
    return new Letter(id, process, to, parts, further, due, tries, heldSince);
  }
}
