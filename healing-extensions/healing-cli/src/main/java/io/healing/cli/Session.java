package io.healing.cli;

import io.healing.api.HealingException;
import io.healing.api.config.HealingConfig;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.sqlite.SqliteHealingStore;
import io.healing.sqlite.SqliteSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What one call of the command line works on: the configuration and the database. */
final class Session {
  private static final Path USUAL = Path.of("healing.yaml");

  private final RootCommand options;
  private final Terminal terminal;
  private @Nullable HealingConfig config;

  Session(RootCommand options, Terminal terminal) {
    this.options = options;
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  InstantSource clock() {
    return InstantSource.system();
  }

  /** The configuration file, as given or by its usual name. */
  Path configFile() {
    Path given = options.config();
    if (given != null && given.toString().isEmpty()) {
      throw new BadConfiguration(
          "-c names no file", "Name the configuration, as in -c healing.yaml.");
    }
    return given == null ? USUAL : given;
  }

  /**
   * The configuration; every default where none was named and there is none.
   *
   * @throws BadConfiguration when it does not load
   */
  HealingConfig config() {
    if (config == null) {
      config = options.config() == null && !Files.exists(USUAL) ? none() : read(configFile());
    }
    return config;
  }

  /**
   * The configuration, which must be there.
   *
   * @throws BadConfiguration when it does not load or is not there
   */
  HealingConfig requiredConfig() {
    if (options.config() == null && !Files.exists(USUAL)) {
      throw new BadConfiguration(
          "There is no healing.yaml in " + Path.of("").toAbsolutePath(),
          "Go to its directory, or name it with -c FILE.");
    }
    return config();
  }

  private static HealingConfig none() {
    return HealingConfig.defaults(Path.of("").toAbsolutePath());
  }

  private static HealingConfig read(Path file) {
    try {
      return Healing.configuration(file);
    } catch (HealingException e) {
      throw new BadConfiguration(String.valueOf(e.getMessage()), "");
    }
  }

  /** The database: as given, else where the configuration says. */
  Path database() {
    Path given = options.database();
    if (given != null) {
      return given.toAbsolutePath();
    }
    return config().database();
  }

  /**
   * The database, for reading only.
   *
   * @throws HealingException when there is none
   */
  SqliteHealingStore reading() {
    refuseMissing();
    return SqliteHealingStore.openReading(database(), settings());
  }

  /**
   * The database, for writing; never makes one.
   *
   * @throws HealingException when there is none or it cannot be written
   */
  HealingStore writing() {
    refuseMissing();
    HealingStore store = SqliteHealingStore.open(database(), settings());
    String because = store.info().readOnlyBecause();
    if (because != null) {
      store.close();
      throw new HealingException(
          "The database " + database() + " cannot be written: " + because,
          "Let this user write it, or call this as its owner.");
    }
    return store;
  }

  /** How the database is used: it logs from the level on that the configuration names. */
  SqliteSettings settings() {
    return SqliteSettings.defaults().withLogLevel(config().selfHealing().logLevel());
  }

  private void refuseMissing() {
    if (!Files.exists(database())) {
      throw new HealingException(
          "There is no database " + database(),
          "Name it with --db FILE, or its configuration with -c FILE; a program makes it when it"
              + " starts Healing.");
    }
  }
}
