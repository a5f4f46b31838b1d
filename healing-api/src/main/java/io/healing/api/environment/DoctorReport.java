package io.healing.api.environment;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the doctor found, and how it stands now. Immutable and thread-safe.
 *
 * @param entries the lines, by group, in the order of the declaration
 */
public record DoctorReport(List<DoctorEntry> entries) {

  /** Copies the list. */
  public DoctorReport {
    entries = List.copyOf(entries);
  }

  /** The lines under one heading. */
  public List<DoctorEntry> of(EnvironmentGroup group) {
    return entries.stream().filter(entry -> entry.group() == group).toList();
  }

  /** How many lines there are of each state; 0 where there is none. */
  public Map<DoctorState, Integer> counts() {
    Map<DoctorState, Integer> counts = new EnumMap<>(DoctorState.class);
    Arrays.stream(DoctorState.values()).forEach(state -> counts.put(state, 0));
    entries.forEach(entry -> counts.merge(entry.state(), 1, Integer::sum));
    return counts;
  }

  /** Whether an error is left. */
  public boolean hasErrors() {
    return left(Level.ERROR);
  }

  /** Whether a warning is left. */
  public boolean hasWarnings() {
    return left(Level.WARNING);
  }

  private boolean left(Level level) {
    return entries.stream().anyMatch(entry -> entry.left() && entry.level() == level);
  }

  /** 0 when all is well, 1 when errors are left, 2 when only warnings are. */
  public int exitCode() {
    if (hasErrors()) {
      return 1;
    }
    return hasWarnings() ? 2 : 0;
  }
}
