package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.store.HealingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * The recovery procedures under way, and which suggestions are the first steps of one. Stored at
 * every step, so that another process goes on where one ended; each belongs to one process, and
 * only a dead one's is taken over. Used on the loop's thread.
 */
final class Courses {
  private static final String OWNER = "healing.procedure";
  private static final String OFFERS = "healing.procedure.offer";
  private static final Duration OFTEN = Duration.ofSeconds(10);
  private static final int FORM = 1;

  private final HealingStore store;
  private final StoredRows rows;
  private final long instance;
  private final Map<String, Course> mine = new LinkedHashMap<>();
  private final Set<String> others = new HashSet<>();
  private Instant nextLook = Instant.MIN;

  Courses(HealingStore store, StoredRows rows, long instance) {
    this.store = store;
    this.rows = rows;
    this.instance = instance;
  }

  /** Takes up what dead processes left behind, and lets go of what others have taken up. */
  void look(Instant now) {
    if (!Times.come(nextLook, OFTEN, now)) {
      return;
    }
    nextLook = now.plus(OFTEN);
    Map<String, Course> all = rows.all(OWNER, Courses::read);
    mine.keySet().retainAll(all.keySet());
    others.clear();
    others.addAll(rows.strange(OWNER));
    all.values().forEach(this::look);
  }

  private static Course read(String incident, String text) {
    Course course = Course.of(text);
    if (!course.incident().equals(incident)) {
      throw new IllegalArgumentException("it is the procedure for " + course.incident());
    }
    return course;
  }

  private void look(Course stored) {
    String incident = stored.incident();
    boolean ours = stored.instance() == instance;
    if (!ours && store.instances().alive(stored.instance())) {
      mine.remove(incident);
      others.add(incident);
    } else if (!ours) {
      takeOver(stored);
    } else {
      mine.putIfAbsent(incident, stored);
    }
  }

  /** Of several that want it one gets it: the row must be as it was read. */
  private void takeOver(Course left) {
    Course ours = left.by(instance);
    boolean taken =
        store.transaction(
            () -> stored(left.incident()).filter(left.text()::equals).isPresent() && save(ours));
    if (taken) {
      mine.put(ours.incident(), ours);
    } else {
      mine.remove(left.incident());
      others.add(left.incident());
    }
  }

  private Optional<String> stored(String incident) {
    return store.states().find(OWNER, incident).map(PluginState::text);
  }

  private boolean save(Course course) {
    store.states().save(OWNER, Map.of(course.incident(), new PluginState(FORM, course.text())));
    return true;
  }

  /** Those of this process, as they are now. */
  Collection<Course> mine() {
    return List.copyOf(mine.values());
  }

  Optional<Course> find(String incident) {
    return Optional.ofNullable(mine.get(incident));
  }

  /** Whether any process is at a procedure for this incident. */
  boolean holds(String incident) {
    return mine.containsKey(incident) || others.contains(incident);
  }

  /**
   * Begins it: from now on it is this process's, and its first step is offered no more.
   *
   * @return false when a procedure for the incident is under way already
   */
  boolean begin(Course course) {
    Course ours = course.by(instance);
    boolean begun =
        store.transaction(
            () -> {
              boolean free = stored(ours.incident()).isEmpty();
              if (free) {
                save(ours);
                taken(ours.suggestion());
              }
              return free;
            });
    if (begun) {
      mine.put(ours.incident(), ours);
    } else {
      nextLook = Instant.MIN;
    }
    return begun;
  }

  /**
   * Keeps it as it is from now on.
   *
   * @return false when it is no longer this process's: nothing may be done for it here any more
   */
  boolean keep(Course course) {
    Course ours = course.by(instance);
    boolean still = store.transaction(() -> owned(ours.incident()) && save(ours));
    if (still) {
      mine.put(ours.incident(), ours);
    } else {
      forget(ours);
      nextLook = Instant.MIN;
    }
    return still;
  }

  private boolean owned(String incident) {
    return stored(incident).filter(text -> Course.of(text).instance() == instance).isPresent();
  }

  void over(Course course) {
    erase(course);
    forget(course);
  }

  /** It is over in the store; to be forgotten once that is committed. */
  void erase(Course course) {
    store.states().remove(OWNER, course.incident());
  }

  /** Forgets one that the store no longer has. */
  void forget(Course course) {
    mine.remove(course.incident());
  }

  /** Notes that a suggestion is the first step of a procedure. */
  void offer(long suggestion, String procedure) {
    String key = Long.toString(suggestion);
    store.states().save(OFFERS, Map.of(key, new PluginState(FORM, procedure)));
  }

  /** The procedure of which a suggestion is the first step. */
  Optional<String> offered(long suggestion) {
    return store.states().find(OFFERS, Long.toString(suggestion)).map(PluginState::text);
  }

  /** Forgets what is no longer open. */
  void sweep(LongPredicate open) {
    rows.all(OFFERS, (id, procedure) -> Long.valueOf(id)).values().stream()
        .filter(id -> !open.test(id))
        .forEach(this::taken);
  }

  /** Forgets that a suggestion is the first step of a procedure. */
  private void taken(long suggestion) {
    store.states().remove(OFFERS, Long.toString(suggestion));
  }
}
