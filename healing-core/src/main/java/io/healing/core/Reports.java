package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Observation;
import io.healing.core.ai.Redactor;
import io.healing.core.detect.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the program reports, until it has become incidents. The program's thread only drops it into
 * a queue that is bounded by its number and by the length of its texts. Thread-safe.
 */
final class Reports {
  private static final int AT_ONCE = 1_000;
  private static final long MOST_CHARS = 64L << 20;

  private final int most;
  private final Duration hold;
  private final Redactor redactor = new Redactor();
  private final Queue<Told> waiting = new ArrayDeque<>();
  private final List<Told> taken = new ArrayList<>();
  private volatile Function<String, Optional<Incident>> known = id -> Optional.empty();
  private long chars;
  private long lost;
  private long lostSaid;
  private long lostTold;
  private boolean closed;

  private record Told(ErrorEvent event, CompletableFuture<String> incident) {
    long length() {
      long all = (long) event.message().length() + event.stackTrace().length();
      all += event.id().length() + event.sourceComponent().length();
      for (Map.Entry<String, String> entry : event.context().entrySet()) {
        all += entry.getKey().length() + entry.getValue().length();
      }
      for (String name : event.metrics().keySet()) {
        all += name.length() + Double.BYTES;
      }
      for (String tag : event.tags()) {
        all += tag.length();
      }
      return all;
    }

    void failed(String what, String mend) {
      incident.completeExceptionally(new HealingException(what, mend));
    }
  }

  /**
   * With room for so many.
   *
   * @param hold how long one counts as true after it was reported last
   */
  Reports(int most, Duration hold) {
    this.most = most;
    this.hold = hold;
  }

  /** What the monitor needs. */
  Detection.Reported source() {
    return new Detection.Reported(this::next, this::lost, hold);
  }

  /** Who knows which incidents there are. */
  void knows(Function<String, Optional<Incident>> incidents) {
    known = incidents;
  }

  /** Drops it into the queue; the answer comes with the incident's id once there is one. */
  CompletableFuture<String> tell(ErrorEvent event) {
    Told told = new Told(event, new CompletableFuture<>());
    HealingException refused = dropped(told);
    if (refused != null) {
      told.incident().completeExceptionally(refused);
    }
    return told.incident();
  }

  /** Why it was not taken; null when it was. */
  private synchronized @Nullable HealingException dropped(Told told) {
    long length = told.length();
    if (closed) {
      return new HealingException("Healing is closed", "Build a new one.");
    }
    if (waiting.size() >= most || chars + length > MOST_CHARS) {
      lost++;
      return new HealingException(
          "The event " + told.event().id() + " was lost: " + waiting.size() + " wait already",
          "Report one error once, or raise limits.event_queue.");
    }
    waiting.add(told);
    chars += length;
    return null;
  }

  /** Whether any wait. */
  synchronized boolean waiting() {
    return !waiting.isEmpty() || lost > lostTold;
  }

  /** How many were lost since the start, while that is not told; else none. */
  private synchronized long lost() {
    lostSaid = lost;
    return lost > lostTold ? lost : 0;
  }

  /** Those that a look takes up; what a look that failed had taken is taken up again. */
  private List<ErrorEvent> next() {
    List<ErrorEvent> events = new ArrayList<>();
    for (Told told : take()) {
      String id = told.event().id();
      if (known.apply(id).isPresent()) {
        over(told);
        answer(told, id);
      } else {
        events.add(masked(told.event()));
      }
    }
    return events;
  }

  private synchronized List<Told> take() {
    while (taken.size() < AT_ONCE && !waiting.isEmpty()) {
      Told told = waiting.remove();
      chars -= told.length();
      taken.add(told);
    }
    return List.copyOf(taken);
  }

  /** An incident that is told back as an event is no other one. */
  private synchronized void over(Told told) {
    taken.remove(told);
  }

  /** A value beside a telling name is a secret, which the value alone does not show. */
  private ErrorEvent masked(ErrorEvent event) {
    ErrorEvent clean = event;
    for (Map.Entry<String, String> entry : event.context().entrySet()) {
      String name = entry.getKey() + "=";
      String both = redactor.apply(name + entry.getValue());
      String value = both.startsWith(name) ? both.substring(name.length()) : Redactor.MASK;
      clean = clean.withContext(entry.getKey(), value);
    }
    return clean;
  }

  /**
   * What the monitor said, and clear for whom it no longer knows of: what was reported to a process
   * that has ended, or too long ago.
   */
  Observation complete(Observation said, Collection<Incident> active, Instant now) {
    Set<Object> named = new HashSet<>(said.clear());
    said.findings().forEach(finding -> named.add(finding.subject()));
    Observation.Builder whole = Observation.builder();
    said.findings().forEach(whole::finding);
    said.clear().forEach(whole::clear);
    active.stream()
        .filter(incident -> incident.monitor().equals(Detection.REPORTED_MONITOR))
        .filter(incident -> incident.clearSince() == null && !named.contains(incident.subject()))
        .filter(incident -> !now.isBefore(incident.lastSeenAt().plus(hold)))
        .forEach(incident -> whole.clear(incident.subject()));
    return whole.build();
  }

  /** What was taken has become incidents. */
  void takenUp(List<Finding> findings, Collection<Incident> active) {
    Map<String, String> ids = new HashMap<>();
    active.forEach(incident -> ids.put(incident.key(), incident.id()));
    Map<String, String> incidents = new HashMap<>();
    for (Finding finding : findings) {
      String event = finding.evidence().get("event");
      String id = ids.get(finding.subject().name() + "|" + Detection.fingerprint(finding));
      if (event != null && id != null) {
        incidents.put(event, id);
      }
    }
    handedOver().forEach(told -> answer(told, incidents.get(told.event().id())));
  }

  private synchronized List<Told> handedOver() {
    List<Told> over = List.copyOf(taken);
    taken.clear();
    lostTold = lostSaid;
    return over;
  }

  /** What waits for the answer goes on elsewhere, not on the loop's thread. */
  private static void answer(Told told, @Nullable String incident) {
    if (incident == null) {
      told.failed("The event " + told.event().id() + " was ended by another process", "");
    } else {
      told.incident().completeAsync(() -> incident);
    }
  }

  /** Takes no more; those that still wait are told. */
  void close() {
    ended().forEach(told -> told.failed("Healing was closed before it took the event up", ""));
  }

  private synchronized List<Told> ended() {
    closed = true;
    List<Told> left = new ArrayList<>(taken);
    left.addAll(waiting);
    waiting.clear();
    taken.clear();
    chars = 0;
    return left;
  }
}
