package io.healing.core;

import io.healing.api.config.EscalationRung;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.notify.Address;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Calls for a person again, rung by rung, while nobody has dealt with an incident: approved or
 * rejected something for it, paused Healing, or ended it. While it is being mended, looks clear or
 * only follows from another incident the next call waits. Each is made once, also when the process
 * is started anew.
 */
final class Escalating {
  private static final int SUGGESTIONS = 100;
  private static final int NAMED = 10;

  private final Rooms rooms;
  private final Courses courses;
  private final Telling telling;
  private final Calls calls;
  private final List<EscalationRung> rungs;

  Escalating(Rooms rooms, Telling telling, Courses courses) {
    this.rooms = rooms;
    this.courses = courses;
    this.telling = telling;
    calls = new Calls(rooms.store().states(), rooms.stored());
    rungs = rungs(rooms);
  }

  /** How people are told. */
  Telling telling() {
    return telling;
  }

  /** A person is called about an incident; false when that was done before. */
  boolean first(Incident incident) {
    return calls.first(incident.id(), rooms.now());
  }

  void look(Instant now) {
    rooms.detection().active().stream()
        .filter(incident -> incident.state() == IncidentState.ESCALATED)
        .forEach(incident -> calls.first(incident.id(), now));
    calls.incidents().forEach(incident -> look(incident, now));
  }

  private void look(String id, Instant now) {
    Optional<Incident> incident = rooms.detection().find(id);
    if (incident.isPresent()) {
      look(incident.get(), now);
    } else if (rooms.store().incidents().find(id).filter(row -> !row.ended()).isEmpty()) {
      calls.over(id);
    }
  }

  private void look(Incident incident, Instant now) {
    int next = calls.further(incident.id());
    boolean verifying = incident.state() == IncidentState.VERIFYING && !asks(incident);
    boolean follows = rooms.detection().behind(incident).isPresent();
    boolean waits =
        incident.clearSince() != null || verifying || follows || TakenAway.tells(incident);
    if (!waits && next < rungs.size()) {
      EscalationRung rung = rungs.get(next);
      Instant due = calls.since(incident.id()).orElse(now).plus(rung.after());
      boolean come = !now.isBefore(due) && rooms.pause().reason().isEmpty();
      if (come && heard(incident.id(), rung, now)) {
        climb(incident, next, now);
      }
    }
  }

  /**
   * Whether those who were called have had their time. It counts from when a channel took the call;
   * while none has, another channel is tried in time, but nothing is added to what waits for the
   * same one.
   */
  private boolean heard(String incident, EscalationRung rung, Instant now) {
    Optional<Instant> reached = rooms.notifying().reached(incident);
    if (reached.isPresent()) {
      return !now.isBefore(reached.get().plus(rung.after()));
    }
    Set<String> waiting = rooms.notifying().calling(incident);
    return rung.channel() == null ? waiting.isEmpty() : !waiting.contains(rung.channel());
  }

  /** Whether a procedure for it waits for a person. */
  private boolean asks(Incident incident) {
    return courses.find(incident.id()).filter(course -> course.is(Course.Phase.ASKING)).isPresent();
  }

  private static List<EscalationRung> rungs(Rooms rooms) {
    List<EscalationRung> own =
        rooms.config().selfHealing().recovery().escalation().stream()
            .sorted(java.util.Comparator.comparing(EscalationRung::after))
            .toList();
    int again = rooms.config().selfHealing().errorDetection().alertEscalationTimeout();
    return own.isEmpty() ? List.of(EscalationRung.after(Duration.ofSeconds(again))) : own;
  }

  private void climb(Incident incident, int next, Instant now) {
    EscalationRung rung = rungs.get(next);
    Instant since = calls.since(incident.id()).orElse(now);
    if (dealtWith(incident, since)) {
      calls.add(incident.id(), now + " no longer needed: somebody has dealt with it");
    } else if (!rung.isFor(incident.severity())) {
      calls.add(incident.id(), now + " left out: not for " + incident.severity().word());
    } else if (storm(incident, rung).anyMatch(other -> named(other, next, since))) {
      calls.add(
          incident.id(), now + " left out: called together with others of " + incident.causeId());
    } else {
      calls.add(incident.id(), now + Calls.THROUGH + telling.channel(incident, rung));
      telling.again(incident, rung, nobody(incident.id(), since) + others(incident, rung));
    }
  }

  /** Whether the further call for another of the storm came when this one was known, too. */
  private boolean named(Incident other, int next, Instant since) {
    return calls.made(other.id(), next).filter(at -> !at.isBefore(since)).isPresent();
  }

  /** What fell sick in the same storm and is told to the same people: one call is enough. */
  private Stream<Incident> storm(Incident incident, EscalationRung rung) {
    String cause = incident.causeId();
    List<Address> to = telling.addresses(incident, rung);
    return rooms.detection().active().stream()
        .filter(other -> cause != null && cause.equals(other.causeId()))
        .filter(other -> !other.id().equals(incident.id()) && calls.knows(other.id()))
        .filter(other -> telling.addresses(other, rung).equals(to));
  }

  private String others(Incident incident, EscalationRung rung) {
    List<String> names =
        storm(incident, rung)
            .filter(other -> !dealtWith(other, calls.since(other.id()).orElse(Instant.EPOCH)))
            .map(other -> other.subject().name())
            .distinct()
            .sorted()
            .toList();
    String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
    return names.isEmpty()
        ? ""
        : "; nor with what fell sick together with it: "
            + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
            + more;
  }

  private String nobody(String incident, Instant since) {
    return rooms
        .notifying()
        .reached(incident)
        .map(reached -> reached.isAfter(since) ? reached : since)
        .map(at -> "Nobody has dealt with it since a person was called at " + seconds(at))
        .orElseGet(
            () ->
                "Nobody has dealt with it, and no channel has taken the call of " + seconds(since));
  }

  private static Instant seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Whether a person has said yes or no to something for it since then. */
  boolean dealtWith(Incident incident, Instant since) {
    Page page = Page.newest(SUGGESTIONS).of(incident.subject());
    return rooms.store().suggestions().page(page).stream()
        .filter(entry -> incident.id().equals(entry.detail().incidentId()))
        .anyMatch(entry -> byPerson(entry, since));
  }

  private static boolean byPerson(SuggestionEntry entry, Instant since) {
    Instant at = entry.row().reviewedAt();
    return "human".equals(entry.row().reviewedBy()) && at != null && !at.isBefore(since);
  }
}
