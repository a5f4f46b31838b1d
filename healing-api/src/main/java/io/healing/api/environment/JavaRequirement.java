package io.healing.api.environment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The Java that runs the program.
 *
 * @param minVersion the oldest feature release that will do, 8 to 999
 * @param level how much it matters, or null for an error
 */
public record JavaRequirement(@Min(8) @Max(999) int minVersion, @Nullable Level level) {}
