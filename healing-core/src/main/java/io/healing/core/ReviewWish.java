package io.healing.core;

import io.healing.api.Subject;

/**
 * A review that is wanted.
 *
 * @param subject whom it concerns
 * @param calendar whether only the calendar wants it: then {@code min_runs} holds
 * @param force whether it looks back 30 days
 */
record ReviewWish(Subject subject, boolean calendar, boolean force) {

  static ReviewWish byCalendar(String job) {
    return new ReviewWish(Subject.job(job), true, false);
  }

  static ReviewWish byEvent(String job) {
    return new ReviewWish(Subject.job(job), false, false);
  }

  /** A person wants it; only with force {@code min_runs} does not hold. */
  static ReviewWish byHand(String name, boolean force) {
    Subject subject = new Subject(name);
    return new ReviewWish(subject, subject.isJob() && !force, force);
  }

  /** Healing itself, over the last 30 days. */
  static ReviewWish ofItself() {
    return new ReviewWish(OwnReviews.SELF, false, true);
  }
}
