package io.healing.micrometer;

import io.healing.api.detect.Incident;
import io.healing.api.job.JobRun;
import io.healing.core.HealingFigures;
import io.healing.core.HealingFigures.BreakerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which incidents are active, so that each is counted once when it begins and once when it ends,
 * whether an event or a look tells it first. Used under a lock.
 */
final class Ledger {
  private static final int REMEMBERED = 1_000;

  private final HealingFigures figures;
  private final Collection<Book> books;
  private final Map<String, Incident> active = new LinkedHashMap<>();
  private final Map<String, Incident> notClosed = new HashMap<>();
  private final Map<String, Boolean> over =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  Ledger(HealingFigures figures, Collection<Book> books) {
    this.figures = figures;
    this.books = books;
  }

  /** What is active already did not begin before our eyes. */
  void begin() {
    figures.incidents().forEach(incident -> active.put(incident.id(), incident));
  }

  void began(Incident incident) {
    if (over.containsKey(incident.id()) || active.put(incident.id(), incident) != null) {
      return;
    }
    Optional<Duration> delay = delay(incident);
    for (Book book : books) {
      book.findings().began(incident);
      delay.ifPresent(time -> book.findings().detectedAfter(incident, time));
    }
    show();
  }

  void ended(Incident incident) {
    if (active.remove(incident.id()) == null) {
      return;
    }
    over.put(incident.id(), true);
    books.forEach(book -> book.findings().ended(incident));
    show();
  }

  /**
   * Makes up for what no event told.
   *
   * @param find an incident by its id
   */
  void compare(Function<String, Optional<Incident>> find) {
    Map<String, Incident> now = new LinkedHashMap<>();
    figures.incidents().forEach(incident -> now.put(incident.id(), incident));
    now.values().forEach(this::began);
    for (Incident before : List.copyOf(active.values())) {
      if (!now.containsKey(before.id())) {
        gone(before, find);
      }
    }
    show();
    breakers();
  }

  /** One that is not stored as ended yet is told soon; one that is not stored was another's. */
  private void gone(Incident before, Function<String, Optional<Incident>> find) {
    find.apply(before.id())
        .ifPresentOrElse(
            row -> {
              if (row.ended()) {
                ended(row);
              }
            },
            () -> active.remove(before.id()));
  }

  private void show() {
    books.forEach(book -> book.findings().active(active.values()));
  }

  /**
   * Shows how Healing's breakers stand. One that is not closed is looked at also when its incident
   * has ended.
   */
  void breakers() {
    Map<String, Incident> asked = new HashMap<>(notClosed);
    active.values().forEach(incident -> asked.put(incident.key(), incident));
    Map<Incident, BreakerState> states = new HashMap<>();
    notClosed.clear();
    asked.forEach((key, incident) -> states.put(incident, breaker(key, incident)));
    books.forEach(book -> book.findings().breakers(states));
  }

  private BreakerState breaker(String key, Incident incident) {
    BreakerState state = figures.breaker(incident);
    if (state != BreakerState.CLOSED && notClosed.size() < REMEMBERED) {
      notClosed.put(key, incident);
    }
    return state;
  }

  /** A run that went wrong began its trouble when it ended; of other trouble nobody knows when. */
  private Optional<Duration> delay(Incident incident) {
    String run = incident.evidence().getOrDefault("run", "");
    return figures.jobs().stream()
        .filter(job -> job.subject().equals(incident.subject()))
        .flatMap(job -> job.lastRun().stream())
        .filter(last -> Long.toString(last.id()).equals(run))
        .flatMap(last -> finished(last).stream())
        .map(end -> Duration.between(end, incident.detectedAt()))
        .filter(delay -> !delay.isNegative())
        .findFirst();
  }

  private static Optional<Instant> finished(JobRun run) {
    return Optional.ofNullable(run.finishedAt());
  }
}
