package io.healing.api.environment;

import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the environment must have: one declaration for the check, the fix and the drift alarm.
 * Immutable and thread-safe.
 *
 * @param java the Java that runs the program, or null
 * @param runtimes other programs and their versions
 * @param executables programs on the path
 * @param envFile a file of keys and values, or null
 * @param directories directories that must be there
 * @param disk space that must be free, or null
 * @param endpoints servers that must accept a connection
 * @param packages packages of other languages
 * @param databases SQLite database files
 */
public record EnvironmentConfig(
    @Valid @Nullable JavaRequirement java,
    List<@Valid RuntimeRequirement> runtimes,
    List<@Valid ExecutableRequirement> executables,
    @Valid @Nullable EnvFileConfig envFile,
    List<@Valid DirectoryRequirement> directories,
    @Valid @Nullable DiskRequirement disk,
    List<@Valid EndpointRequirement> endpoints,
    List<@Valid PackageRequirement> packages,
    List<@Valid DatabaseRequirement> databases) {

  /** Copies the lists. */
  public EnvironmentConfig {
    runtimes = List.copyOf(runtimes);
    executables = List.copyOf(executables);
    directories = List.copyOf(directories);
    endpoints = List.copyOf(endpoints);
    packages = List.copyOf(packages);
    databases = List.copyOf(databases);
  }

  /** Nothing is declared. */
  public static EnvironmentConfig defaults() {
    return new EnvironmentConfig(
        null, List.of(), List.of(), null, List.of(), null, List.of(), List.of(), List.of());
  }

  /** Whether nothing is declared. */
  public boolean isEmpty() {
    return equals(defaults());
  }
}
