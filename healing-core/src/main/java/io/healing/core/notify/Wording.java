package io.healing.core.notify;

import io.healing.api.Plural;
import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.decide.Ways;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.store.SuggestionEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes messages. Each says what, why, evidence, what happens next and how to stop it.
 *
 * @param ways by which way a person does what they name
 */
public record Wording(Ways ways) {
  private static final int MOST_SUGGESTIONS = 5;

  /**
   * About an incident: first all that is known of it, whatever was done, then what was done or
   * decided. So a message never says less because Healing acts. Only one that is over says so in
   * its title, and no longer how to mend it.
   */
  public Message about(NotificationKind kind, Incident incident, Known known) {
    boolean over = kind == NotificationKind.SUCCESS || kind == NotificationKind.RESOLVED;
    List<String> lines = new ArrayList<>();
    lines.add(what(incident));
    lines.add("Why: " + (known.why().isBlank() ? "not known" : indented(known.why())));
    if (!over) {
      evidence(incident, lines);
    }
    known.did().stream()
        .filter(did -> !did.isBlank())
        .map(did -> "Now: " + indented(did))
        .forEach(lines::add);
    lines.addAll(ahead().of(kind, incident.id(), known));
    return new Message(
        kind,
        incident.subject(),
        incident.severity(),
        incident.id(),
        incident.causeId() != null,
        begin(kind) + incident.message(),
        String.join("\n", lines));
  }

  private Ahead ahead() {
    return new Ahead(ways);
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
    Map<String, String> told = new LinkedHashMap<>(incident.evidence());
    told.remove(Finding.EXPLAINS);
    if (!told.isEmpty()) {
      lines.add("Evidence:");
      told.forEach((key, value) -> lines.add("  " + key + ": " + indented(value)));
    }
    if (!incident.hint().isEmpty()) {
      lines.add("Mend: " + incident.hint());
    }
  }

  private static String indented(String text) {
    return text.strip().replace("\n", "\n    ");
  }

  /** About something that is no incident: what, why, and what comes next. */
  public Message about(NotificationKind kind, Subject subject, String title, String why) {
    List<String> lines = new ArrayList<>();
    lines.add("What: " + title + ", of " + subject);
    if (!why.isBlank()) {
      lines.add("Why: " + indented(why));
    }
    lines.addAll(ahead().of(kind, "", Known.nothing()));
    return plain(kind, subject, title, lines);
  }

  /**
   * About a change for an incident that could not be made.
   *
   * @param title what became of it
   * @param change what was to be done
   * @param again what Healing may still do by itself, in one sentence; empty for nothing
   */
  public Message notMade(Incident incident, String title, String change, String again) {
    List<String> lines = new ArrayList<>();
    lines.add("What: " + title + ", of " + incident.subject() + ", for " + incident.id());
    lines.add("Why: " + indented(change));
    Known known = Known.nothing().withAgain(again);
    lines.addAll(ahead().of(NotificationKind.GIVE_UP, incident.id(), known));
    return plain(NotificationKind.GIVE_UP, incident.subject(), title, lines);
  }

  private static Message plain(
      NotificationKind kind, Subject subject, String title, List<String> lines) {
    return new Message(
        kind, subject, ErrorSeverity.MEDIUM, "", false, title, String.join("\n", lines));
  }

  /** About new suggestions of a review: how many, and the first five with their risk. */
  public Message about(Subject subject, List<SuggestionEntry> suggestions) {
    List<SuggestionEntry> first =
        suggestions.subList(0, Math.min(MOST_SUGGESTIONS, suggestions.size()));
    List<String> lines = new ArrayList<>();
    lines.add("What: a review of " + subject);
    first.stream().map(SuggestionEntry::row).map(Wording::line).forEach(lines::add);
    if (suggestions.size() > MOST_SUGGESTIONS) {
      lines.add("and " + (suggestions.size() - MOST_SUGGESTIONS) + " more");
    }
    lines.add("Why: " + indented(suggestions.get(0).row().description()));
    List<Known.Waiting> waiting = first.stream().map(Wording::waiting).toList();
    Known known = new Known("", List.of(), waiting, "");
    lines.addAll(ahead().of(NotificationKind.SUGGESTION, "", known));
    String title =
        Plural.of(suggestions.size(), "suggestion")
            + " for "
            + subject
            + (suggestions.size() == 1 ? " waits" : " wait")
            + " for a person";
    return plain(NotificationKind.SUGGESTION, subject, title, lines);
  }

  private static String line(HealingSuggestion row) {
    return "s" + row.id() + " [" + row.severity().word() + "] " + row.title();
  }

  /** A suggestion as what waits for a person. */
  public static Known.Waiting waiting(SuggestionEntry entry) {
    ActionPlan plan = entry.detail().plan();
    return new Known.Waiting("s" + entry.row().id(), plan == null ? "" : plan.hash());
  }
}
