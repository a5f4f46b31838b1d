package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.decide.Decision;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.store.HealingStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what happens: to listeners, and decisions to the store when the answer changes. */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final List<HealingListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, DecisionRecord> latest = new HashMap<>();
  private final HealingStore store;
  private final InstantSource clock;
  private final UnaryOperator<String> redactor;

  Announcer(HealingStore store, InstantSource clock, UnaryOperator<String> redactor) {
    this.store = store;
    this.clock = clock;
    this.redactor = redactor;
  }

  void add(HealingListener listener) {
    listeners.add(listener);
  }

  /** Tells every listener; one that throws stops nobody. */
  void say(HealingEvent.Step step, Subject subject, String reference, String text) {
    String clean = redactor.apply(text);
    HealingEvent event = new HealingEvent(step, subject, reference, clean, clock.instant());
    for (HealingListener listener : listeners) {
      try {
        listener.on(event);
      } catch (RuntimeException e) {
        LOG.warn("A listener failed on {} of {}", step.word(), subject, e);
      }
    }
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
            redactor.apply(decision.detail()),
            clock.instant());
    String key = subject.name() + "|" + topic;
    DecisionRecord before = latest.get(key);
    if (before == null) {
      before = store.decisions().last(subject, topic).orElse(null);
    }
    latest.put(key, next);
    boolean acts = decision instanceof Decision.Heal;
    if (!acts && before != null && before.sameAs(next)) {
      return false;
    }
    store.decisions().add(next);
    say(HealingEvent.Step.DECIDED, subject, topic, words(decision));
    return true;
  }

  /** A topic is over. */
  void forget(Subject subject, String topic) {
    latest.remove(subject.name() + "|" + topic);
  }

  private static String words(Decision decision) {
    String why = decision.reason().map(reason -> ": " + reason.sentence()).orElse("");
    String detail = decision.detail().isEmpty() ? "" : " (" + decision.detail() + ")";
    return decision.word() + why + detail;
  }
}
