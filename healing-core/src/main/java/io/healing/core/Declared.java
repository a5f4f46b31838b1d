package io.healing.core;

import io.healing.api.act.AllowedCommand;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.HealingConfig;
import io.healing.api.environment.DatabaseRequirement;
import io.healing.api.environment.DirectoryRequirement;
import io.healing.api.environment.EnvFileConfig;
import io.healing.api.environment.EnvironmentConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the declaration of the environment permits: the paths that it names may be made, the
 * installations that it names may be run. Immutable and thread-safe.
 *
 * @param places the files and directories, absolute
 * @param remediation what may be done for a part of the environment
 */
record Declared(Set<Path> places, HealingRemediationConfig remediation) {

  Declared(HealingConfig config) {
    this(
        places(config.environment(), config.baseDirectory()),
        remediation(config.environment(), config.baseDirectory()));
  }

  private static Set<Path> places(EnvironmentConfig environment, Path base) {
    Stream<String> file =
        Optional.ofNullable(environment.envFile()).map(EnvFileConfig::path).stream();
    Stream<String> directories = environment.directories().stream().map(DirectoryRequirement::path);
    Stream<String> databases = environment.databases().stream().map(DatabaseRequirement::path);
    return Stream.of(file, directories, databases)
        .flatMap(paths -> paths)
        .map(path -> base.toAbsolutePath().resolve(path).normalize())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A path that is declared outside of the base directory is permission for it and no other. */
  private static HealingRemediationConfig remediation(EnvironmentConfig environment, Path base) {
    Path around = base.toAbsolutePath().normalize();
    List<AllowedCommand> installs =
        environment.packages().stream()
            .map(required -> required.install())
            .filter(install -> !install.isEmpty())
            .distinct()
            .map(install -> new AllowedCommand(install, null))
            .toList();
    List<String> outside =
        places(environment, base).stream()
            .filter(path -> !path.startsWith(around))
            .map(Path::toString)
            .sorted()
            .toList();
    return HealingRemediationConfig.defaults()
        .withAllowedCommands(installs)
        .withAllowedRoots(outside);
  }
}
