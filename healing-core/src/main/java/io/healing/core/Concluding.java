package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Proposal;
import io.healing.core.diagnose.Diagnosing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a pass of analysis: the answers are drawn together, and what is proposed is planned.
 * Used in the checks lane.
 */
final class Concluding {
  private final Rooms rooms;
  private final Surroundings surroundings;

  Concluding(Rooms rooms, Surroundings surroundings) {
    this.rooms = rooms;
    this.surroundings = surroundings;
  }

  /** What follows from what the analyzers said; about Healing itself nobody else is asked. */
  Diagnosing.Conclusion of(Inquiry inquiry, List<Analysis> given) {
    boolean own = OwnReviews.SELF.equals(inquiry.subject());
    List<Analysis> answers = own ? List.of(new SelfReview(rooms).analysis()) : given;
    Incident incident = inquiry.examination().incident();
    String finding = incident == null ? "review" : incident.findingId();
    Diagnosing.Around around = surroundings.around(inquiry.changes());
    List<RecoveryProcedure> known = rooms.store().procedures().all();
    return rooms
        .diagnosing()
        .conclude(
            new KnownRepairs(rooms, known).beside(answers, incident),
            around,
            incident,
            new KnownRepairs(rooms, known).learned(finding));
  }

  /** What is proposed, planned, the best first. */
  List<Planned> planned(Diagnosing.Conclusion conclusion, Inquiry inquiry, Planners planners) {
    Incident incident = inquiry.examination().incident();
    List<Planned> planned =
        conclusion.ranked().stream().map(one -> plan(one, inquiry, planners)).toList();
    return new Exploring(rooms).order(planned, incident);
  }

  /** A first step that cannot be planned, and may be left out, gives way to the next one. */
  private Planned plan(Proposal proposal, Inquiry inquiry, Planners planners) {
    Subject subject = inquiry.subject();
    Incident incident = inquiry.examination().incident();
    Planned first = planners.plan(proposal, subject);
    Planned now = first;
    Optional<Proposal> next = instead(now, incident);
    while (next.isPresent()) {
      now = planners.plan(next.get(), subject);
      next = instead(now, incident);
    }
    return now.plan() == null ? first : now;
  }

  private Optional<Proposal> instead(Planned planned, @Nullable Incident incident) {
    return planned.plan() == null && incident != null
        ? rooms.procedures().instead(planned.proposal(), incident)
        : Optional.empty();
  }
}
