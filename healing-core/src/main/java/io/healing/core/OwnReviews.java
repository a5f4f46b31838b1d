package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.config.HealingConfig;
import io.healing.api.review.HealingReview;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When Healing reviews itself: once a week, the first time a week after it was first started. */
final class OwnReviews {
  static final Subject SELF = Subject.plugin("self");

  private static final Duration WEEK = Duration.ofDays(7);
  private static final String OWNER = "healing.self";
  private static final String SINCE = "since";

  private final Rooms rooms;
  private @Nullable Instant due;

  OwnReviews(Rooms rooms) {
    this.rooms = rooms;
  }

  /**
   * Whether a name means Healing itself.
   *
   * @throws HealingException when it does, and Healing is not to review itself
   */
  static boolean means(String name, HealingConfig config) {
    boolean self = SELF.name().equals(name);
    if (self && !config.selfHealing().learning().continuousImprovement()) {
      throw new HealingException(
          "Healing does not review itself (self_healing.learning.continuous_improvement: false)",
          "Set it to true.");
    }
    return self;
  }

  boolean on() {
    return rooms.config().selfHealing().learning().continuousImprovement();
  }

  /** Whether it is time; it is over with that, whether a review follows or not. */
  boolean come(Instant now) {
    if (!on()) {
      return false;
    }
    Instant at = due == null ? served(now).plus(WEEK) : due;
    boolean come = Times.come(at, WEEK, now);
    due = come ? now.plus(WEEK) : at;
    return come;
  }

  private Instant served(Instant now) {
    return rooms
        .store()
        .reviews()
        .lastProactive(SELF.name())
        .map(HealingReview::startedAt)
        .orElseGet(() -> since(now));
  }

  /** When it was first started on this store. */
  private Instant since(Instant now) {
    Instant stored = rooms.stored().all(OWNER, (key, text) -> Instant.parse(text)).get(SINCE);
    if (stored != null) {
      return stored;
    }
    boolean first = rooms.stored().strange(OWNER).isEmpty();
    if (first && rooms.store().info().readOnlyBecause() == null) {
      rooms.store().states().save(OWNER, Map.of(SINCE, new PluginState(1, now.toString())));
    }
    return now;
  }
}
