package io.healing.api.store;

import io.healing.api.review.HealingReview;
import java.util.List;
import java.util.Optional;

/** The passes of analysis. */
public interface ReviewRepository {
  /** Keeps a new review; its id 0 is replaced by the one returned. */
  long add(HealingReview review, ReviewDetail detail);

  /** Keeps a changed review. */
  void update(HealingReview review);

  /** One review. */
  Optional<ReviewEntry> find(long id);

  /** A subject's newest completed review of the calendar kind. */
  Optional<HealingReview> lastProactive(String jobId);

  /** All that are running, of every instance. */
  List<ReviewEntry> running();

  /** Newest first. */
  List<HealingReview> page(Page page);
}
