package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.detect.Incident;
import io.healing.api.review.HealingReview;
import io.healing.api.store.Rejection;
import io.healing.core.review.Draft;
import io.healing.core.review.Findings;
import io.healing.core.review.Offer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes suggestions of what an analysis proposes, and ends its review. */
final class Proposing {
  private final Rooms rooms;

  Proposing(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Proposed> store(Subject subject, @Nullable Incident incident, Analysing.Analysed analysed) {
    List<Proposed> proposed = new ArrayList<>();
    long review = analysed.review().id();
    String session = analysed.conclusion().sessionKey().orElse(null);
    for (Planned planned : analysed.planned()) {
      Draft draft =
          new Draft(review, subject, planned.proposal(), planned.plan(), incident, session);
      proposed.add(proposed(planned, rooms.reviewing().propose(draft)));
    }
    end(analysed, proposed);
    return proposed;
  }

  private static Proposed proposed(Planned planned, Offer offer) {
    Rejection no = offer.rejection();
    return no == null
        ? new Proposed(planned, offer.entry(), "")
        : new Proposed(planned, null, "by " + no.by() + ": " + no.reason());
  }

  /** Ends a review whose incident ended meanwhile: nothing of it is needed any more. */
  void overtaken(Analysing.Analysed analysed) {
    end(analysed, List.of());
  }

  private void end(Analysing.Analysed analysed, List<Proposed> proposed) {
    int stored = (int) proposed.stream().filter(p -> p.suggestion() != null).count();
    int tokens = analysed.conclusion().tokens();
    Findings found = new Findings(stored, 0, tokens == 0 ? null : (long) tokens);
    HealingReview row = rooms.reviewing().completed(analysed.review(), analysed.material(), found);
    rooms
        .store()
        .reviews()
        .update(
            analysed.failed().isEmpty()
                ? row
                : rooms.reviewing().failed(row, "failed: " + analysed.failed()));
  }
}
