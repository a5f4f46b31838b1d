package io.healing.spring;

import io.healing.api.HealingException;
import io.healing.api.environment.StartGate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How Healing is put together in an application. Made by {@link #defaults} and changed by the
 * withers; immutable and thread-safe.
 *
 * @param name what this program is called
 * @param configFile the configuration file; null for {@code healing.yaml} in the working directory
 *     where there is one
 * @param store where the database is; null for what the configuration says
 * @param inMemory whether nothing is kept beyond this run; then nothing is changed either
 * @param discoverPlugins whether plug-ins on the class path are taken too
 * @param startGate what is done about errors in the declared environment
 * @param refresh how often the snapshot for health checks is made anew
 */
public record HealingSettings(
    String name,
    @Nullable Path configFile,
    @Nullable Path store,
    boolean inMemory,
    boolean discoverPlugins,
    StartGate startGate,
    Duration refresh) {

  /** Checks that the values are there, and that the time between two snapshots is above zero. */
  public HealingSettings {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(startGate, "startGate");
    if (refresh.isNegative() || refresh.isZero()) {
      throw new HealingException(
          "The snapshot for health checks is to be made anew every " + refresh,
          "Give a time above zero, such as 10s.");
    }
  }

  /** A program called {@code application} that keeps what it sees and starts in any environment. */
  public static HealingSettings defaults() {
    return new HealingSettings(
        "application", null, null, false, true, StartGate.WARN, Duration.ofSeconds(10));
  }

  /** With another name. */
  public HealingSettings withName(String other) {
    return new HealingSettings(
        other, configFile, store, inMemory, discoverPlugins, startGate, refresh);
  }

  /** With this configuration file, or null for the usual one. */
  public HealingSettings withConfigFile(@Nullable Path file) {
    return new HealingSettings(name, file, store, inMemory, discoverPlugins, startGate, refresh);
  }

  /** With the database at this path, or null for what the configuration says. */
  public HealingSettings withStore(@Nullable Path path) {
    return new HealingSettings(
        name, configFile, path, inMemory, discoverPlugins, startGate, refresh);
  }

  /** With nothing kept beyond this run, or not. */
  public HealingSettings withInMemory(boolean forgets) {
    return new HealingSettings(
        name, configFile, store, forgets, discoverPlugins, startGate, refresh);
  }

  /** With the plug-ins of the class path, or without. */
  public HealingSettings withDiscoverPlugins(boolean discover) {
    return new HealingSettings(name, configFile, store, inMemory, discover, startGate, refresh);
  }

  /** With this answer to errors in the environment. */
  public HealingSettings withStartGate(StartGate gate) {
    return new HealingSettings(name, configFile, store, inMemory, discoverPlugins, gate, refresh);
  }

  /** With the snapshot made anew so often. */
  public HealingSettings withRefresh(Duration every) {
    return new HealingSettings(
        name, configFile, store, inMemory, discoverPlugins, startGate, every);
  }
}
