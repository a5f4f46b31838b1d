package io.healing.api.environment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packages of another language that must be installed.
 *
 * @param dir where both commands run, relative to the configuration; default {@code .}
 * @param manifest the file in {@code dir} that lists the packages
 * @param check the command that ends with 0 when they are installed, as a list of arguments
 * @param install the command that installs them, run only when a person asks for that; empty when
 *     there is none
 * @param level how much it matters, or null for a warning
 */
public record PackageRequirement(
    @NotBlank String dir,
    @NotBlank String manifest,
    @NotEmpty List<@NotBlank String> check,
    List<String> install,
    @Nullable Level level) {

  /** Copies the lists. */
  public PackageRequirement {
    check = List.copyOf(check);
    install = List.copyOf(install);
  }

  /** In {@code .}; the form that a file's values are laid over. */
  public static PackageRequirement defaults() {
    return new PackageRequirement(".", "", List.of(), List.of(), null);
  }
}
