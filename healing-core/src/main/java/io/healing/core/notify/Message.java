package io.healing.core.notify;

import io.healing.api.Plural;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import io.healing.api.notify.NotificationKind;
import io.healing.api.notify.NotificationPart;
import io.healing.api.review.HealingSuggestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is to be told, before it is known to whom. Its body says what, why, evidence, what happens
 * next and how to stop it.
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
  private static final int MOST_SUGGESTIONS = 5;

  /**
   * About an incident: first all that is known of it, whatever was done, then what was done or
   * decided. So a message never says less because Healing acts. Only one that is over says so in
   * its title, and no longer how to mend it.
   */
  public static Message about(NotificationKind kind, Incident incident, Known known) {
    boolean over = kind == NotificationKind.SUCCESS || kind == NotificationKind.RESOLVED;
    List<String> lines = new ArrayList<>();
    lines.add(what(incident));
    lines.add("Why: " + (known.why().isBlank() ? "not known" : indented(known.why())));
    if (!over) {
      evidence(incident, lines);
    }
    known.did().stream()
        .filter(did -> !did.isBlank())
        .map(did -> "Now: " + did)
        .forEach(lines::add);
    lines.addAll(Ahead.of(kind, incident.id(), known));
    String title = begin(kind) + incident.message();
    return new Message(
        kind,
        incident.subject(),
        incident.severity(),
        incident.id(),
        incident.causeId() != null,
        title,
        String.join("\n", lines));
  }

  private static String begin(NotificationKind kind) {
    return switch (kind) {
      case SUCCESS -> "Mended: ";
      case RESOLVED -> "Over: ";
      case REMINDER -> "Still open: ";
      case GIVE_UP, SUGGESTION, FIX_ATTEMPT, ANALYSIS -> "";
    };
  }

  private static String what(Incident incident) {
    return "What: "
        + incident.id()
        + " "
        + incident.findingId()
        + " of "
        + incident.subject()
        + ", "
        + incident.severity().word()
        + ", since "
        + incident.detectedAt();
  }

  private static void evidence(Incident incident, List<String> lines) {
    if (!incident.evidence().isEmpty()) {
      lines.add("Evidence:");
      incident.evidence().forEach((key, value) -> lines.add("  " + key + ": " + indented(value)));
    }
    if (!incident.hint().isEmpty()) {
      lines.add("Mend: " + incident.hint());
    }
  }

  private static String indented(String text) {
    return text.strip().replace("\n", "\n    ");
  }

  /** About something that is no incident: what, why, and what comes next. */
  public static Message about(NotificationKind kind, Subject subject, String title, String why) {
    List<String> lines = new ArrayList<>();
    lines.add("What: " + title + ", of " + subject);
    if (!why.isBlank()) {
      lines.add("Why: " + indented(why));
    }
    lines.addAll(Ahead.of(kind, "", Known.nothing()));
    return new Message(
        kind, subject, ErrorSeverity.MEDIUM, "", false, title, String.join("\n", lines));
  }

  /** About new suggestions of a review: how many, and the first five with their risk. */
  public static Message about(Subject subject, List<HealingSuggestion> suggestions) {
    List<String> lines = new ArrayList<>();
    lines.add("What: a review of " + subject);
    for (HealingSuggestion row : first(suggestions)) {
      lines.add("s" + row.id() + " [" + row.severity().word() + "] " + row.title());
    }
    if (suggestions.size() > MOST_SUGGESTIONS) {
      lines.add("and " + (suggestions.size() - MOST_SUGGESTIONS) + " more");
    }
    lines.add("Why: " + indented(suggestions.get(0).description()));
    List<String> ids = first(suggestions).stream().map(row -> "s" + row.id()).toList();
    lines.addAll(Ahead.of(NotificationKind.SUGGESTION, "", new Known("", List.of(), ids, "")));
    String title =
        Plural.of(suggestions.size(), "suggestion")
            + " for "
            + subject
            + (suggestions.size() == 1 ? " waits" : " wait")
            + " for a person";
    return new Message(
        NotificationKind.SUGGESTION,
        subject,
        ErrorSeverity.MEDIUM,
        "",
        false,
        title,
        String.join("\n", lines));
  }

  private static List<HealingSuggestion> first(List<HealingSuggestion> suggestions) {
    return suggestions.subList(0, Math.min(MOST_SUGGESTIONS, suggestions.size()));
  }

  /** With the secrets taken out of its words. */
  public Message masked(UnaryOperator<String> redactor) {
    return new Message(
        kind, subject, severity, incident, shared, redactor.apply(title), redactor.apply(body));
  }

  NotificationPart part(Instant at) {
    return new NotificationPart(kind, subject, severity, incident, title, body, at);
  }
}
