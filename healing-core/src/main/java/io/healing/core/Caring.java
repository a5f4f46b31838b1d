package io.healing.core;

import io.healing.api.ActionType;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.api.diagnose.Diagnosis;
import io.healing.api.notify.NotificationKind;
import io.healing.core.config.Configuration;
import io.healing.core.decide.Deciding;
import io.healing.core.detect.Detection;
import io.healing.core.notify.Notifying;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of an incident: it is analysed, something is proposed, it is decided, and done or
 * left to a person. One step at a time for each incident, and a change for one incident of a
 * subject at a time.
 */
final class Caring {
  private static final Set<BlockReason> TOLD_BY_THE_CAUSE =
      EnumSet.of(BlockReason.STORM, BlockReason.CONSEQUENCE);

  private final Rooms rooms;
  private final Withdrawing withdrawing;
  private final Analysing analysing;
  private final Proceeding proceeding;
  private final Proposing proposing;
  private final Escalating escalating;
  private final Telling telling;
  private final Questions questions;
  private final Siblings siblings;
  private final Map<String, Care> cares = new HashMap<>();
  private final Set<String> procedures = new HashSet<>();

  Caring(Rooms rooms, Analysing analysing, Proceeding proceeding, Escalating escalating) {
    this.rooms = rooms;
    withdrawing = new Withdrawing(rooms);
    this.analysing = analysing;
    this.proceeding = proceeding;
    this.escalating = escalating;
    telling = escalating.telling();
    proposing = new Proposing(rooms);
    questions = new Questions(rooms);
    Sightings sightings = analysing.watching().sightings();
    siblings =
        new Siblings(
            rooms.detection(),
            this::care,
            this::orderedRun,
            job -> sightings.sawLastEnd(job.name(), Detection.FAILED_MONITOR));
  }

  /** Takes the next step of every incident for which one is due, the worst first. */
  void heal(Instant now) {
    List<Incident> active = List.copyOf(rooms.detection().active());
    cares.keySet().retainAll(active.stream().map(Incident::id).toList());
    active.forEach(this::handed);
    active.stream()
        .filter(Caring::needsCare)
        .filter(incident -> !proceeding.holds(incident.id()))
        .filter(incident -> care(incident).due(now))
        .sorted(Siblings.IN_TURN)
        .forEach(incident -> step(incident, care(incident)));
  }

  /** While a procedure is under way for it, an incident is in its hands; also after a restart. */
  private void handed(Incident incident) {
    boolean held = proceeding.holds(incident.id());
    if (held && procedures.add(incident.id())) {
      care(incident).treated();
    } else if (!held && procedures.remove(incident.id())) {
      care(incident).analyseAgain();
      care(incident).released(rooms.now());
    }
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

  private boolean orderedRun(Incident incident) {
    return LastAction.of(rooms.store(), incident)
        .map(last -> new ActionType(last.row().actionType()).runsJobAgain())
        .orElse(false);
  }

  private void step(Incident incident, Care care) {
    if (rooms.ledger().endedElsewhere(incident)) {
      return;
    }
    Optional<Decision> early = questions.early(incident);
    if (early.isPresent()) {
      withdraw(incident, care, early.get());
      follow(incident, care, early.get());
    } else if (!care.needsAnalysis(incident, rooms.now())) {
      decide(incident, care);
    } else if (analysing.free() && analyse(incident, care)) {
      care.inHand();
    }
  }

  /** One question is asked: what was suggested for a consequence is not wanted beside its cause. */
  private void withdraw(Incident incident, Care care, Decision decision) {
    if (decision.reason().filter(BlockReason.CONSEQUENCE::equals).isPresent()
        && !care.proposed().isEmpty()) {
      care.analysed(incident, List.of(), rooms.now());
      care.analyseAgain();
      withdrawing.of(incident, "it follows from " + decision.detail());
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
    List<Proposed> proposed = proposing.store(incident.subject(), incident, analysed);
    care.analysed(incident, proposed, again);
    proceeding.offered(proposed);
    rooms.announcer().say(HealingEvent.Step.DIAGNOSED, incident.subject(), id, words(analysed));
    telling.about(NotificationKind.ANALYSIS, incident);
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
      if (!care.isPutOff()) {
        rooms.announcer().decided(incident.subject(), incident.id(), decision);
      }
      handOver(incident, care, choice.treatment());
    } else {
      follow(incident, care, decision);
    }
  }

  /** What nobody took over does not stay in anybody's hands. */
  private void handOver(Incident incident, Care care, Treatment treatment) {
    boolean taken = false;
    care.treated();
    try {
      treat(incident, care, treatment);
      taken = true;
    } finally {
      if (!taken) {
        care.ended(rooms.now().plus(Care.LONGEST));
      }
    }
  }

  private void treat(Incident incident, Care care, Treatment treatment) {
    Optional<String> procedure =
        care.planned(treatment.suggestion().row().id())
            .flatMap(planned -> planned.proposal().procedure());
    if (procedure.isEmpty()) {
      proceeding.alone(treatment, care);
    } else if (!proceeding.begin(incident, treatment, procedure.get())) {
      care.ended(rooms.now().plus(Care.LONGEST));
    }
  }

  private void follow(Incident incident, Care care, Decision decision) {
    boolean news = rooms.announcer().decided(incident.subject(), incident.id(), decision);
    care.released(rooms.now().plus(wait(decision)));
    if (decision instanceof Decision.Escalate) {
      escalate(incident, decision, news);
    } else if (decision instanceof Decision.CheckAgain later && waitedTooLong(incident, later)) {
      String words = "nothing could be done so far: " + said(decision, incident);
      telling.about(NotificationKind.GIVE_UP, incident, words);
    } else if (decision instanceof Decision.AskApproval && news) {
      escalating.first(incident);
      telling.about(NotificationKind.SUGGESTION, incident, said(decision, incident));
    } else if (refusedBefore(decision) && escalating.first(incident)) {
      telling.about(NotificationKind.GIVE_UP, incident, said(decision, incident));
    }
  }

  /** A no is said to a change, not to the news of a trouble that it would have mended. */
  private static boolean refusedBefore(Decision decision) {
    return decision instanceof Decision.Ignore
        && decision.reason().filter(BlockReason.REJECTED_BEFORE::equals).isPresent();
  }

  /** What several share is told of once, by the incident under which they hang. */
  private boolean waitedTooLong(Incident incident, Decision.CheckAgain decision) {
    if (decision.reason().filter(TOLD_BY_THE_CAUSE::contains).isPresent()) {
      return false;
    }
    int most = rooms.config().selfHealing().recovery().escalationTimeout();
    Instant end = incident.detectedAt().plusSeconds(most);
    return !rooms.now().isBefore(end) && escalating.first(incident);
  }

  private String said(Decision decision, Incident incident) {
    return Deciding.said(decision, incident, rooms.assembly().ways());
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
      escalating.first(incident);
      telling.about(NotificationKind.GIVE_UP, incident, said(decision, incident));
    }
  }
}
