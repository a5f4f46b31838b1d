package io.healing.spring.boot;

import io.healing.api.environment.StartGate;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What {@code healing.*} may say. A key that is not here is refused at the start. */
@ConfigurationProperties(prefix = "healing", ignoreUnknownFields = false)
public class HealingProperties {
  /** Whether Healing is there at all. */
  private boolean enabled = true;

  /** What this program is called; by default spring.application.name. */
  private @Nullable String name;

  /**
   * Configuration file: jobs, what may be repaired, environment. By default healing.yaml in the
   * working directory where there is one; relative paths are taken from there.
   */
  private @Nullable Path configFile;

  /** Whether plug-ins on the class path are taken besides the beans. */
  private boolean discoverPlugins = true;

  /**
   * What is done about errors in the environment that the configuration file declares, before any
   * other bean is made: warn starts, heal makes what is declared and then starts, fail does not
   * start.
   */
  private StartGate startGate = StartGate.WARN;

  private final Store store = new Store();
  private final Health health = new Health();
  private final Endpoint endpoint = new Endpoint();

  /** Made by Boot. */
  public HealingProperties() {}

  /** Whether Healing is there at all. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Sets whether Healing is there at all. */
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  /** What this program is called; null for its usual name. */
  public @Nullable String getName() {
    return name;
  }

  /** Sets what this program is called. */
  public void setName(@Nullable String name) {
    this.name = name;
  }

  /** The configuration file; null for the usual one. */
  public @Nullable Path getConfigFile() {
    return configFile;
  }

  /** Sets the configuration file. */
  public void setConfigFile(@Nullable Path configFile) {
    this.configFile = configFile;
  }

  /** Whether plug-ins on the class path are taken. */
  public boolean isDiscoverPlugins() {
    return discoverPlugins;
  }

  /** Sets whether plug-ins on the class path are taken. */
  public void setDiscoverPlugins(boolean discoverPlugins) {
    this.discoverPlugins = discoverPlugins;
  }

  /** What is done about errors in the environment. */
  public StartGate getStartGate() {
    return startGate;
  }

  /** Sets what is done about errors in the environment. */
  public void setStartGate(StartGate startGate) {
    this.startGate = startGate;
  }

  /** Where what Healing sees is kept. */
  public Store getStore() {
    return store;
  }

  /** How Healing is shown in the health of the application. */
  public Health getHealth() {
    return health;
  }

  /** What the actuator endpoint may do. */
  public Endpoint getEndpoint() {
    return endpoint;
  }

  /** Where what Healing sees is kept. */
  public static class Store {
    /**
     * Database file. By default what the configuration file says, else .healing/healing.db in the
     * working directory.
     */
    private @Nullable Path path;

    /** Whether nothing is kept beyond this run; then Healing only observes. */
    private boolean inMemory;

    /** Made by Boot. */
    public Store() {}

    /** The database file; null for the usual one. */
    public @Nullable Path getPath() {
      return path;
    }

    /** Sets the database file. */
    public void setPath(@Nullable Path path) {
      this.path = path;
    }

    /** Whether nothing is kept beyond this run. */
    public boolean isInMemory() {
      return inMemory;
    }

    /** Sets whether nothing is kept beyond this run. */
    public void setInMemory(boolean inMemory) {
      this.inMemory = inMemory;
    }
  }

  /** How Healing is shown in the health of the application. */
  public static class Health {
    /** How often what is shown is read anew; a health check never waits for it. */
    private Duration refresh = Duration.ofSeconds(10);

    /** Whether a critical incident makes the application DOWN. */
    private boolean downWhenCritical;

    /** Made by Boot. */
    public Health() {}

    /** How often what is shown is read anew. */
    public Duration getRefresh() {
      return refresh;
    }

    /** Sets how often what is shown is read anew. */
    public void setRefresh(Duration refresh) {
      this.refresh = refresh;
    }

    /** Whether a critical incident makes the application DOWN. */
    public boolean isDownWhenCritical() {
      return downWhenCritical;
    }

    /** Sets whether a critical incident makes the application DOWN. */
    public void setDownWhenCritical(boolean downWhenCritical) {
      this.downWhenCritical = downWhenCritical;
    }
  }

  /** What the actuator endpoint may do. */
  public static class Endpoint {
    /** Whether suggestions can be approved and rejected, actions taken back, Healing paused. */
    private boolean write;

    /** Made by Boot. */
    public Endpoint() {}

    /** Whether more than reading is possible. */
    public boolean isWrite() {
      return write;
    }

    /** Sets whether more than reading is possible. */
    public void setWrite(boolean write) {
      this.write = write;
    }
  }
}
