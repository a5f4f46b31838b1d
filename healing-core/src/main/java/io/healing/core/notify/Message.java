package io.healing.core.notify;

import io.healing.api.Plural;
import io.healing.api.Subject;
import io.healing.api.detect.Incident;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.HealingSuggestion;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be told, redacted, before it is known to whom.
 *
 * @param kind what it is about; each kind has its switch
 * @param subject whom it concerns
 * @param title one line
 * @param body the rest; may be empty
 */
public record Message(NotificationKind kind, Subject subject, String title, String body) {
  private static final int MOST_SUGGESTIONS = 5;

  /**
   * About an incident: first all that is known of it, whatever was done, then what was done or
   * decided. So a message never says less because Healing acts. Only one that is mended says so in
   * its title, and no longer how to mend it.
   *
   * @param did what was done or decided, a line each; may be empty
   */
  public static Message about(NotificationKind kind, Incident incident, List<String> did) {
    List<String> lines = new ArrayList<>();
    lines.add(incident.id() + " " + incident.findingId() + ", " + incident.severity().word());
    lines.add("since " + incident.detectedAt());
    if (kind == NotificationKind.SUCCESS) {
      lines.addAll(did);
      String title = "Mended: " + incident.message();
      return new Message(kind, incident.subject(), title, String.join("\n", lines));
    }
    incident.evidence().forEach((key, value) -> lines.add(key + ": " + value));
    if (!incident.hint().isEmpty()) {
      lines.add(incident.hint());
    }
    lines.addAll(did);
    return new Message(kind, incident.subject(), incident.message(), String.join("\n", lines));
  }

  /** About new suggestions of a review: how many, and the first five with their risk. */
  public static Message about(Subject subject, List<HealingSuggestion> suggestions) {
    List<String> lines = new ArrayList<>();
    suggestions.stream()
        .limit(MOST_SUGGESTIONS)
        .forEach(
            row -> lines.add("s" + row.id() + " [" + row.severity().word() + "] " + row.title()));
    if (suggestions.size() > MOST_SUGGESTIONS) {
      lines.add("and " + (suggestions.size() - MOST_SUGGESTIONS) + " more");
    }
    String title =
        Plural.of(suggestions.size(), "suggestion")
            + " for "
            + subject
            + (suggestions.size() == 1 ? " waits" : " wait")
            + " for a person";
    return new Message(NotificationKind.SUGGESTION, subject, title, String.join("\n", lines));
  }
}
