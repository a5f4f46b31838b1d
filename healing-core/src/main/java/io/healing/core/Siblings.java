package io.healing.core;

import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.core.detect.Detection;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The incidents of one subject are often one trouble seen from several sides: one of them is acted
 * for at a time, and the others wait for what comes of it.
 */
final class Siblings {
  /** The worst first; at last the id, so that two never wait for one another. */
  static final Comparator<Incident> IN_TURN =
      Comparator.comparing(Incident::severity)
          .reversed()
          .thenComparing(Incident::detectedAt)
          .thenComparing(Incident::id);

  private static final Duration SOON = Duration.ofSeconds(10);

  private final Detection detection;
  private final Function<Incident, Care> cares;

  Siblings(Detection detection, Function<Incident, Care> cares) {
    this.detection = detection;
    this.cares = cares;
  }

  /**
   * What is decided instead while another incident of the subject comes first: a change waits for
   * one that is being mended and for one that comes before it and may still be; nobody is called
   * before it is known of every other one that it cannot be mended. Once somebody was called, that
   * stays so.
   */
  Optional<Decision> first(Incident incident, Decision own) {
    Optional<Incident> other = Optional.empty();
    if (own instanceof Decision.Heal) {
      other = another(incident, o -> inWork(o) || (promising(o) && before(o, incident)));
    } else if (own instanceof Decision.Escalate && incident.state() != IncidentState.ESCALATED) {
      other = another(incident, o -> inWork(o) || promising(o) || undecided(o));
    }
    return other.map(o -> new Decision.CheckAgain(SOON, BlockReason.BUSY, words(o)));
  }

  private Optional<Incident> another(Incident incident, Predicate<Incident> inTheWay) {
    return others(incident, detection.active()).filter(inTheWay).min(IN_TURN);
  }

  private static Stream<Incident> others(Incident incident, Collection<Incident> active) {
    return active.stream()
        .filter(other -> other.subject().equals(incident.subject()))
        .filter(other -> !other.id().equals(incident.id()));
  }

  private boolean inWork(Incident other) {
    return other.state() == IncidentState.VERIFYING || cares.apply(other).isTreated();
  }

  private boolean promising(Incident other) {
    return other.clearSince() == null && cares.apply(other).promising();
  }

  private boolean undecided(Incident other) {
    boolean awaited =
        other.state() == IncidentState.OPEN || other.state() == IncidentState.ESCALATED;
    return awaited && other.clearSince() == null && cares.apply(other).undecided();
  }

  private static boolean before(Incident other, Incident incident) {
    return IN_TURN.compare(other, incident) < 0;
  }

  private static String words(Incident other) {
    return other.id() + ", " + other.findingId() + " of the same subject";
  }

  /**
   * Under which key attempts for an incident are counted: its own, but {@code job.failing} counts
   * with the {@code job.failed} of the same job, whose row of failures it is, so that no repair
   * gets twice its attempts.
   *
   * @param active the incidents that have not ended
   */
  static String counterKey(Incident incident, Collection<Incident> active) {
    if (!incident.findingId().equals("job.failing")) {
      return incident.key();
    }
    return others(incident, active)
        .filter(other -> other.findingId().equals("job.failed"))
        .max(
            Comparator.comparing((Incident other) -> other.clearSince() == null)
                .thenComparing(Incident::lastSeenAt)
                .thenComparing(Incident::id))
        .map(Incident::key)
        .orElse(incident.key());
  }
}
