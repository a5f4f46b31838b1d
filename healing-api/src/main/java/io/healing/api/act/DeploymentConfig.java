package io.healing.api.act;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * A deployment whose releases lie beside one another in a directory, with a symbolic link to the
 * one that is in use.
 *
 * @param name what it is called, as in {@code deployment:shop}
 * @param releases the directory of the releases, each a directory of its own. They come after one
 *     another in the order of their names, in which numbers count as numbers: {@code 1.9} is before
 *     {@code 1.10}
 * @param current the symbolic link to the release that is in use
 * @param restart the name of the service that is restarted after each change, or null for none
 */
public record DeploymentConfig(
    @NotBlank String name,
    @NotBlank String releases,
    @NotBlank String current,
    @Nullable String restart) {}
