package io.healing.api;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A wish: do this type of action to this target, with these parameters. A remediator turns it into
 * a plan that says exactly what would change. Immutable and thread-safe.
 */
public final class ActionRequest {
  private final ActionType type;
  private final Target target;
  private final Map<String, String> parameters;

  private ActionRequest(ActionType type, Target target, Map<String, String> parameters) {
    this.type = type;
    this.target = target;
    this.parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** A request without parameters. */
  public static ActionRequest of(ActionType type, Target target) {
    return new ActionRequest(
        Objects.requireNonNull(type, "type"), Objects.requireNonNull(target, "target"), Map.of());
  }

  /** The same request with all of these parameters and no others. */
  public ActionRequest withParameters(Map<String, String> all) {
    return new ActionRequest(type, target, all);
  }

  /** The same request with one more parameter, or another value of it. */
  public ActionRequest with(String key, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    return new ActionRequest(type, target, more);
  }

  /** What kind of change. */
  public ActionType type() {
    return type;
  }

  /** What it would change. */
  public Target target() {
    return target;
  }

  /** The parameters, in the order of their names; unmodifiable. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** One parameter, or empty. */
  public Optional<String> parameter(String key) {
    return Optional.ofNullable(parameters.get(key));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActionRequest that
        && type.equals(that.type)
        && target.equals(that.target)
        && parameters.equals(that.parameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, target, parameters);
  }

  @Override
  public String toString() {
    return type + " " + target + (parameters.isEmpty() ? "" : " " + parameters.keySet());
  }
}
