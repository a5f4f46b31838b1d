package io.healing.api.environment;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * A program that must be on the path.
 *
 * @param name the program, such as {@code sqlite3}; or a path to it
 * @param level how much it matters, or null for an error
 */
public record ExecutableRequirement(@NotBlank String name, @Nullable Level level) {}
