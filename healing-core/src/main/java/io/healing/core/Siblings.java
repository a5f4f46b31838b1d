package io.healing.core;

import io.healing.api.Subject;
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

  /** A job that is off its schedule; it has no run before that is mended. */
  private static final String SILENCED = "job.silenced";

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String UNSEEN = "the look at the run that ended it";

  private final Detection detection;
  private final Function<Incident, Care> cares;
  private final Predicate<Incident> orderedRun;
  private final Predicate<Subject> sawLastEnd;

  /**
   * With what it looks at.
   *
   * @param orderedRun whether the last change for an incident was the order of a run
   * @param sawLastEnd whether it was looked at why a job's last run failed, if it did
   */
  Siblings(
      Detection detection,
      Function<Incident, Care> cares,
      Predicate<Incident> orderedRun,
      Predicate<Subject> sawLastEnd) {
    this.detection = detection;
    this.cares = cares;
    this.orderedRun = orderedRun;
    this.sawLastEnd = sawLastEnd;
  }

  /**
   * What is decided instead while another incident of the subject comes first: a change waits for
   * one that is being mended and for one that comes before it and may still be; nobody is called
   * before it is known of every other one that it cannot be mended. Once somebody was called, that
   * stays so.
   *
   * <p>A job that is off its schedule is put on it again after what would make its next run fail
   * was mended, and before that is proven: the proof is that run.
   */
  Optional<Decision> first(Incident incident, Decision own) {
    if (own instanceof Decision.Heal && unseen(incident)) {
      return Optional.of(new Decision.CheckAgain(SOON, BlockReason.BUSY, UNSEEN));
    }
    Optional<Incident> other = Optional.empty();
    if (own instanceof Decision.Heal) {
      other = another(incident, o -> inWork(o, incident) || comesFirst(o, incident));
    } else if (own instanceof Decision.Escalate && incident.state() != IncidentState.ESCALATED) {
      other = another(incident, o -> inWork(o, incident) || promising(o) || undecided(o));
    }
    return other.map(o -> new Decision.CheckAgain(SOON, BlockReason.BUSY, words(o)));
  }

  /** What ended the job may be told as its own trouble by the next look. */
  private boolean unseen(Incident incident) {
    return silenced(incident) && !sawLastEnd.test(incident.subject());
  }

  private Optional<Incident> another(Incident incident, Predicate<Incident> inTheWay) {
    return others(incident, detection.active()).filter(inTheWay).min(IN_TURN);
  }

  private static Stream<Incident> others(Incident incident, Collection<Incident> active) {
    return active.stream()
        .filter(other -> other.subject().equals(incident.subject()))
        .filter(other -> !other.id().equals(incident.id()));
  }

  private boolean inWork(Incident other, Incident incident) {
    boolean awaited = other.state() == IncidentState.VERIFYING;
    boolean noRun = silenced(incident) && !orderedRun.test(other);
    return (awaited && !noRun) || cares.apply(other).isTreated();
  }

  private boolean comesFirst(Incident other, Incident incident) {
    return (silenced(incident) && undecided(other))
        || (promising(other) && before(other, incident));
  }

  private static boolean silenced(Incident incident) {
    return incident.findingId().equals(SILENCED);
  }

  private boolean promising(Incident other) {
    boolean tried = other.state() == IncidentState.VERIFYING;
    return !tried && other.clearSince() == null && cares.apply(other).promising();
  }

  private boolean undecided(Incident other) {
    boolean awaited =
        other.state() == IncidentState.OPEN || other.state() == IncidentState.ESCALATED;
    boolean decides = other.clearSince() == null && detection.behind(other).isEmpty();
    return awaited && decides && cares.apply(other).undecided();
  }

  private boolean before(Incident other, Incident incident) {
    boolean off = silenced(incident) || another(incident, Siblings::silenced).isPresent();
    int turn = off ? Integer.compare(turn(other), turn(incident)) : 0;
    return turn == 0 ? IN_TURN.compare(other, incident) < 0 : turn < 0;
  }

  /** Of a job that is off its schedule: the cause is mended, then it is put back, then the rest. */
  private int turn(Incident incident) {
    if (silenced(incident)) {
      return 1;
    }
    return cares.apply(incident).mends() ? 0 : 2;
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
