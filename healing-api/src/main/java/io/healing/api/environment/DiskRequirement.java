package io.healing.api.environment;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * Space that must be free.
 *
 * @param path a file or directory on the disk, relative to the configuration; default {@code .}
 * @param minFree bytes, at least 1; written as in {@code 200MB} (powers of 1024)
 * @param level how much it matters, or null for a warning
 */
public record DiskRequirement(@NotBlank String path, @Min(1) long minFree, @Nullable Level level) {}
