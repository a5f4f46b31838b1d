package io.healing.api.environment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the doctor's report.
 *
 * @param group under which heading it belongs
 * @param code what is wrong, in dotted words that do not change between versions, such as {@code
 *     environment.directory_missing}; for what is well or skipped, the id of the check
 * @param place what it is about: a path, with the table and column behind a {@code #}; a program;
 *     an address
 * @param level how much it matters; null for what is well, and for what was not looked at
 * @param state how it stands when the doctor is done
 * @param message one sentence: what is so, or was wrong
 * @param hint how a person would mend it; may be empty
 * @param changes what was done, or would be done, one sentence each, in that order
 * @param actions the ids of the actions that did it, such as {@code a3}, in the same order
 */
public record DoctorEntry(
    EnvironmentGroup group,
    String code,
    String place,
    @Nullable Level level,
    DoctorState state,
    String message,
    String hint,
    List<String> changes,
    List<String> actions) {

  /** Copies the lists. */
  public DoctorEntry {
    changes = List.copyOf(changes);
    actions = List.copyOf(actions);
  }

  /** Whether it is known not to be well now; also where mending it was left out. */
  public boolean left() {
    return level != null && state != DoctorState.OK && state != DoctorState.CHANGED;
  }
}
