package io.healing.api.environment;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * A directory that must be there and that the program can read and write.
 *
 * @param path where, relative to the configuration
 * @param level how much it matters, or null for an error
 */
public record DirectoryRequirement(@NotBlank String path, @Nullable Level level) {}
