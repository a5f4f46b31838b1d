package io.healing.core;

import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.IncidentState;
import io.healing.api.notify.NotificationKind;
import io.healing.core.detect.Detection;
import io.healing.core.notify.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reminds people of what they were told of and nobody dealt with, and tells them when it is over
 * and how. While Healing is paused, while it is being mended, looks clear or only follows from
 * another incident, a reminder waits.
 */
final class Following {
  private static final Duration OFTEN = Duration.ofSeconds(10);
  private static final int NAMED = 10;

  private final Rooms rooms;
  private final Telling telling;
  private final Escalating escalating;
  private Instant next = Instant.MIN;

  Following(Rooms rooms, Telling telling, Escalating escalating) {
    this.rooms = rooms;
    this.telling = telling;
    this.escalating = escalating;
  }

  void look(Instant now) {
    if (Times.come(next, OFTEN, now)) {
      next = now.plus(OFTEN);
      rooms.notifying().followed().forEach(incident -> look(incident, now));
    }
  }

  private void look(String id, Instant now) {
    Optional<Incident> held = rooms.detection().find(id).filter(incident -> !incident.ended());
    if (held.isPresent()) {
      remind(held.get(), now);
      return;
    }
    Optional<Incident> stored = rooms.store().incidents().find(id);
    if (stored.isEmpty()) {
      rooms.notifying().over(id);
    } else if (stored.get().ended() && tells(stored.get())) {
      over(stored.get());
    }
  }

  /** What is gone is observed by nobody any more. */
  private boolean tells(Incident ended) {
    return ended.end() == IncidentEnd.GONE || rooms.observes(ended.subject().name());
  }

  private void remind(Incident incident, Instant now) {
    boolean waits =
        incident.clearSince() != null
            || TakenAway.tells(incident)
            || incident.state() == IncidentState.VERIFYING
            || rooms.detection().behind(incident).isPresent()
            || rooms.pause().reason().isPresent();
    if (!waits && !dealtWith(incident) && rooms.notifying().remind(incident.id(), now)) {
      String words = "Nobody has dealt with it since " + incident.detectedAt();
      List<Address> to = rooms.notifying().told(incident.id());
      telling.followUp(NotificationKind.REMINDER, incident, to, words);
    }
  }

  private boolean dealtWith(Incident incident) {
    return escalating.dealtWith(incident, incident.detectedAt());
  }

  private void over(Incident incident) {
    List<Address> to = rooms.notifying().over(incident.id());
    if (!to.isEmpty()) {
      telling.followUp(
          NotificationKind.RESOLVED, incident, to, how(incident) + stillSick(incident));
    }
  }

  /** What hung under it may go on. */
  private String stillSick(Incident incident) {
    List<String> sick =
        rooms.detection().active().stream()
            .filter(other -> incident.id().equals(other.causeId()) && other.clearSince() == null)
            .map(other -> other.subject().name())
            .distinct()
            .toList();
    String named = sick.stream().limit(NAMED).collect(Collectors.joining(", "));
    String more = sick.size() > NAMED ? " and " + (sick.size() - NAMED) + " more" : "";
    return sick.isEmpty() ? "" : "; " + sick.size() + " still sick: " + named + more;
  }

  private static String how(Incident incident) {
    IncidentEnd end = incident.end();
    String words =
        end == null
            ? "ended"
            : switch (end) {
              case VERIFIED -> "verified: a change was seen to help";
              case RECOVERED -> recovered(incident);
              case GONE -> "gone: what it was about no longer exists";
              case BY_HAND -> "by hand: a person ended it";
              case UNKNOWN -> "ended in a way that this release does not know";
            };
    return words + ", at " + incident.resolvedAt();
  }

  /** That nothing new has come, or that it was told for long enough, makes nobody well. */
  private static String recovered(Incident incident) {
    if (TakenAway.tells(incident)) {
      return "no longer told: what was gone is there again, or has been gone for an hour";
    }
    return incident.monitor().equals(Detection.STORM_MONITOR)
        ? "the storm is over: no more jobs fall sick"
        : "recovered: it is well again without a change of Healing's";
  }
}
