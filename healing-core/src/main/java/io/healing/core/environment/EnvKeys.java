package io.healing.core.environment;

import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EnvFileConfig;
import io.healing.api.environment.Level;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/** Tells which keys of a file have a value, and never tells a value. */
final class EnvKeys {
  private final EnvFileConfig required;
  private final Map<String, String> values;

  EnvKeys(EnvFileConfig required, Map<String, String> values) {
    this.required = required;
    this.values = values;
  }

  void tell(Observation.Builder said) {
    Optional<String> enough =
        required.anyOf()
            ? required.keys().stream().filter(this::good).findFirst()
            : Optional.empty();
    for (String key : new LinkedHashSet<>(required.keys())) {
      if (good(key)) {
        said.clear(trouble(key).subject(), key + " in " + required.path() + " has a value");
      } else if (enough.isPresent()) {
        said.clear(
            trouble(key).subject(),
            key + " in " + required.path() + " is not needed beside " + enough.get());
      } else {
        wrong(key, said);
      }
    }
  }

  private void wrong(String key, Observation.Builder said) {
    String others =
        required.anyOf() && required.keys().size() > 1
            ? ". One of " + String.join(", ", required.keys()) + " is enough"
            : "";
    String name = required.path();
    if (value(key).isEmpty()) {
      said.finding(
          trouble(key)
              .told(
                  "env_key_missing",
                  "The key " + key + " in " + name + " has no value",
                  "Write a line " + key + "=… with its value into " + name + others));
    } else {
      said.finding(
          trouble(key)
              .told(
                  "env_key_placeholder",
                  "The key " + key + " in " + name + " has a placeholder in place of a value",
                  "Write its real value in place of the placeholder in " + name + others));
    }
  }

  private boolean good(String key) {
    String value = value(key);
    return !value.isEmpty() && !required.placeholders().contains(value);
  }

  private String value(String key) {
    return values.getOrDefault(key, "").strip();
  }

  private Trouble trouble(String key) {
    return Trouble.of(
        Parts.key(required.path(), key),
        ErrorType.CONFIGURATION_ERROR,
        required.level(),
        Level.WARNING);
  }
}
