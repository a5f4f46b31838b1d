package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.store.StateRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reviews that a person wants from the program that runs the job. Stored, because the person may be
 * in another process.
 */
final class WantedReviews {
  private static final String OWNER = "healing.review";
  private static final String FORCED = "force";
  private static final Duration OFTEN = Duration.ofSeconds(5);

  private final StateRepository states;
  private final StoredRows rows;
  private Instant nextLook = Instant.MIN;

  WantedReviews(StateRepository states, StoredRows rows) {
    this.states = states;
    this.rows = rows;
  }

  static void add(StateRepository states, String job, boolean force) {
    states.save(OWNER, Map.of(job, new PluginState(1, force ? FORCED : "")));
  }

  /** Takes those up that are for a job of this process. */
  List<ReviewWish> take(Instant now, Predicate<String> mine) {
    if (now.isBefore(nextLook)) {
      return List.of();
    }
    nextLook = now.plus(OFTEN);
    List<ReviewWish> wishes = new ArrayList<>();
    rows.all(OWNER, WantedReviews::wish)
        .forEach(
            (job, wish) -> {
              if (mine.test(job)) {
                states.remove(OWNER, job);
                wishes.add(wish);
              }
            });
    return wishes;
  }

  private static ReviewWish wish(String job, String text) {
    return ReviewWish.byHand(job, text.equals(FORCED));
  }
}
