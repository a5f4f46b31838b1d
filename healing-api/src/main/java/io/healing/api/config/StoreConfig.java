package io.healing.api.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * Where the store is and how long it keeps.
 *
 * @param path the database file; default {@code .healing/healing.db} beside the configuration
 * @param retentionDays how long history is kept, in days, 1 to 36,500; default 90
 */
public record StoreConfig(@NotBlank String path, @Min(1) @Max(36_500) int retentionDays) {
  /** {@code .healing/healing.db}, 90 days. */
  public static StoreConfig defaults() {
    return new StoreConfig(".healing/healing.db", 90);
  }
}
