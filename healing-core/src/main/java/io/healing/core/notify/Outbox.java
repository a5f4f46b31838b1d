package io.healing.core.notify;

import io.healing.api.PluginState;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.NotificationPart;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What waits to be sent. Every message is stored before it is sent, and stays until its channel has
 * taken it; what a process left that died is sent by the next one. A channel has one letter under
 * way at a time. Used on the loop's thread only.
 */
final class Outbox {
  /** Who keeps what waits. */
  static final String WAITING = "healing.notify.waiting";

  private static final String SENT = "healing.notify.sent";
  private static final int MOMENT = 10;
  private static final Duration OFTEN = Duration.ofMinutes(1);

  private final HealingStore store;
  private final long instance;
  private final DeliveryConfig delivery;
  private final Supplier<String> ids;
  private final LetterJson json = new LetterJson();
  private final Map<String, Letter> letters = new LinkedHashMap<>();
  private final Map<String, String> underWay = new HashMap<>();
  private final Map<Address, Instant> last = new HashMap<>();
  private final Map<String, Quota> quotas = new HashMap<>();
  private final List<Letter> lost = new ArrayList<>();
  private Instant nextAdoption = Instant.MIN;

  Outbox(HealingStore store, long instance, DeliveryConfig delivery, Supplier<String> ids) {
    this.store = store;
    this.instance = instance;
    this.delivery = delivery;
    this.ids = ids;
    store.states().all(SENT).forEach((channel, sent) -> quotas.put(channel, new Quota(sent)));
  }

  /**
   * Takes over, from time to time, what dead processes left that had the name of this one, where
   * its channel is set up here. What nobody takes is taken once it has expired, so that it gets
   * into a log.
   *
   * @param setUp whether a channel is set up here
   */
  void adopt(Instant now, Predicate<String> setUp) {
    if (now.isBefore(nextAdoption) && nextAdoption.isBefore(now.plus(OFTEN))) {
      return;
    }
    nextAdoption = now.plus(OFTEN);
    List<String> ids =
        store.states().all(WAITING).keySet().stream()
            .filter(id -> !letters.containsKey(id))
            .sorted()
            .toList();
    if (!ids.isEmpty()) {
      Set<Long> others = ofAnotherName();
      ids.forEach(
          id ->
              adopt(
                  id,
                  letter ->
                      letter.expired(delivery.expiry(), now)
                          || (!others.contains(letter.instance())
                              && setUp.test(letter.to().channel()))));
    }
  }

  private Set<Long> ofAnotherName() {
    List<Instance> all = store.instances().all();
    Set<String> ours =
        all.stream()
            .filter(one -> one.id() == instance)
            .map(Instance::name)
            .collect(Collectors.toSet());
    return all.stream()
        .filter(one -> !ours.contains(one.name()))
        .map(Instance::id)
        .collect(Collectors.toSet());
  }

  private void adopt(String id, Predicate<Letter> wanted) {
    Optional<Letter> taken =
        store.transaction(
            () -> store.states().find(WAITING, id).flatMap(state -> take(id, state, wanted)));
    taken.ifPresent(letter -> letters.put(id, letter));
  }

  private Optional<Letter> take(String id, PluginState state, Predicate<Letter> wanted) {
    Optional<Letter> ours =
        json.letter(id, state)
            .filter(wanted)
            .filter(letter -> !store.instances().alive(letter.instance()))
            .map(letter -> letter.of(instance));
    ours.ifPresent(letter -> store.states().save(WAITING, Map.of(id, json.state(letter))));
    return ours;
  }

  /**
   * Stores a message: in the letter that waits for its recipient, or in a new one.
   *
   * @param shared whether it is to wait for others
   * @return the messages that will not be shown: the letter is full and only counts them
   */
  List<NotificationPart> add(NotificationPart part, Address to, boolean shared) {
    Instant soonest = soonest(part, to, shared);
    Optional<Letter> open = letters.values().stream().filter(one -> joins(one, to)).findFirst();
    if (open.isPresent()) {
      Letter.Joined joined = open.get().with(part);
      keep(critical(part.severity()) ? joined.letter().dueBy(soonest) : joined.letter());
      return joined.leftOut();
    }
    makeRoom();
    keep(Letter.of(ids.get(), instance, to, part).dueAt(soonest));
    return List.of();
  }

  private Instant soonest(NotificationPart part, Address to, boolean shared) {
    Instant soonest = part.at().plus(patience(part, shared));
    Instant window = last.getOrDefault(to, Instant.EPOCH).plus(delivery.groupWindow());
    return window.isAfter(soonest) ? window : soonest;
  }

  private static boolean critical(ErrorSeverity severity) {
    return severity == ErrorSeverity.CRITICAL;
  }

  /** Others of the same trouble come within a moment, those under the same cause a bit later. */
  private Duration patience(NotificationPart part, boolean shared) {
    if (shared) {
      return delivery.groupWindow();
    }
    return critical(part.severity()) ? Duration.ZERO : delivery.groupWindow().dividedBy(MOMENT);
  }

  private boolean joins(Letter letter, Address to) {
    boolean window = !delivery.groupWindow().isZero() || letter.heldSince() != null;
    return window && letter.to().equals(to) && letter.tries() == 0 && !flies(letter);
  }

  private boolean flies(Letter letter) {
    return letter.id().equals(underWay.get(letter.to().channel()));
  }

  private void makeRoom() {
    if (letters.size() >= delivery.queue()) {
      letters.values().stream()
          .filter(one -> !flies(one))
          .min(Comparator.comparing(Letter::severity))
          .ifPresent(this::giveUp);
    }
  }

  private void giveUp(Letter letter) {
    letters.remove(letter.id());
    store.states().remove(WAITING, letter.id());
    lost.add(letter);
  }

  /** Forgets what waits for a channel, and tells what that was. */
  List<Letter> drop(String channel) {
    List<Letter> waiting =
        letters.values().stream().filter(one -> one.to().channel().equals(channel)).toList();
    waiting.forEach(
        one -> {
          letters.remove(one.id());
          store.states().remove(WAITING, one.id());
        });
    return waiting;
  }

  private void keep(Letter letter) {
    store.states().save(WAITING, Map.of(letter.id(), json.state(letter)));
    letters.put(letter.id(), letter);
  }

  /**
   * What is to be sent now, the most urgent first, and what is critical also above the limit of an
   * hour; each counts as under way until it was sent or failed.
   *
   * @param ready whether a channel can be used now
   */
  List<Letter> due(Instant now, Predicate<String> ready) {
    List<Letter> due = new ArrayList<>();
    for (Letter letter : mostUrgentFirst()) {
      String channel = letter.to().channel();
      if (flies(letter)) {
        continue;
      }
      if (letter.expired(delivery.expiry(), now)) {
        giveUp(letter);
      } else if (!now.isBefore(letter.due())
          && !underWay.containsKey(channel)
          && ready.test(channel)
          && allowed(letter, now)) {
        underWay.put(channel, letter.id());
        due.add(letter);
      }
    }
    return due;
  }

  private List<Letter> mostUrgentFirst() {
    return letters.values().stream()
        .sorted(Comparator.comparing(Letter::severity).reversed())
        .toList();
  }

  private boolean allowed(Letter letter, Instant now) {
    if (critical(letter.severity())) {
      return true;
    }
    Quota quota = quotas.computeIfAbsent(letter.to().channel(), channel -> new Quota());
    Optional<Instant> next = quota.full(delivery.perHour(), now);
    next.ifPresent(until -> keep(letter.heldAt(now, until)));
    return next.isEmpty();
  }

  /** A channel has taken it. */
  void sent(Letter letter, Instant now) {
    String channel = letter.to().channel();
    if (underWay.remove(channel, letter.id())) {
      Quota quota = quotas.computeIfAbsent(channel, unused -> new Quota());
      quota.count(now);
      last.put(letter.to(), now);
      letters.remove(letter.id());
      store.transaction(
          () -> {
            store.states().remove(WAITING, letter.id());
            store.states().save(SENT, Map.of(channel, quota.state()));
            return letter.id();
          });
    }
  }

  /** A channel did not take it: it waits for this moment, or is given up. */
  void failed(Letter letter, Optional<Instant> again) {
    if (underWay.remove(letter.to().channel(), letter.id())) {
      again.ifPresentOrElse(moment -> keep(letter.tried(moment)), () -> giveUp(letter));
    }
  }

  /** A channel was not asked: it waits for this moment. */
  void notTried(Letter letter, Instant again) {
    if (underWay.remove(letter.to().channel(), letter.id())) {
      keep(letter.dueAt(again));
    }
  }

  /** What was given up since this was asked. */
  List<Letter> lost() {
    List<Letter> told = List.copyOf(lost);
    lost.clear();
    return told;
  }

  /** Through which channels a person is still to be called about an incident. */
  Set<String> calling(String incident) {
    return letters.values().stream()
        .filter(letter -> letter.tellsOf(incident))
        .map(letter -> letter.to().channel())
        .collect(Collectors.toSet());
  }

  /** How many letters wait for a channel. */
  long waiting(String channel) {
    return letters.values().stream().filter(one -> one.to().channel().equals(channel)).count();
  }
}
