package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewKind;
import io.healing.api.review.ReviewMaterial;
import io.healing.api.store.ReviewDetail;
import io.healing.core.review.Draft;
import io.healing.core.review.Findings;
import io.healing.core.review.Offer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a suggestion of one change that no analysis came up with: every suggestion has a review.
 */
final class OwnReview {
  private final Rooms rooms;

  OwnReview(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Begins a review, offers the change, and completes the review. */
  Offer offer(Subject subject, Proposal proposal, ActionPlan plan, @Nullable Incident incident) {
    String incidentId = incident == null ? null : incident.id();
    ReviewDetail detail = new ReviewDetail(ReviewKind.REACTIVE, rooms.instance().id(), incidentId);
    long id = rooms.store().reviews().add(rooms.reviewing().started(subject), detail);
    Offer offer = rooms.reviewing().propose(new Draft(id, subject, proposal, plan, incident));
    HealingReview stored = rooms.store().reviews().find(id).orElseThrow().row();
    Findings found = new Findings(offer.rejection() == null ? 1 : 0, 0, null);
    rooms
        .store()
        .reviews()
        .update(rooms.reviewing().completed(stored, ReviewMaterial.none(), found));
    return offer;
  }
}
