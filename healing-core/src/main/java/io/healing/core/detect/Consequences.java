package io.healing.core.detect;

import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ties what only follows from another trouble to it, where the finding of that one says so. It
 * stays tied until that one has ended, for a consequence may be seen a while longer than its cause.
 * Not thread-safe.
 */
final class Consequences {
  private static final Pattern COMMA = Pattern.compile(", *");

  private final Book book;

  Consequences(Book book) {
    this.book = book;
  }

  /** Hangs consequences under their causes. */
  void sweep(Crowd crowd, Batch batch) {
    List<Incident> causes =
        book.all().stream()
            .filter(incident -> incident.evidence().containsKey(Finding.EXPLAINS))
            .filter(incident -> incident.clearSince() == null)
            .toList();
    if (!causes.isEmpty()) {
      book.all().stream()
          .filter(this::free)
          .forEach(incident -> tie(incident, causes, crowd, batch));
    }
  }

  /** What hung under something that is over may follow from something else. */
  private boolean free(Incident incident) {
    return incident.clearSince() == null
        && (incident.causeId() == null || book.find(incident.causeId()).isEmpty());
  }

  private void tie(Incident incident, List<Incident> causes, Crowd crowd, Batch batch) {
    causes.stream()
        .filter(cause -> explains(cause, incident) && concerns(cause, incident, crowd))
        .findFirst()
        .ifPresent(cause -> hang(incident, cause, batch));
  }

  /** What is told of a subject once is as severe as the worst of it. */
  private void hang(Incident incident, Incident cause, Batch batch) {
    batch.changed(book.put(incident.withCause(cause.id())));
    boolean same = cause.subject().equals(incident.subject());
    if (same && !cause.severity().atLeast(incident.severity())) {
      batch.changed(book.put(cause.withSeverity(incident.severity())));
    }
  }

  private static boolean explains(Incident cause, Incident incident) {
    return !cause.id().equals(incident.id())
        && COMMA
            .splitAsStream(cause.evidence().getOrDefault(Finding.EXPLAINS, ""))
            .anyMatch(incident.findingId()::equals);
  }

  private static boolean concerns(Incident cause, Incident incident, Crowd crowd) {
    return cause.subject().equals(incident.subject())
        || (incident.subject().isJob() && runs(cause.subject(), incident.subject(), crowd));
  }

  private static boolean runs(Subject component, Subject job, Crowd crowd) {
    String runner = crowd.runner().apply(job);
    return !runner.isEmpty() && component.equals(Subject.component(runner));
  }

  /** The cause of a consequence, while it has not ended. */
  Optional<Incident> behind(Incident incident) {
    return Optional.ofNullable(incident.causeId())
        .flatMap(book::find)
        .filter(cause -> explains(cause, incident));
  }
}
