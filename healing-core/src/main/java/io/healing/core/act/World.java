package io.healing.core.act;

import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobRun;
import io.healing.api.store.ActionEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a subject since an action on it.
 *
 * @param runs the job's runs, in any order; those that began before the action do not count
 * @param active the incidents on the subject that have not ended, the action's own among them
 * @param severity how severe the incident was that the action is to end; null where there was none,
 *     which counts as medium
 * @param checkedAt when the monitors last looked at the subject and had data; null when they never
 *     did
 * @param now the moment
 */
public record World(
    List<JobRun> runs,
    List<Incident> active,
    @Nullable ErrorSeverity severity,
    @Nullable Instant checkedAt,
    Instant now) {

  /** Copies the lists. */
  public World {
    runs = List.copyOf(runs);
    active = List.copyOf(active);
  }

  /** Without what the action is for where that tells by now of other targets alone. */
  World judging(ActionEntry entry) {
    List<Incident> judging =
        active.stream()
            .filter(
                incident ->
                    !incident.key().equals(entry.detail().incidentKey())
                        || incident.names(entry.detail().target()))
            .toList();
    return new World(runs, judging, severity, checkedAt, now);
  }

  /** The same where nobody has looked. */
  World unseen() {
    return new World(runs, active, severity, null, now);
  }
}
