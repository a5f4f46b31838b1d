package io.healing.spring;

import io.healing.api.HealingException;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.StoreConfig;
import io.healing.core.Healing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configuration that the settings name. */
final class Configured {
  private static final Path USUAL = Path.of("healing.yaml");

  private Configured() {}

  /**
   * Reads it.
   *
   * @throws HealingException when it has faults, or the file that is named is not there
   */
  static HealingConfig by(HealingSettings settings) {
    HealingConfig read = read(settings.configFile());
    Path store = settings.store();
    if (store == null) {
      return read;
    }
    refuseTwo(settings, read.selfHealing().databaseUrl());
    StoreConfig other = read.store();
    return read.withStore(
        new StoreConfig(store.toAbsolutePath().toString(), other.retentionDays()));
  }

  private static void refuseTwo(HealingSettings settings, @Nullable String url) {
    if (url != null) {
      throw new HealingException(
          "Two databases are named: healing.store.path is "
              + settings.store()
              + ", and self_healing.database_url is "
              + url,
          "Leave one of them away.");
    }
    if (settings.inMemory()) {
      throw new HealingException(
          "healing.store.path is "
              + settings.store()
              + ", but healing.store.in-memory says that nothing is kept",
          "Leave one of them away.");
    }
  }

  /** The file that is read; empty where there is none. */
  static Optional<Path> file(HealingSettings settings) {
    return Optional.ofNullable(settings.configFile())
        .or(() -> Optional.of(USUAL).filter(Files::isRegularFile));
  }

  private static HealingConfig read(@Nullable Path named) {
    if (named == null) {
      return Files.isRegularFile(USUAL)
          ? Healing.configuration(USUAL)
          : HealingConfig.defaults(Path.of(""));
    }
    if (!Files.isRegularFile(named)) {
      throw new HealingException(
          "The configuration file " + named.toAbsolutePath() + " is not there",
          "Make it, or correct healing.config-file; without Boot, HealingSettings.withConfigFile.");
    }
    return Healing.configuration(named);
  }
}
