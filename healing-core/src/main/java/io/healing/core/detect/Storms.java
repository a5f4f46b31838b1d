package io.healing.core.detect;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.IncidentState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees when more jobs fall sick at once than is likely without a common cause. A job is newly sick
 * when its first incident opens that is more than low; it counts until it is older than the window.
 * More of them than both bounds are a storm: what they have hangs under one incident, later ones
 * join it, and it is over when none has come for the settle time. Then counting starts anew. Not
 * thread-safe.
 */
final class Storms {
  static final String FINDING = "host.storm";

  private final Detection.Settings settings;
  private final Book book;
  private final Map<Subject, Instant> newlySick = new LinkedHashMap<>();
  private final Set<Subject> members = new LinkedHashSet<>();
  private @Nullable String id;
  private Instant latest = Instant.MIN;
  private boolean blows;

  Storms(Detection.Settings settings, Book book) {
    this.settings = settings;
    this.book = book;
    adopted(book.all());
  }

  /** What was stored before: a storm may go on, and who was newly sick still counts. */
  void adopted(List<Incident> stored) {
    stored.stream()
        .filter(incident -> incident.findingId().equals(FINDING) && id == null)
        .forEach(this::resume);
    for (Incident incident : stored) {
      if (id != null && id.equals(incident.causeId())) {
        members.add(incident.subject());
      } else if (incident.causeId() == null
          && incident.subject().isJob()
          && Book.counts(incident)) {
        newlySick.merge(incident.subject(), incident.detectedAt(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
  }

  private void resume(Incident storm) {
    id = storm.id();
    latest = storm.lastSeenAt();
    blows = storm.state() != IncidentState.VERIFYING;
  }

  void newlySick(Subject subject, Instant at) {
    if (subject.isJob()) {
      newlySick.put(subject, at);
    }
  }

  /** These count for another common cause already. */
  void counted(Set<Subject> elsewhere) {
    newlySick.keySet().removeAll(elsewhere);
  }

  /** Between two sweeps the clock alone may have let it pass. */
  Optional<Incident> over(Subject subject) {
    boolean part = blows && members.contains(subject) && !passed(settings.clock().instant());
    return part && id != null ? book.find(id) : Optional.empty();
  }

  private boolean passed(Instant now) {
    return !now.isBefore(latest.plus(settings.settle()));
  }

  /** Somebody else may have ended it. */
  void replaced(Incident incident) {
    if (incident.ended() && incident.id().equals(id)) {
      forget();
    }
  }

  void sweep(Instant now, Crowd crowd, Batch batch) {
    newlySick.values().removeIf(at -> at.isBefore(now.minus(settings.stormWindow())));
    boolean more = blows ? !newlySick.isEmpty() : newlySick.size() > most(crowd.subjects());
    if (more) {
      gather(crowd, batch);
    }
    if (blows && passed(now)) {
      end(now, batch);
    } else if (blows) {
      hang(batch);
    }
  }

  private double most(int subjects) {
    return Math.max(settings.stormSubjects(), settings.stormPercent() * subjects / 100);
  }

  private void gather(Crowd crowd, Batch batch) {
    for (Instant at : newlySick.values()) {
      latest = at.isAfter(latest) ? at : latest;
    }
    members.addAll(newlySick.keySet());
    newlySick.clear();
    Optional<Incident> known = id == null ? Optional.empty() : book.find(id);
    Finding finding =
        blows ? grown(known, crowd) : finding(crowd, SharedResource.of(members, crowd));
    Incident storm = book.see(new Book.Said(Detection.STORM_MONITOR, finding, latest), batch);
    id = storm.id();
    blows = true;
  }

  /** The subject and the cause of a storm stay what they were when it began. */
  private Finding grown(Optional<Incident> known, Crowd crowd) {
    String resource = known.map(i -> i.evidence().getOrDefault("resource", "")).orElse("");
    return finding(crowd, SharedResource.named(resource, members, crowd));
  }

  private Finding finding(Crowd crowd, SharedResource shared) {
    Finding plain =
        Finding.of(FINDING, Subject.host(), StormWords.message(members, settings, shared))
            .withSeverity(worst())
            .withCause(shared.name())
            .withHint(StormWords.hint(shared))
            .withEvidence("count", Integer.toString(members.size()))
            .withEvidence("of", Integer.toString(crowd.subjects()))
            .withEvidence("names", StormWords.names(members, 20));
    return shared.none()
        ? plain
        : plain
            .withType(ErrorType.DEPENDENCY_FAILURE)
            .withEvidence("resource", shared.name())
            .withEvidence("sharing", Integer.toString(shared.users()));
  }

  private ErrorSeverity worst() {
    return book.all().stream()
        .filter(incident -> members.contains(incident.subject()))
        .map(Incident::severity)
        .reduce(ErrorSeverity.HIGH, ErrorSeverity::higher);
  }

  private void hang(Batch batch) {
    for (Incident incident : book.all()) {
      if (incident.causeId() == null && members.contains(incident.subject())) {
        batch.changed(book.put(incident.withCause(id)));
      }
    }
  }

  private void end(Instant now, Batch batch) {
    Optional<Incident> storm = id == null ? Optional.empty() : book.find(id);
    boolean judged = storm.filter(i -> i.state() == IncidentState.VERIFYING).isPresent();
    if (judged) {
      blows = false;
      members.clear();
      return;
    }
    storm.ifPresent(i -> batch.ended(book.end(i.ended(IncidentEnd.RECOVERED, now))));
    forget();
  }

  private void forget() {
    id = null;
    blows = false;
    latest = Instant.MIN;
    members.clear();
  }
}
