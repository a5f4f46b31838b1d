package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.decide.Decision;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.Observation;
import io.healing.api.store.HealingStore;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says what happens: to listeners, changes to the program's log whatever channel people are told
 * through, and decisions to the store when the answer changes.
 */
final class Announcer {
  private static final Set<HealingEvent.Step> CHANGES =
      EnumSet.of(HealingEvent.Step.ACTED, HealingEvent.Step.VERIFIED, HealingEvent.Step.UNDONE);
  private static final List<String> WELL = List.of("done: ", "verified: ", "taken back");
  private static final int REMEMBERED = 10_000;

  /** The store answers for what is no longer in it. */
  private final Map<String, DecisionRecord> latest =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, DecisionRecord> eldest) {
              return size() > REMEMBERED;
            }
          });

  private final HealingStore store;
  private final InstantSource clock;
  private final RedactedLog log;
  private final Listening listening;

  Announcer(HealingStore store, InstantSource clock, RedactedLog log, Listening listening) {
    this.store = store;
    this.clock = clock;
    this.log = log;
    this.listening = listening;
  }

  void add(HealingListener listener) {
    listening.add(listener);
  }

  /** Tells every listener, and the program's log what was changed and whether it helped. */
  void say(HealingEvent.Step step, Subject subject, String reference, String text) {
    String clean = log.clean(text);
    if (CHANGES.contains(step)) {
      change(subject, reference, clean);
    }
    HealingEvent event = new HealingEvent(step, subject, reference, clean, clock.instant());
    listening.tell(event);
  }

  private void change(Subject subject, String reference, String words) {
    if (WELL.stream().anyMatch(words::startsWith)) {
      log.info("{} of {}: {}", reference, subject, words);
    } else {
      log.warn("{} of {}: {}", reference, subject, words);
    }
  }

  /** What a person did is in the program's log, too. */
  void person(String words) {
    log.info("{}", words);
  }

  /** What is to be said of listeners since the last time it was asked. */
  List<Observation> faults() {
    return listening.faults();
  }

  /** Keeps a decision that acts, or says something new on its topic; true when it is kept. */
  boolean decided(Subject subject, String topic, Decision decision) {
    DecisionRecord next =
        new DecisionRecord(
            0,
            subject,
            topic,
            decision.word(),
            decision.reason().orElse(null),
            log.clean(decision.detail()),
            clock.instant());
    String key = subject.name() + "|" + topic;
    DecisionRecord before = latest.get(key);
    if (before == null) {
      before = store.decisions().last(subject, topic).orElse(null);
    }
    boolean acts = decision instanceof Decision.Heal;
    if (!acts && before != null && before.sameAs(next)) {
      latest.put(key, next);
      return false;
    }
    store.decisions().add(next);
    latest.put(key, next);
    say(HealingEvent.Step.DECIDED, subject, topic, words(decision));
    return true;
  }

  /** An incident is over, and with it what was decided on it. */
  void ended(Incident incident) {
    latest.remove(incident.subject().name() + "|" + incident.id());
    String how = incident.end() == null ? "ended" : incident.end().word();
    String level = incident.evidence().get(Odd.LEVEL);
    boolean stays = level != null && incident.end() == IncidentEnd.RECOVERED;
    String words = stays ? "it stays at the new level, " + level : how;
    say(HealingEvent.Step.ENDED, incident.subject(), incident.id(), words);
  }

  /** How many decisions are remembered without asking the store; at most 10,000. */
  int remembered() {
    return latest.size();
  }

  private static String words(Decision decision) {
    String why = decision.reason().map(reason -> ": " + reason.sentence()).orElse("");
    String detail = decision.detail().isEmpty() ? "" : " (" + decision.detail() + ")";
    return decision.word() + why + detail;
  }
}
