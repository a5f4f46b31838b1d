package io.healing.core.detect;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sees when jobs that share something are sick together: at least three that fell sick within an
 * hour, or two where the shared thing itself is seen to be sick, and more of them than of its other
 * users had a good run since. What they have hangs under one incident of that thing, later ones
 * join it, and none of them is repaired by itself while two are still sick and more than are well.
 * Not thread-safe.
 */
final class CommonCauses {
  static final String FINDING = "shared.failing";

  private static final int ENOUGH = 3;
  private static final int GOES_ON = 2;
  private static final int NAMED = 20;
  private static final int LONGEST = 150;
  private static final Duration TOGETHER = Duration.ofHours(1);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(10);

  private final Book book;
  private final Map<String, Set<String>> things = new HashMap<>();
  private final Map<String, Asked> asked = new HashMap<>();
  private final Map<Subject, String> held = new HashMap<>();

  /** All jobs are looked through for the answer, so it holds for a while. */
  private record Asked(int well, Instant at) {}

  CommonCauses(Book book) {
    this.book = book;
  }

  /** The incident of the shared thing under which what this job has hangs, while it goes on. */
  Optional<Incident> over(Subject subject) {
    return Optional.ofNullable(held.get(subject))
        .flatMap(book::find)
        .filter(cause -> cause.clearSince() == null);
  }

  /** Lets common causes begin, grow and become clear; what hangs under one is told to others. */
  void sweep(Instant now, Crowd crowd, Batch batch) {
    held.clear();
    List<Incident> free = free(now);
    boolean none = book.all().stream().noneMatch(CommonCauses::common);
    things.keySet().retainAll(free.stream().map(Incident::id).toList());
    asked.values().removeIf(answer -> !holds(answer, now));
    if (none && free.size() < GOES_ON) {
      return;
    }
    Moment moment = new Moment(now, crowd, batch);
    groups(free, crowd).forEach((thing, sick) -> group(thing, sick, moment));
    book.all().stream().filter(CommonCauses::common).forEach(cause -> goOn(cause, moment));
  }

  private record Moment(Instant now, Crowd crowd, Batch batch) {}

  private static boolean common(Incident incident) {
    return incident.findingId().equals(FINDING);
  }

  static String thing(Incident cause) {
    return cause.evidence().getOrDefault("resource", "");
  }

  private List<Incident> free(Instant now) {
    Instant from = now.minus(TOGETHER);
    return book.all().stream()
        .filter(incident -> incident.subject().isJob() && incident.causeId() == null)
        .filter(incident -> incident.clearSince() == null)
        .filter(incident -> incident.state() != IncidentState.VERIFYING)
        .filter(incident -> !incident.detectedAt().isBefore(from))
        .toList();
  }

  /** What may be behind them, with who may suffer from it, the most of them first. */
  private Map<String, List<Incident>> groups(List<Incident> free, Crowd crowd) {
    Map<String, List<Incident>> groups = new TreeMap<>();
    for (Incident incident : free) {
      things
          .computeIfAbsent(incident.id(), id -> Things.of(incident, crowd))
          .forEach(thing -> groups.computeIfAbsent(thing, any -> new ArrayList<>()).add(incident));
    }
    Map<String, List<Incident>> ordered = new LinkedHashMap<>();
    groups.entrySet().stream()
        .sorted(Comparator.comparingInt(group -> -group.getValue().size()))
        .forEach(group -> ordered.put(group.getKey(), group.getValue()));
    return ordered;
  }

  private void group(String thing, List<Incident> sick, Moment moment) {
    List<Incident> still =
        sick.stream()
            .filter(i -> book.find(i.id()).filter(now -> now.causeId() == null).isPresent())
            .toList();
    Optional<Incident> known =
        book.all().stream().filter(i -> common(i) && thing(i).equals(thing)).findFirst();
    int jobs = subjects(still).size();
    boolean begins = jobs >= (sick(thing) ? GOES_ON : ENOUGH);
    if (still.isEmpty() || !(begins || known.isPresent())) {
      return;
    }
    Instant first =
        still.stream().map(Incident::detectedAt).min(Comparator.naturalOrder()).orElseThrow();
    if (well(thing, first, moment) < jobs) {
      gather(thing, still, known, moment);
    }
  }

  private void gather(
      String thing, List<Incident> joining, Optional<Incident> known, Moment moment) {
    List<Incident> all = new ArrayList<>(known.map(this::under).orElse(List.of()));
    all.addAll(joining);
    Finding finding = finding(thing, all);
    Incident cause =
        book.see(
            new Book.Said(Detection.COMMON_CAUSE_MONITOR, finding, moment.now()), moment.batch());
    for (Incident incident : joining) {
      moment.batch().changed(book.put(incident.withCause(cause.id())));
    }
  }

  /** As long as two are sick, and more than are well. */
  private void goOn(Incident cause, Moment moment) {
    List<Incident> under = under(cause);
    Set<Subject> sick = subjects(under);
    boolean goesOn =
        sick.size() >= GOES_ON && well(thing(cause), cause.lastSeenAt(), moment) < sick.size();
    if (goesOn && cause.clearSince() != null) {
      moment.batch().changed(book.put(cause.withClearSince(null)));
    } else if (!goesOn && cause.clearSince() == null) {
      moment.batch().changed(book.put(cause.withClearSince(moment.now())));
    }
    if (goesOn) {
      sick.forEach(subject -> held.put(subject, cause.id()));
    }
  }

  /** The jobs that it holds, so that they are counted for nothing else. */
  Set<Subject> held() {
    return Set.copyOf(held.keySet());
  }

  private List<Incident> under(Incident cause) {
    return book.all().stream()
        .filter(incident -> cause.id().equals(incident.causeId()))
        .filter(incident -> incident.clearSince() == null)
        .toList();
  }

  private static Set<Subject> subjects(List<Incident> incidents) {
    Set<Subject> subjects = new LinkedHashSet<>();
    incidents.forEach(incident -> subjects.add(incident.subject()));
    return subjects;
  }

  /** Whether a monitor says so of the thing itself; it may name it without the kind before it. */
  private boolean sick(String thing) {
    String bare = thing.substring(thing.indexOf(':') + 1);
    return book.all().stream()
        .filter(i -> !i.subject().isJob() && !common(i) && i.clearSince() == null)
        .map(i -> i.subject().name())
        .anyMatch(name -> name.endsWith("/" + thing) || name.endsWith("/" + bare));
  }

  private int well(String thing, Instant since, Moment moment) {
    return asked
        .computeIfAbsent(
            thing + "|" + since,
            question -> new Asked(moment.crowd().well().since(thing, since), moment.now()))
        .well();
  }

  private static boolean holds(Asked answer, Instant now) {
    return !now.isBefore(answer.at()) && now.isBefore(answer.at().plus(BETWEEN_QUESTIONS));
  }

  private static Finding finding(String thing, List<Incident> sick) {
    Set<Subject> jobs = subjects(sick);
    Incident first = sick.get(0);
    String message =
        "%d jobs that use %s went wrong within an hour of one another: %s"
            .formatted(jobs.size(), thing, StormWords.names(jobs, NAMED));
    return Finding.of(FINDING, Subject.component(which(thing)), message)
        .withType(type(sick))
        .withSeverity(
            sick.stream().map(Incident::severity).reduce(ErrorSeverity.HIGH, ErrorSeverity::higher))
        .withCause(thing)
        .withHint(
            "Look at " + thing + " first; none of these jobs is repaired by itself meanwhile.")
        .withEvidence("resource", thing)
        .withEvidence("count", Integer.toString(jobs.size()))
        .withEvidence("names", StormWords.names(jobs, NAMED))
        .withEvidence("said", first.subject() + ": " + first.message());
  }

  private static String which(String thing) {
    String plain = thing.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= LONGEST
        ? plain
        : plain.substring(0, LONGEST) + "~" + Integer.toHexString(thing.hashCode());
  }

  /** What most of them say, of those that say it. */
  private static ErrorType type(List<Incident> sick) {
    Map<ErrorType, Integer> counts = new EnumMap<>(ErrorType.class);
    sick.forEach(incident -> counts.merge(incident.errorType(), 1, Integer::sum));
    counts.remove(ErrorType.UNKNOWN);
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(ErrorType.DEPENDENCY_FAILURE);
  }
}
