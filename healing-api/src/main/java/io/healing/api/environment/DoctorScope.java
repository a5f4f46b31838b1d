package io.healing.api.environment;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the doctor looks at and what it may mend. Immutable and thread-safe.
 *
 * @param groups what is looked at; the rest is reported as skipped
 * @param codes the findings that may be mended, by their codes; empty for all. All are listed
 * @param install whether packages may be installed
 */
public record DoctorScope(Set<EnvironmentGroup> groups, Set<String> codes, boolean install) {

  /** Copies the sets. */
  public DoctorScope {
    groups = Set.copyOf(groups);
    codes = Set.copyOf(codes);
  }

  /** Everything is looked at, and everything but packages may be mended. */
  public static DoctorScope all() {
    return new DoctorScope(EnumSet.allOf(EnvironmentGroup.class), Set.of(), false);
  }

  /** Looking only at these groups. */
  public DoctorScope withGroups(Set<EnvironmentGroup> only) {
    return new DoctorScope(only, codes, install);
  }

  /** Mending only the findings of these codes; none means all. */
  public DoctorScope withCodes(Set<String> only) {
    return new DoctorScope(groups, only, install);
  }

  /** With whether packages may be installed. */
  public DoctorScope withInstall(boolean may) {
    return new DoctorScope(groups, codes, may);
  }

  /** Whether findings of this code may be mended. */
  public boolean mends(String code) {
    return codes.isEmpty() || codes.contains(code);
  }
}
