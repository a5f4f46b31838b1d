package io.healing.core.notify;

import io.healing.api.detect.ErrorSeverity;
import io.healing.api.notify.NotificationPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes to one recipient at once: one message or several.
 *
 * @param id stays the same however often it is tried
 * @param instance the process that is to send it
 * @param to where it goes
 * @param parts the messages, oldest first, at most 20, in 60,000 characters of JSON
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

  /** What a store takes of one value, less room for all but the messages. */
  private static final int MOST_TEXT = 60_000;

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

  /** Whether it calls for a person about this incident. */
  boolean tellsOf(String incident) {
    return calls().anyMatch(incident::equals);
  }

  /** The incidents about which it calls for a person. */
  Stream<String> calls() {
    return parts.stream()
        .filter(part -> Followed.CALLS.contains(part.kind()) && !part.incident().isEmpty())
        .map(NotificationPart::incident);
  }

  boolean expired(Duration expiry, Instant now) {
    return !now.isBefore(made().plus(expiry));
  }

  /** The most urgent of it. */
  ErrorSeverity severity() {
    return parts.stream()
        .map(NotificationPart::severity)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * A letter that has got one message more.
   *
   * @param leftOut what had no room in it: the least urgent, of these the newest
   */
  record Joined(Letter letter, List<NotificationPart> leftOut) {}

  /** With one message more. */
  Joined with(NotificationPart part) {
    List<NotificationPart> more = new ArrayList<>(parts);
    more.add(cut(part));
    List<NotificationPart> out = new ArrayList<>();
    while (more.size() > MOST_PARTS || size(more) > MOST_TEXT) {
      NotificationPart least =
          more.stream()
              .reduce((one, next) -> one.severity().compareTo(next.severity()) < 0 ? one : next)
              .orElseThrow();
      more.remove(more.lastIndexOf(least));
      out.add(least);
    }
    int all = further + out.size();
    return new Joined(new Letter(id, instance, to, more, all, due, tries, heldSince), out);
  }

  private static NotificationPart cut(NotificationPart part) {
    NotificationPart cut = cut(part, LONGEST_PART);
    for (int most = LONGEST_PART / 2; LetterJson.size(cut) > MOST_TEXT; most /= 2) {
      cut = cut(part, most);
    }
    return cut;
  }

  private static NotificationPart cut(NotificationPart part, int most) {
    return new NotificationPart(
        part.kind(),
        part.subject(),
        part.severity(),
        part.incident(),
        Cut.line(part.title(), LONGEST_PART / 10),
        Cut.body(part.body(), most),
        part.at());
  }

  private static int size(List<NotificationPart> parts) {
    return parts.stream().mapToInt(LetterJson::size).sum();
  }

  /** Due at this moment, unless it is before. */
  Letter dueBy(Instant moment) {
    return due.isAfter(moment) ? dueAt(moment) : this;
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
