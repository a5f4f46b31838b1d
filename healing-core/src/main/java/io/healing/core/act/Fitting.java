package io.healing.core.act;

import io.healing.api.WireWord;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Which procedure is for which incident. */
final class Fitting {
  private Fitting() {}

  /** Whether it is for the incident, whatever its severity. */
  static boolean fits(ProcedureSpec spec, Incident incident) {
    return any(spec.findings(), incident.findingId(), ".*")
        && any(spec.subjects(), incident.subject().name(), "*")
        && (spec.errorTypes().isEmpty() || spec.errorTypes().contains(incident.errorType()));
  }

  private static boolean any(List<String> patterns, String name, String rest) {
    return patterns.isEmpty() || patterns.stream().anyMatch(each -> matches(each, name, rest));
  }

  /** A pattern's end stands for any rest; the dot before it belongs to the beginning. */
  private static boolean matches(String pattern, String name, String rest) {
    return pattern.endsWith(rest)
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }

  static boolean isFor(ProcedureSpec spec, ErrorSeverity severity) {
    return spec.severities().isEmpty() || spec.severities().contains(severity);
  }

  /** What it is for, in words: {@code memory_leak, severity critical}. */
  static String pattern(ProcedureSpec spec) {
    List<String> parts = new ArrayList<>(spec.findings());
    spec.errorTypes().stream().map(WireWord::word).forEach(parts::add);
    List<String> severities = spec.severities().stream().map(WireWord::word).toList();
    String all = String.join(", ", parts);
    String only = severities.isEmpty() ? "" : ", severity " + String.join(" or ", severities);
    String subjects = spec.subjects().stream().collect(Collectors.joining(" or "));
    return all + only + (subjects.isEmpty() ? "" : ", on " + subjects);
  }
}
