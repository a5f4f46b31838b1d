package io.healing.core;

import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.api.diagnose.Diagnosis;
import io.healing.api.notify.NotificationKind;
import io.healing.core.config.Configuration;
import io.healing.core.notify.Notifying;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of an incident: it is analysed, something is proposed, it is decided, and done or
 * left to a person. One step at a time for each incident, and a change for one incident of a
 * subject at a time.
 */
final class Caring {
  private final Rooms rooms;
  private final Analysing analysing;
  private final Treating treating;
  private final Proposing proposing;
  private final Telling telling;
  private final Questions questions;
  private final Siblings siblings;
  private final Map<String, Care> cares = new HashMap<>();

  Caring(Rooms rooms, Analysing analysing, Treating treating, Telling telling) {
    this.rooms = rooms;
    this.analysing = analysing;
    this.treating = treating;
    this.telling = telling;
    proposing = new Proposing(rooms);
    questions = new Questions(rooms);
    siblings = new Siblings(rooms.detection(), this::care);
  }

  /** Takes the next step of every incident for which one is due, the worst first. */
  void heal(Instant now) {
    List<Incident> active = List.copyOf(rooms.detection().active());
    cares.keySet().retainAll(active.stream().map(Incident::id).toList());
    active.stream()
        .filter(Caring::needsCare)
        .filter(incident -> care(incident).due(now))
        .sorted(Siblings.IN_TURN)
        .forEach(incident -> step(incident, care(incident)));
  }

  private static boolean needsCare(Incident incident) {
    boolean waits =
        incident.state() == IncidentState.OPEN || incident.state() == IncidentState.ESCALATED;
    boolean told = incident.findingId().equals(Notifying.NOT_SET_UP);
    return waits && !told && incident.clearSince() == null;
  }

  private Care care(Incident incident) {
    return cares.computeIfAbsent(incident.id(), id -> new Care());
  }

  private void step(Incident incident, Care care) {
    if (rooms.ledger().endedElsewhere(incident)) {
      return;
    }
    Optional<Decision> early = questions.early(incident);
    if (early.isPresent()) {
      follow(incident, care, early.get());
    } else if (!care.needsAnalysis(incident, rooms.now())) {
      decide(incident, care);
    } else if (analysing.free() && analyse(incident, care)) {
      care.inHand();
    }
  }

  private boolean analyse(Incident incident, Care care) {
    return analysing.begin(
        Examination.of(incident),
        analysed -> analysed(incident.id(), care, analysed),
        () -> care.released(rooms.now().plus(Care.LONGEST)));
  }

  private void analysed(String id, Care care, Analysing.Analysed analysed) {
    Instant now = rooms.now();
    care.released(now);
    Optional<Incident> still = rooms.detection().find(id).filter(incident -> !incident.ended());
    if (still.isEmpty()) {
      proposing.overtaken(analysed);
      return;
    }
    Diagnosis diagnosis = analysed.conclusion().diagnosis();
    String json = Configuration.json().write(diagnosis);
    Incident incident = rooms.ledger().keep(still.get().withDiagnosis(json));
    Instant again = now.plus(rooms.config().selfHealing().limits().coolDown());
    care.analysed(incident, proposing.store(incident.subject(), incident, analysed), again);
    rooms.announcer().say(HealingEvent.Step.DIAGNOSED, incident.subject(), id, words(analysed));
    telling.about(NotificationKind.ANALYSIS, incident, words(analysed));
    decide(incident, care);
  }

  private static String words(Analysing.Analysed analysed) {
    Diagnosis diagnosis = analysed.conclusion().diagnosis();
    StringBuilder text = new StringBuilder(diagnosis.rootCause());
    if (!diagnosis.isUnknown()) {
      text.append(String.format(java.util.Locale.ROOT, " (%.2f)", diagnosis.confidence()));
      diagnosis.hypotheses().get(0).supporting().forEach(e -> text.append('\n').append(e.text()));
    }
    return text.toString();
  }

  private void decide(Incident incident, Care care) {
    Questions.Choice choice = questions.choose(incident, care);
    care.decided(choice.decision());
    Decision decision = siblings.first(incident, choice.decision()).orElseGet(choice::decision);
    if (decision instanceof Decision.Heal && choice.treatment() != null) {
      rooms.announcer().decided(incident.subject(), incident.id(), decision);
      care.analyseAgain();
      care.treated();
      treating.treat(choice.treatment(), care::released);
    } else {
      follow(incident, care, decision);
    }
  }

  private void follow(Incident incident, Care care, Decision decision) {
    boolean news = rooms.announcer().decided(incident.subject(), incident.id(), decision);
    care.released(rooms.now().plus(wait(decision)));
    if (decision instanceof Decision.Escalate) {
      escalate(incident, decision, news);
    } else if (decision instanceof Decision.CheckAgain && waitedTooLong(incident, care)) {
      telling.about(
          NotificationKind.GIVE_UP, incident, "Nothing could be done so far", why(decision));
    } else if (decision instanceof Decision.AskApproval && news) {
      telling.about(
          NotificationKind.SUGGESTION, incident, "A change waits for approval", decision.detail());
    }
  }

  private boolean waitedTooLong(Incident incident, Care care) {
    int most = rooms.config().selfHealing().recovery().escalationTimeout();
    Instant end = incident.detectedAt().plusSeconds(most);
    return !rooms.now().isBefore(end) && care.overdue();
  }

  private static String why(Decision decision) {
    return decision.reason().map(BlockReason::sentence).orElse("");
  }

  private static Duration wait(Decision decision) {
    return decision instanceof Decision.CheckAgain later
            && later.after().compareTo(Care.LONGEST) < 0
        ? later.after()
        : Care.LONGEST;
  }

  private void escalate(Incident incident, Decision decision, boolean news) {
    if (incident.state() != IncidentState.ESCALATED) {
      rooms.ledger().keep(incident.withState(IncidentState.ESCALATED));
    }
    if (news) {
      telling.about(NotificationKind.GIVE_UP, incident, why(decision), decision.detail());
    }
  }
}
