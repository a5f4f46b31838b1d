package io.healing.core.notify;

import io.healing.api.PluginState;
import io.healing.api.notify.NotificationKind;
import io.healing.api.store.HealingStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of which people were told, so that they are reminded and told when it is over, once
 * and also after a restart. Kept in the store, which several processes share: a change is made only
 * where nobody else was first.
 */
final class Followed {
  private static final String OWNER = "healing.notify.open";
  private static final int FORM = 1;
  private static final String NOT_YET = "-";

  /** What calls for a person about an incident. */
  static final Set<NotificationKind> CALLS =
      Set.of(NotificationKind.GIVE_UP, NotificationKind.SUGGESTION);

  private static final int MOST = 10;

  private final HealingStore store;

  Followed(HealingStore store) {
    this.store = store;
  }

  /**
   * What people know of an incident.
   *
   * @param last when they were told last
   * @param reminders how often they were reminded
   * @param reached when a channel first took what they were told, or null where none has yet
   * @param to who was told, at most 10
   */
  record Entry(Instant last, int reminders, @Nullable Instant reached, List<Address> to) {
    Entry {
      to = List.copyOf(to);
    }

    private PluginState state() {
      List<String> lines = new ArrayList<>();
      lines.add(last + " " + reminders + " " + (reached == null ? NOT_YET : reached));
      to.forEach(one -> lines.add(one.channel() + " " + one.recipient().replace('\n', ' ')));
      return new PluginState(FORM, String.join("\n", lines));
    }

    private static Entry of(PluginState state) {
      List<String> lines = state.text().lines().toList();
      String[] first = lines.get(0).split(" ", 3);
      List<Address> to = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] pair = line.split(" ", 2);
        to.add(new Address(pair[0], pair.length == 1 ? "" : pair[1]));
      }
      Instant last = Instant.parse(first[0]);
      return new Entry(last, Integer.parseInt(first[1]), reached(first, last), to);
    }

    /** Earlier releases did not note it. */
    private static @Nullable Instant reached(String[] first, Instant last) {
      if (first.length == 2) {
        return last;
      }
      return first[2].equals(NOT_YET) ? null : Instant.parse(first[2]);
    }

    private Entry told(Instant now, List<Address> more) {
      List<Address> all = new ArrayList<>(to);
      more.stream().filter(one -> !all.contains(one)).forEach(all::add);
      return new Entry(now, reminders, reached, all.subList(0, Math.min(MOST, all.size())));
    }
  }

  Optional<Entry> find(String incident) {
    return store.states().find(OWNER, incident).map(Entry::of);
  }

  Set<String> incidents() {
    return store.states().all(OWNER).keySet();
  }

  /** An incident of which people are told is followed, until they are told that it is over. */
  void follow(Message message, Instant now, List<Address> to) {
    if (message.kind() == NotificationKind.SUCCESS && !message.incident().isEmpty()) {
      over(message.incident());
    } else if (!message.incident().isEmpty() && CALLS.contains(message.kind())) {
      told(message.incident(), now, to);
    }
  }

  /** People are told of an incident. */
  private void told(String incident, Instant now, List<Address> to) {
    Entry known = find(incident).orElse(new Entry(now, 0, null, List.of()));
    store.states().save(OWNER, Map.of(incident, known.told(now, to).state()));
  }

  /** A channel has taken what people are told of this incident. */
  void reached(String incident, Instant now) {
    find(incident)
        .filter(entry -> entry.reached() == null)
        .map(entry -> new Entry(entry.last(), entry.reminders(), now, entry.to()))
        .ifPresent(entry -> store.states().save(OWNER, Map.of(incident, entry.state())));
  }

  /** They are reminded; false when somebody else has done so meanwhile. */
  boolean reminded(String incident, Entry seen, Instant now) {
    Entry next = new Entry(now, seen.reminders() + 1, seen.reached(), seen.to());
    return store.transaction(
        () -> {
          boolean first = find(incident).filter(seen::equals).isPresent();
          if (first) {
            store.states().save(OWNER, Map.of(incident, next.state()));
          }
          return first;
        });
  }

  /** It is over; who was told of it, or nobody where somebody else was first. */
  List<Address> over(String incident) {
    return store.transaction(
        () -> {
          List<Address> to = find(incident).map(Entry::to).orElse(List.of());
          store.states().remove(OWNER, incident);
          return to;
        });
  }
}
