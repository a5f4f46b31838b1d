package io.healing.core;

import io.healing.api.act.Verification;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was done for the incidents and suggestions about which a person asks, and if it helped. */
final class Deeds {
  private static final int MOST = 5;
  private static final String AUTO = "auto";

  private final HealingStore store;

  Deeds(HealingStore store) {
    this.store = store;
  }

  /** The newest five, oldest first, a line each. */
  List<String> of(Collection<String> topics) {
    return topics.stream()
        .flatMap(this::actions)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .limit(MOST)
        .sorted()
        .flatMap(id -> store.actions().find(id).stream())
        .map(this::line)
        .toList();
  }

  private Stream<Long> actions(String topic) {
    if (topic.startsWith("i-")) {
      return store.incidents().find(topic).stream().flatMap(i -> i.recoveryActions().stream());
    }
    return topic.matches("s[0-9]{1,18}")
        ? store
            .suggestions()
            .find(Long.parseLong(topic.substring(1)))
            .flatMap(entry -> Optional.ofNullable(entry.row().actionId()))
            .stream()
        : Stream.empty();
  }

  private String line(ActionEntry entry) {
    String incident = entry.detail().incidentId();
    return entry.row().createdAt().truncatedTo(ChronoUnit.SECONDS)
        + " "
        + entry.row().jobId()
        + (incident == null ? "" : ", " + incident)
        + ": a"
        + entry.row().id()
        + ", "
        + what(entry)
        + (entry.detail().by().equals(AUTO) ? "" : ", by " + entry.detail().by())
        + ": "
        + end(entry)
        + ".";
  }

  private String what(ActionEntry entry) {
    return store
        .suggestions()
        .find(entry.row().suggestionId())
        .map(suggestion -> suggestion.row().title())
        .orElse(entry.row().actionType() + " " + entry.detail().target());
  }

  private static String end(ActionEntry entry) {
    String error = entry.row().errorMessage();
    return switch (entry.row().status()) {
      case SUCCESS -> "done, " + helped(entry.detail().verification());
      case ROLLED_BACK -> "done, and taken back; " + helped(entry.detail().verification());
      case FAILED -> "could not be done" + (error == null ? "" : ": " + error.strip());
      case UNKNOWN -> "it ended in a way that this release does not know";
    };
  }

  private static String helped(Verification verification) {
    String because = verification.reason().isEmpty() ? "" : ": " + verification.reason();
    return switch (verification.state()) {
      case PENDING -> "whether it helps is seen by " + verification.deadline();
      case VERIFIED -> "it helped" + because;
      case INEFFECTIVE -> "it did not help" + because;
      case INCONCLUSIVE -> "nobody can tell whether it helped" + because;
      case NONE -> "whether it helped was not seen" + because;
      case UNKNOWN -> "whether it helped is in a word that this release does not know";
    };
  }
}
