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
 * every step, so that another process goes on where one ended. Used on the loop's thread.
 */
final class Courses {
  private static final String OWNER = "healing.procedure";
  private static final String OFFERS = "healing.procedure.offer";
  private static final Duration OFTEN = Duration.ofSeconds(10);
  private static final int FORM = 1;

  private final HealingStore store;
  private final long instance;
  private final Map<String, Course> mine = new LinkedHashMap<>();
  private final Set<String> others = new HashSet<>();
  private Instant nextLook = Instant.MIN;

  Courses(HealingStore store, long instance) {
    this.store = store;
    this.instance = instance;
  }

  /** Takes up what dead processes left behind. */
  void look(Instant now) {
    if (!Times.come(nextLook, OFTEN, now)) {
      return;
    }
    nextLook = now.plus(OFTEN);
    others.clear();
    for (PluginState state : store.states().all(OWNER).values()) {
      Course course = Course.of(state.text());
      if (course.instance() != instance && store.instances().alive(course.instance())) {
        others.add(course.incident());
      } else if (!mine.containsKey(course.incident())) {
        keep(course);
      }
    }
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

  /** Keeps it as it is from now on. */
  void keep(Course course) {
    Course ours = course.by(instance);
    store.states().save(OWNER, Map.of(ours.incident(), new PluginState(FORM, ours.text())));
    mine.put(ours.incident(), ours);
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
    store.states().all(OFFERS).keySet().stream()
        .map(Long::valueOf)
        .filter(id -> !open.test(id))
        .forEach(this::taken);
  }

  /** Forgets that a suggestion is the first step of a procedure. */
  void taken(long suggestion) {
    store.states().remove(OFFERS, Long.toString(suggestion));
  }
}
