package io.healing.core;

import io.healing.api.detect.Observation;
import io.healing.api.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Jobs that their runner does not have any more. They are known no longer at once; what else was
 * kept of them goes a while later, when no look that began before can speak of them. A job that the
 * configuration names stays, unless it was taken away before its end; then it is known anew after
 * that while, with nothing of its past. Used on the loop's thread only.
 */
final class Departed {
  private static final RedactedLog LOG = RedactedLog.of(Departed.class);
  private static final Duration AWAITED = Duration.ofMinutes(10);

  private final Rooms rooms;
  private final Consumer<String> forget;
  private final Map<String, Instant> left = new LinkedHashMap<>();
  private final TakenAway takenAway = new TakenAway();

  /**
   * With what forgets.
   *
   * @param forget takes away what was kept of a job beside its history
   */
  Departed(Rooms rooms, Consumer<String> forget) {
    this.rooms = rooms;
    this.forget = forget;
  }

  /** Jobs became known by a run; where a runner told it, that one is to have them. */
  void ran(Collection<String> jobs) {
    for (String job : jobs) {
      rooms.jobs().teller(job).ifPresent(runner -> rooms.assembly().runners().ran(runner, job));
    }
  }

  /**
   * A runner answered. What it does not have any more, and still runs, is asked about again.
   *
   * @return what is to be told of jobs that were taken away from it
   */
  Observation heard(Runners.News news) {
    for (String job : news.gone()) {
      if (rooms.jobs().runs(job) && rooms.jobs().teller(job).isPresent()) {
        ran(List.of(job));
      } else {
        left(news.runner(), job);
      }
    }
    return takenAway.told(news, rooms.now());
  }

  private void left(String runner, String job) {
    Instant now = rooms.now();
    boolean named = rooms.config().jobs().containsKey(job);
    boolean taken =
        rooms
            .jobs()
            .snapshot(job, now)
            .flatMap(known -> Optional.ofNullable(known.standing()))
            .filter(last -> TakenAway.beforeItsEnd(last, named, now))
            .isPresent();
    if (taken) {
      takenAway.add(runner, job, now);
    }
    if (taken || !named) {
      rooms.jobs().remove(job);
      left.put(job, now);
    }
  }

  /** The job is known again. */
  void back(String job) {
    left.remove(job);
  }

  /** Forgets what left long enough ago. */
  void sweep(Instant now) {
    List<String> due =
        left.entrySet().stream()
            .takeWhile(next -> Times.come(next.getValue().plus(AWAITED), AWAITED, now))
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(this::forget);
  }

  private void forget(String job) {
    left.remove(job);
    try {
      forget.accept(job);
    } catch (StoreException e) {
      left.put(job, rooms.now());
      rooms
          .log(LOG)
          .warn("What was kept of {} could not be taken away, to be tried again: {}", job, e);
    }
  }
}
