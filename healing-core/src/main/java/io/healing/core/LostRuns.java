package io.healing.core;

import io.healing.api.Plural;
import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import java.util.Optional;

/**
 * Says how many runs left no history, when it became more of them. Used on the loop's thread only.
 */
final class LostRuns {
  /** The monitor in whose name that is said. */
  static final String MONITOR = "healing.events";

  private static final Subject QUEUE = Subject.plugin("event-queue");

  private final int room;
  private long told;
  private boolean wellSaid;

  /** For a queue of events with this room. */
  LostRuns(int room) {
    this.room = room;
  }

  /**
   * What is to be said now; empty when it is as it was. The first time that none was lost is said
   * too: an earlier process may have left an incident of it.
   *
   * @param lost how many since the start
   */
  Optional<Observation> look(long lost) {
    boolean more = lost > told;
    boolean well = !more && !wellSaid;
    told = lost;
    wellSaid = !more;
    if (more) {
      return Optional.of(Observation.builder().finding(finding(lost)).build());
    }
    return well ? Optional.of(Observation.builder().clear(QUEUE).build()) : Optional.empty();
  }

  private Finding finding(long lost) {
    return Finding.of("events.dropped", QUEUE, words(lost))
        .withHint(
            "Raise limits.event_queue where so many runs begin at once; what is wrong with a job is"
                + " seen all the same.")
        .withEvidence("dropped", Long.toString(lost))
        .withEvidence("event_queue", Integer.toString(room));
  }

  private String words(long lost) {
    return Plural.of(lost, "run")
        + " since the start left no history: the queue of "
        + room
        + " events was full, or the run could not be recorded";
  }
}
