package io.healing.core.config;

import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the constraints on one component cannot say of recovery procedures. One thread's. */
final class ProcedureChecks {
  private static final String FINDING = "[a-z][a-z0-9_-]*(\\.[a-z0-9_-]+)*(\\.\\*)?";
  private static final String TYPE = "[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*";
  private static final String TARGET = "[a-z][a-z0-9-]*:.*\\S.*|\\{[^{}]+}";

  private final String root;
  private final List<ProcedureSpec> procedures;
  private final Set<String> actions;
  private final List<Checks.Problem> found = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  /**
   * @param root where they stand, such as {@code self_healing.recovery_procedures}
   * @param actions our own types of action
   */
  ProcedureChecks(String root, List<ProcedureSpec> procedures, Set<String> actions) {
    this.root = root;
    this.procedures = procedures;
    this.actions = actions;
  }

  List<Checks.Problem> problems() {
    for (int i = 0; i < procedures.size(); i++) {
      procedure(root + "[" + i + "]", procedures.get(i));
    }
    return found;
  }

  private void procedure(String path, ProcedureSpec spec) {
    String first = names.putIfAbsent(spec.name(), path);
    if (first != null && !spec.name().equals(StandIn.TEXT)) {
      add(path + ".name", Faults.quote(spec.name()) + " is also " + first + ". Rename one");
    }
    if (spec.findings().isEmpty() && spec.errorTypes().isEmpty()) {
      add(path, "is for everything. Say for which findings, or error_types");
    }
    for (int i = 0; i < spec.findings().size(); i++) {
      finding(path + ".findings[" + i + "]", spec.findings().get(i));
    }
    span(path + ".timeout", spec.timeout(), false);
    for (int i = 0; i < spec.steps().size(); i++) {
      step(path + ".steps[" + i + "]", spec.steps().get(i));
    }
  }

  private void finding(String path, String id) {
    if (!id.matches(FINDING)) {
      add(path, Faults.quote(id) + " is no id of a finding. Write it as job.failed or pool.*");
    }
  }

  private void step(String path, ProcedureStep step) {
    String type = step.type();
    if (!type.isBlank() && !(type.contains(".") ? type.matches(TYPE) : actions.contains(type))) {
      add(path + ".type", CrossChecks.noAction(type, actions));
    }
    String target = step.target();
    if (target != null && !target.matches(TARGET)) {
      String form = " is no target. Write scheme:name, as pool:orders or service:{service}";
      add(path + ".target", Faults.quote(target) + form);
    }
    span(path + ".timeout", step.timeout(), false);
    span(path + ".delay", step.delay(), true);
  }

  private void span(String path, @Nullable Duration span, boolean mayBeZero) {
    if (span != null && (span.isNegative() || (span.isZero() && !mayBeZero))) {
      String least = mayBeZero ? "0s or longer" : "longer than 0s";
      add(path, Durations.text(span) + " must be " + least);
    } else if (span != null && span.compareTo(Durations.LONGEST) > 0) {
      add(path, Durations.text(span) + " must be at most 365d");
    }
  }

  private void add(String path, String message) {
    found.add(new Checks.Problem(path, message));
  }
}
