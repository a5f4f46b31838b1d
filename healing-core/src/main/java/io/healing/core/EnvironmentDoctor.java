package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.Plugin;
import io.healing.api.config.HealingConfig;
import io.healing.api.decide.Ways;
import io.healing.api.environment.DoctorEntry;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorScope;
import io.healing.api.environment.EnvironmentException;
import io.healing.api.environment.StartGate;
import io.healing.api.store.HealingStore;
import io.healing.api.store.StoreException;
import io.healing.api.store.StoreInfo;
import io.healing.api.store.StoreProvider;
import io.healing.core.act.Acting;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the environment that a program needs, mends what the declaration names when it is told
 * to, and looks again. Usable before anything else of the program starts. A check creates and
 * changes nothing, not even a database of Healing.
 *
 * <p>Immutable and thread-safe; each call looks anew, on daemon threads of its own.
 */
public final class EnvironmentDoctor {
  private static final RedactedLog LOG = RedactedLog.of(EnvironmentDoctor.class);

  private final HealingConfig config;
  private final List<Plugin> registered;
  private final InstantSource clock;
  private final String by;
  private final @Nullable HealingStore store;
  private final Ways ways;

  private EnvironmentDoctor(HealingConfig config, List<Plugin> registered, Setting setting) {
    this.config = config;
    this.registered = List.copyOf(registered);
    clock = setting.clock;
    by = setting.by;
    store = setting.store;
    ways = setting.ways;
  }

  private record Setting(InstantSource clock, String by, @Nullable HealingStore store, Ways ways) {}

  /**
   * A doctor for the environment that a configuration file declares.
   *
   * @throws HealingException when the file has faults, all of them in one message
   */
  public static EnvironmentDoctor of(Path file) {
    return of(Healing.configuration(file));
  }

  /** A doctor for the environment that a configuration declares; it is taken to be in order. */
  public static EnvironmentDoctor of(HealingConfig config) {
    return new EnvironmentDoctor(
        Objects.requireNonNull(config, "config"),
        List.of(),
        new Setting(SystemTime.clock(), "doctor", null, Ways.commands()));
  }

  /**
   * With this store for what is mended; it stays the caller's to close. Without one, the {@code
   * store.path} of the configuration is opened when something is to be mended, and closed after it.
   */
  public EnvironmentDoctor withStore(HealingStore other) {
    return new EnvironmentDoctor(config, registered, new Setting(clock, by, other, ways));
  }

  /** With this check or remediator, besides those found by {@link ServiceLoader}. */
  public EnvironmentDoctor withPlugin(Plugin plugin) {
    List<Plugin> more =
        Stream.concat(registered.stream(), Stream.of(Objects.requireNonNull(plugin, "plugin")))
            .toList();
    return new EnvironmentDoctor(config, more, new Setting(clock, by, store, ways));
  }

  /** With the name of whoever wants it mended, for the journal; {@code doctor} by default. */
  public EnvironmentDoctor by(String name) {
    return new EnvironmentDoctor(config, registered, new Setting(clock, name, store, ways));
  }

  /** With the ways by which a person does what the report names; by default the command line. */
  public EnvironmentDoctor withWays(Ways other) {
    return new EnvironmentDoctor(config, registered, new Setting(clock, by, store, other));
  }

  /** With another clock than the system's. */
  public EnvironmentDoctor withClock(InstantSource other) {
    return new EnvironmentDoctor(config, registered, new Setting(other, by, store, ways));
  }

  /** Looks at everything. */
  public DoctorReport check() {
    return check(DoctorScope.all());
  }

  /**
   * Looks, and says of every finding what {@link #heal} would do about it. Creates and changes
   * nothing.
   */
  public DoctorReport check(DoctorScope scope) {
    // It stands in for the store that mending would open, whose file no plan may touch.
    StoreInfo standIn = new StoreInfo("sqlite", config.database().toString(), false, null);
    HealingStore given = store;
    return practising(
        plugins ->
            new Practice.Books(
                () -> assembly(plugins, InMemoryStore.inPlaceOf(standIn)),
                given == null ? this::reading : () -> Optional.of(given),
                given == null,
                ways),
        practice -> new DoctorRound(practice, clock, scope).check());
  }

  /** A check needs no store, and none that cannot be read stops it. */
  private Optional<HealingStore> reading() {
    try {
      return provider()
          .flatMap(
              provider -> provider.openReading(config.database(), config.selfHealing().logLevel()));
    } catch (StoreException e) {
      LOG.from(config.selfHealing().logLevel())
          .warn("What was decided before cannot be read: {}", e.inOneLine());
      return Optional.empty();
    }
  }

  /** Mends everything but packages. */
  public DoctorReport heal() {
    return heal(DoctorScope.all());
  }

  /**
   * Looks, does exactly what {@link #check} says that it would do, each change journalled and
   * reversible, and looks again. The report is how it stands then. One that cannot be done stops no
   * other.
   *
   * @throws io.healing.api.store.StoreException when the store cannot be opened; nothing is changed
   *     then
   */
  public DoctorReport heal(DoctorScope scope) {
    HealingStore given = store;
    if (given != null) {
      return heal(given, scope);
    }
    try (HealingStore own = open()) {
      return heal(own, scope);
    }
  }

  private DoctorReport heal(HealingStore journal, DoctorScope scope) {
    return practising(
        plugins ->
            new Practice.Books(
                () -> assembly(plugins, journal), () -> Optional.of(journal), false, ways),
        practice -> new DoctorRound(practice, clock, scope).heal(by));
  }

  /**
   * Stands before the start of a program. Warnings are logged and stop nothing.
   *
   * @return the state in which the program starts
   * @throws EnvironmentException when errors are left that {@code gate} does not let pass
   */
  public DoctorReport pass(StartGate gate) {
    DoctorReport report = check();
    if (report.hasErrors() && gate == StartGate.HEAL) {
      report = heal();
    }
    if (report.hasErrors() && gate != StartGate.WARN) {
      throw new EnvironmentException(report);
    }
    report.entries().forEach(this::changed);
    report.entries().stream().filter(DoctorEntry::left).forEach(this::warn);
    return report;
  }

  private void changed(DoctorEntry entry) {
    if (!entry.actions().isEmpty()) {
      LOG.from(config.selfHealing().logLevel())
          .info("{} {}: {}", String.join(", ", entry.actions()), entry.place(), entry.message());
    }
  }

  private void warn(DoctorEntry entry) {
    LOG.from(config.selfHealing().logLevel())
        .warn("{}: {}. {}", entry.code(), entry.message(), entry.hint());
  }

  private HealingStore open() {
    StoreProvider provider =
        provider()
            .orElseThrow(
                () ->
                    new HealingException(
                        "There is no store for what is mended",
                        "Add healing-sqlite to the class path, or hand a store over"));
    return provider.open(config.database(), config.selfHealing().logLevel());
  }

  private static Optional<StoreProvider> provider() {
    return EnvironmentChecks.loaders().stream()
        .flatMap(loader -> ServiceLoader.load(StoreProvider.class, loader).stream())
        .map(ServiceLoader.Provider::get)
        .findFirst();
  }

  private DoctorReport practising(
      Function<Plugins, Practice.Books> books, Function<Practice, DoctorReport> work) {
    Lanes lanes = Lanes.besides(SystemTime.nanos());
    Plugins plugins = plugins();
    Practice practice = new Practice(config, plugins, lanes, books.apply(plugins));
    try {
      return work.apply(practice);
    } finally {
      practice.leave();
      lanes.close();
    }
  }

  private Assembly assembly(Plugins plugins, HealingStore journal) {
    return new Assembly(
        config,
        journal,
        false,
        clock,
        SystemTime.nanos(),
        SystemTime.jitter(),
        by,
        plugins,
        ProgramParts.none(config),
        new Runners(List.of()),
        new CallCounts("runs"),
        new Reports(1, config.selfHealing().limits().settleTime()),
        step -> {},
        ways);
  }

  private Plugins plugins() {
    Plugins plugins = new Plugins(config.selfHealing().logLevel());
    registered.forEach(plugins::register);
    plugins.builtIn(Acting.builtIn(config.selfHealing().limits()));
    EnvironmentChecks.addTo(plugins, config);
    return plugins;
  }
}
