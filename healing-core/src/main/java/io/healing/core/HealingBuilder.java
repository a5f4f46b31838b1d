package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.Plugin;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.decide.Ways;
import io.healing.api.host.Handle;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRunner;
import io.healing.api.store.HealingStore;
import io.healing.api.store.StoreProvider;
import io.healing.core.config.Configuration;
import io.healing.core.config.Places;
import io.healing.core.detect.Detection;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Puts Healing together. Everything has a default; what is wrong is refused by {@link #build},
 * every fault at once. Not thread-safe; used once.
 */
public final class HealingBuilder {
  private static final RedactedLog LOG = RedactedLog.of(HealingBuilder.class);

  private final List<Plugin> registered = new ArrayList<>();
  private final List<JobConfig> jobs = new ArrayList<>();
  private final List<Handle> handles = new ArrayList<>();
  private final Map<String, DataSource> dataSources = new LinkedHashMap<>();
  private final List<ClassLoader> loaders = new ArrayList<>();
  private @Nullable HealingStore store;
  private @Nullable HealingConfig config;
  private @Nullable Path file;
  private @Nullable Path source;
  private @Nullable Refusal refusal;
  private @Nullable Ways ways;
  private InstantSource clock = SystemTime.clock();
  private String name = "healing";
  private Places places = Places.none();
  private CrashPoints crashPoints = step -> {};
  private @Nullable DoubleSupplier jitter;

  HealingBuilder() {}

  /**
   * With this store, which stays the caller's to close. Without one, the {@code store.path} of the
   * configuration file is opened by the {@link StoreProvider} on the class path, and closed with
   * Healing; without file or provider everything is kept in memory, and then Healing observes and
   * suggests, and changes nothing.
   */
  public HealingBuilder store(HealingStore store) {
    this.store = Objects.requireNonNull(store, "store");
    return this;
  }

  /**
   * With the configuration of this file. What is wrong with it is refused by {@link #build}, when
   * the plug-ins are known, so that it is told with what is wrong with their options.
   */
  public HealingBuilder config(Path file) {
    this.file = file;
    source = file;
    try {
      Configuration.Loaded loaded = loaded(file);
      places = loaded.places();
      return config(loaded.config());
    } catch (HealingException e) {
      refusal = new Refusal(file, e);
      return this;
    }
  }

  /** Read, with what may not be meant in the log. */
  static Configuration.Loaded loaded(Path file) {
    Configuration.Loaded loaded = Configuration.read(file);
    RedactedLog log = LOG.from(loaded.config().selfHealing().logLevel());
    loaded.warnings().forEach(warning -> log.warn("{}", warning));
    return loaded;
  }

  /** With this configuration. */
  public HealingBuilder config(HealingConfig config) {
    this.config = Objects.requireNonNull(config, "config");
    refusal = null;
    return this;
  }

  /**
   * With the file that the given configuration was read from: what is wrong with the options of
   * plug-ins, which is found only when they are known, is told with its line there.
   *
   * @throws io.healing.api.HealingException when the file cannot be read any more
   */
  public HealingBuilder readFrom(Path file) {
    places = Configuration.places(Objects.requireNonNull(file, "file"));
    source = file;
    return this;
  }

  /** With a job of which this is known, observed and not changed. */
  public HealingBuilder job(JobDefinition definition) {
    return job(JobConfig.of(definition));
  }

  /** With a job that is healed in this way. One of the same id in the configuration is replaced. */
  public HealingBuilder job(JobConfig job) {
    jobs.add(Objects.requireNonNull(job, "job"));
    return this;
  }

  /**
   * With this monitor, analyzer, remediator, source of recovery procedures, notifier, review
   * source, language model, or control of jobs, services, deployments or log levels. It wins over a
   * discovered one of the same id.
   */
  public HealingBuilder plugin(Plugin plugin) {
    registered.add(Objects.requireNonNull(plugin, "plugin"));
    return this;
  }

  /**
   * With a job runner, such as a scheduler, that Healing joins when it starts: its jobs are known
   * and observed, and take orders.
   */
  public HealingBuilder runner(JobRunner runner) {
    plugin(runner);
    runner.plugins().forEach(this::plugin);
    return this;
  }

  /**
   * With something of this program that monitors may watch and actions may change; {@link Handles}
   * makes the common ones. {@link #build} refuses two of one target.
   */
  public HealingBuilder handle(Handle handle) {
    handles.add(Objects.requireNonNull(handle, "handle"));
    return this;
  }

  /**
   * With a data source that is watched: at every look a connection is taken, asked whether it is
   * valid, and given back. One of the same name is replaced.
   *
   * @param name what it is called in messages; not blank
   */
  public HealingBuilder dataSource(String name, DataSource source) {
    dataSources.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(source, "source"));
    return this;
  }

  /** With the plug-ins that {@link ServiceLoader} finds through the thread's class loader. */
  public HealingBuilder discoverPlugins() {
    return discoverPlugins(Thread.currentThread().getContextClassLoader());
  }

  /** With the plug-ins that {@link ServiceLoader} finds through this class loader. */
  public HealingBuilder discoverPlugins(ClassLoader loader) {
    loaders.add(Objects.requireNonNull(loader, "loader"));
    return this;
  }

  /** With another clock than the system's. */
  public HealingBuilder clock(InstantSource clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return this;
  }

  /**
   * With the ways by which a person does what messages name. By default the command line where the
   * store is a database that others can open, with its path, else {@link HealingAdmin}.
   */
  public HealingBuilder ways(Ways ways) {
    this.ways = Objects.requireNonNull(ways, "ways");
    return this;
  }

  /** With a name for this process, shown with what it does; by default {@code healing}. */
  public HealingBuilder name(String name) {
    this.name = Objects.requireNonNull(name, "name");
    return this;
  }

  /** Tells every step of a change, so that a test can stop the process there. */
  HealingBuilder crashPoints(CrashPoints points) {
    this.crashPoints = points;
    return this;
  }

  HealingBuilder jitter(DoubleSupplier numbers) {
    this.jitter = numbers;
    return this;
  }

  /**
   * Puts it together; {@link Healing#start} sets it going.
   *
   * @throws io.healing.api.HealingException when the configuration or a plug-in has faults
   */
  public Healing build() {
    LongSupplier nanos = SystemTime.nanos();
    Assembly whole = assembly(clock, nanos, true);
    boolean runs = whole.config().selfHealing().enabled();
    return new Healing(whole, runs ? Lanes.threads(nanos) : Lanes.inline());
  }

  /**
   * Puts it together for a test that holds the clock: nothing happens but by {@link
   * ManualHealing#tick}. The machine and the JVM are not watched, since they do not keep step with
   * such a clock; what is handed over and named is. Waits are not spread by chance.
   *
   * @param start what the clock says at first
   */
  public ManualHealing manual(Instant start) {
    ManualClock held = new ManualClock(start);
    return new ManualHealing(new Healing(assembly(held, held::nanos, false), Lanes.inline()), held);
  }

  private Assembly assembly(InstantSource time, LongSupplier nanos, boolean machine) {
    CallCounts runs = new CallCounts("runs");
    HostParts host =
        new HostParts(handles, dataSources, runs, name, time.instant(), nanos, machine);
    if (refusal != null) {
      throw refusal.with((rest, at) -> plugins(rest, host, new Reports(1, Duration.ZERO), at));
    }
    HealingConfig whole = config == null ? HealingConfig.defaults(Path.of("")) : config;
    whole = whole.withJobs(jobs);
    Configuration.validate(whole);
    LimitsConfig limits = whole.selfHealing().limits();
    Reports reports = new Reports(limits.eventQueue(), limits.settleTime());
    Plugins plugins = plugins(whole, host, reports, places);
    boolean ours = store == null;
    HealingStore keeps = store == null ? ownStore(whole) : store;
    keeps.logFrom(whole.selfHealing().logLevel());
    HealingStore used = KeptStore.of(keeps, ours, LOG.from(whole.selfHealing().logLevel()));
    Runners runners = runners(plugins, whole);
    return new Assembly(
        whole,
        used,
        ours,
        time,
        nanos,
        jitter != null ? jitter : machine ? SystemTime.jitter() : () -> 0,
        name,
        plugins,
        ProgramParts.of(whole, host),
        runners,
        runs,
        reports,
        crashPoints,
        ways == null ? UsualWays.of(used.info(), whole, source) : ways);
  }

  private static Runners runners(Plugins plugins, HealingConfig whole) {
    Runners runners = new Runners(plugins.of(JobRunner.class));
    int seconds = whole.selfHealing().errorDetection().monitoringInterval();
    plugins.builtIn(runners.monitors(Duration.ofSeconds(seconds), whole.jobs().keySet()));
    return runners;
  }

  private HealingStore ownStore(HealingConfig whole) {
    Optional<StoreProvider> provider = ServiceLoader.load(StoreProvider.class).findFirst();
    if (file != null && provider.isPresent()) {
      return provider.get().open(whole.database(), whole.selfHealing().logLevel());
    }
    LOG.from(whole.selfHealing().logLevel())
        .warn(
            "Everything is kept in memory, so nothing will be changed: give a store, or a"
                + " configuration file with healing-sqlite on the class path");
    return InMemoryStore.create();
  }

  private Plugins plugins(HealingConfig whole, HostParts host, Reports reports, Places places) {
    Plugins plugins = new Plugins(whole.selfHealing().logLevel());
    registered.forEach(plugins::register);
    Discovery.before(plugins, loaders);
    BuiltIns.addTo(plugins, whole, host);
    plugins.builtIn(List.of(Detection.ofReports(reports.source())));
    if (refusal != null || !whole.environment().isEmpty()) {
      EnvironmentChecks.addTo(plugins, whole);
    }
    Discovery.after(plugins, loaders);
    plugins.takeUp(whole.selfHealing().recoveryProcedures());
    plugins.configure(whole, places);
    return plugins;
  }
}
