package io.healing.api.environment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program on the path that is asked for its version with {@code --version}.
 *
 * @param name the program, such as {@code python3}
 * @param minVersion the oldest version that will do, numbers joined by dots, such as {@code 3.8};
 *     null when any will
 * @param level how much it matters, or null for an error
 */
public record RuntimeRequirement(
    @NotBlank String name,
    @Pattern(regexp = "[0-9]{1,9}(\\.[0-9]{1,9}){0,4}", message = "must be numbers joined by dots")
        @Nullable String minVersion,
    @Nullable Level level) {}
