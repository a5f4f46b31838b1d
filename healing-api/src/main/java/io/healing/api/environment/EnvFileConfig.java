package io.healing.api.environment;

import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@code KEY=value} lines that must be there. Its values are never printed or stored.
 *
 * @param path the file; default {@code .env}
 * @param template the file that it is made from when it is missing, or null
 * @param keys the keys that must have a value which is no placeholder
 * @param anyOf whether one of the keys is enough
 * @param placeholders values that count as none, besides an empty one
 * @param level how much it matters that the file is missing, or null for an error; a missing key is
 *     a warning unless this says otherwise
 */
public record EnvFileConfig(
    @NotBlank String path,
    @Nullable String template,
    List<@NotBlank String> keys,
    boolean anyOf,
    List<String> placeholders,
    @Nullable Level level) {

  /** Copies the lists. */
  public EnvFileConfig {
    keys = List.copyOf(keys);
    placeholders = List.copyOf(placeholders);
  }

  /** {@code .env}, without template, keys and placeholders. */
  public static EnvFileConfig defaults() {
    return new EnvFileConfig(".env", null, List.of(), false, List.of(), null);
  }
}
