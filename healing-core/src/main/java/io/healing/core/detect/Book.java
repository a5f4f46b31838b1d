package io.healing.core.detect;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The incidents that have not ended, and for a while those that have. Not thread-safe. */
final class Book {
  private static final int REMEMBERED = 1_000;
  private static final int SECONDS_BETWEEN_SAVES = 60;

  private final Supplier<String> ids;
  private final Map<String, Incident> byId = new LinkedHashMap<>();
  private final Map<String, String> idByKey = new HashMap<>();
  private final Map<Subject, Integer> sick = new HashMap<>();
  private final Map<String, Incident> over = new LinkedHashMap<>();

  /** What a monitor said at a moment. */
  record Said(String monitor, Finding finding, Instant at) {}

  Book(List<Incident> active, Supplier<String> ids) {
    this.ids = ids;
    active.stream().filter(incident -> !incident.ended()).forEach(this::put);
  }

  List<Incident> all() {
    return List.copyOf(byId.values());
  }

  Optional<Incident> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Whether something worse than what is only worth knowing is told of it. */
  boolean sick(Subject subject) {
    return sick.containsKey(subject);
  }

  /** Notes an incident that was stored before; false when it is not news, or over. */
  boolean adopt(Incident stored) {
    boolean news =
        !stored.ended() && !over.containsKey(stored.id()) && !idByKey.containsKey(stored.key());
    if (news) {
      put(stored);
    }
    return news;
  }

  /** Notes an incident that has not ended. */
  Incident put(Incident incident) {
    Incident before = byId.put(incident.id(), incident);
    if (before == null) {
      idByKey.put(incident.key(), incident.id());
    }
    count(incident, (counts(incident) ? 1 : 0) - (before != null && counts(before) ? 1 : 0));
    return incident;
  }

  /** What is low calls nobody, so many of it at once are no storm. */
  static boolean counts(Incident incident) {
    return incident.severity().compareTo(ErrorSeverity.LOW) > 0;
  }

  private void count(Incident incident, int more) {
    if (more != 0) {
      sick.merge(incident.subject(), more, (one, two) -> one + two == 0 ? null : one + two);
    }
  }

  /** Forgets that an incident goes on. */
  void drop(Incident incident) {
    Incident before = byId.remove(incident.id());
    if (before != null) {
      idByKey.remove(incident.key(), incident.id());
      count(before, counts(before) ? -1 : 0);
    }
  }

  /** Notes that an incident has ended. */
  Incident end(Incident incident) {
    drop(incident);
    over.put(incident.id(), incident);
    if (over.size() > REMEMBERED) {
      over.remove(over.keySet().iterator().next());
    }
    return incident;
  }

  /** The known incident seen again, or a new one. */
  Incident see(Said said, Batch batch) {
    String fingerprint = Fingerprint.of(said.finding());
    String key = said.finding().subject().name() + "|" + fingerprint;
    Incident known = byId.get(idByKey.getOrDefault(key, ""));
    if (known == null) {
      Incident opened =
          Incident.open(ids.get(), said.monitor(), fingerprint, said.finding(), said.at());
      batch.opened(opened);
      return put(opened);
    }
    Incident again = put(known.seen(said.finding(), said.at()));
    if (worthSaving(known, again)) {
      batch.changed(again);
    }
    return again;
  }

  /** A monitor may say the same every few seconds; once a minute is often enough to store that. */
  private static boolean worthSaving(Incident before, Incident after) {
    return !before.message().equals(after.message())
        || !before.evidence().equals(after.evidence())
        || !before.hint().equals(after.hint())
        || before.severity() != after.severity()
        || before.clearSince() != null
        || minute(before.lastSeenAt()) != minute(after.lastSeenAt());
  }

  private static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS_BETWEEN_SAVES);
  }

  /** Takes the loop's half of an incident and keeps the monitors' half. */
  Incident replace(Incident given) {
    Incident ended = over.get(given.id());
    if (ended != null) {
      Incident merged = merged(ended, given, ended);
      over.put(given.id(), merged);
      return merged;
    }
    Incident known = byId.getOrDefault(given.id(), given);
    Incident said = known.lastSeenAt().isBefore(given.lastSeenAt()) ? given : known;
    Incident merged = merged(said, given, given);
    return merged.ended() ? end(merged) : put(merged);
  }

  private static Incident merged(Incident said, Incident done, Incident life) {
    return new Incident(
        said.id(),
        said.subject(),
        said.fingerprint(),
        said.monitor(),
        said.findingId(),
        said.errorType(),
        said.severity(),
        said.message(),
        said.hint(),
        said.evidence(),
        said.detectedAt(),
        said.lastSeenAt(),
        said.clearSince(),
        life.resolvedAt(),
        life.state(),
        life.end(),
        done.causeId() == null ? said.causeId() : done.causeId(),
        done.diagnosis(),
        done.recoveryActions(),
        done.effectivenessScore());
  }
}
