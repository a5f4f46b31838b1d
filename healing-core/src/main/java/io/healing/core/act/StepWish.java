package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.ProcedureStep;
import io.healing.api.detect.Incident;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a step of a procedure wishes for one incident: {@code {key}} stands for its evidence. */
final class StepWish {
  private static final Pattern KEY = Pattern.compile("\\{([^{}]+)}");
  private static final Set<String> LOOKING =
      Set.of(ActionType.HEALTH_CHECK.word(), ActionType.ENABLE_MONITORING.word());

  private final ProcedureStep step;
  private final Incident incident;
  private final Set<String> unknown = new TreeSet<>();
  private final Optional<ActionRequest> request;

  StepWish(ProcedureStep step, Incident incident) {
    this.step = step;
    this.incident = incident;
    String target = filled(target());
    Map<String, String> parameters = new TreeMap<>();
    step.parameters().forEach((key, value) -> parameters.put(key, filled(value)));
    request =
        unknown.isEmpty()
            ? Optional.of(
                ActionRequest.of(new ActionType(step.type()), Target.parse(target))
                    .withParameters(parameters))
            : Optional.empty();
  }

  private String target() {
    String written = step.target();
    if (written != null) {
      return written;
    }
    return incident.subject().isJob() ? "job:{subject}" : "{target}";
  }

  private String filled(String text) {
    Matcher key = KEY.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (key.find()) {
      key.appendReplacement(filled, Matcher.quoteReplacement(value(key.group(1))));
    }
    return key.appendTail(filled).toString();
  }

  private String value(String key) {
    String value =
        switch (key) {
          case "subject" -> incident.subject().name();
          case "incident" -> incident.id();
          default -> incident.evidence().get(key);
        };
    if (value == null || value.isBlank() || (key.equals("target") && value.indexOf(':') < 1)) {
      unknown.add(key);
      return "";
    }
    return value;
  }

  /** Whether such a step changes anything that could help by itself. */
  static boolean changes(ProcedureStep step) {
    return !LOOKING.contains(step.type());
  }

  Optional<ActionRequest> request() {
    return request;
  }

  /** What the finding does not say; empty when it says all. */
  String missing() {
    return unknown.isEmpty()
        ? ""
        : " It cannot be made by a program: the finding has no evidence "
            + String.join(", ", unknown)
            + ".";
  }
}
