package io.healing.core.parts;

import io.healing.api.act.HealingAction;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.IncidentState;
import io.healing.api.diagnose.DiagnosisResult;
import java.util.List;
import java.util.Optional;

/**
 * How an incident stands.
 *
 * @param id its id
 * @param state how it stands
 * @param end how it ended; empty before that
 * @param error what went wrong, with the type and severity that it was found to have
 * @param diagnosis what was found out; empty before that
 * @param actions what was done about it, the oldest first
 */
public record IncidentStatus(
    String id,
    IncidentState state,
    Optional<IncidentEnd> end,
    ErrorEvent error,
    Optional<DiagnosisResult> diagnosis,
    List<HealingAction> actions) {

  /** Copies the list. */
  public IncidentStatus {
    actions = List.copyOf(actions);
  }
}
