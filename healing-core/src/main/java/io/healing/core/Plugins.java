package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.Nearest;
import io.healing.api.Options;
import io.healing.api.Plugin;
import io.healing.api.act.ProcedureSource;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ServiceControl;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.HostConfig;
import io.healing.api.config.LogLevel;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.Monitor;
import io.healing.core.config.Configuration;
import io.healing.core.config.Places;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The plug-ins by id: ours, those registered, those found. Complete before the loop begins. */
final class Plugins {
  private static final RedactedLog LOG = RedactedLog.of(Plugins.class);
  private static final String OURS = "healing.";
  private static final String ID = "[a-z][a-z0-9_-]*(\\.[a-z0-9_-]+)+";

  private final RedactedLog log;
  private final Map<String, Plugin> byId = new LinkedHashMap<>();
  private final Map<String, Throwable> unloadable = new LinkedHashMap<>();
  private final Map<String, Options> options = new LinkedHashMap<>();
  private final List<ProcedureSpec> procedures = new ArrayList<>();

  /**
   * @param least the level from which on it is logged what was found
   */
  Plugins(LogLevel least) {
    log = LOG.from(least);
  }

  /** Adds one of ours. */
  void builtIn(List<? extends Plugin> ours) {
    ours.forEach(plugin -> put(plugin.id(), plugin));
  }

  /** Adds one that the host registered. */
  void register(Plugin plugin) {
    put(checked(plugin), plugin);
  }

  private void put(String id, Plugin plugin) {
    Plugin other = byId.putIfAbsent(id, plugin);
    if (other != null) {
      throw new HealingException(
          "Two plug-ins have the id \"" + id + "\": " + name(other) + " and " + name(plugin),
          "Give one of them another id, or register only one.");
    }
  }

  private static String checked(Plugin plugin) {
    String id = plugin.id();
    if (!id.matches(ID)) {
      throw new HealingException(
          "The plug-in " + name(plugin) + " has the id \"" + id + "\"",
          "An id is lower-case words joined by dots, such as acme.queue-depth.");
    }
    if (id.startsWith(OURS)) {
      throw new HealingException(
          "The plug-in " + name(plugin) + " has the id \"" + id + "\"",
          "Ids that begin with \"healing.\" are Healing's own; choose another beginning.");
    }
    checkAnswers(plugin);
    return id;
  }

  /** What is asked of it later on must be answered now. */
  private static void checkAnswers(Plugin plugin) {
    Set<String> keys = new TreeSet<>();
    plugin.options().forEach(option -> keys.add(option.key()));
    if (keys.size() < plugin.options().size()) {
      throw new HealingException(
          "The plug-in " + name(plugin) + " declares an option twice; it declares " + keys, "");
    }
    if (plugin instanceof Monitor monitor
        && (monitor.interval().isNegative() || monitor.interval().isZero())) {
      throw new HealingException(
          "The monitor " + name(plugin) + " looks every " + monitor.interval(),
          "An interval is longer than zero.");
    }
  }

  private static String name(Object plugin) {
    return plugin.getClass().getName();
  }

  /** Adds what this class loader finds of a kind; one that cannot be loaded hides no other. */
  <T extends Plugin> void discover(Class<T> kind, Supplier<ServiceLoader<T>> found) {
    Iterator<ServiceLoader.Provider<T>> providers = found.get().stream().iterator();
    boolean more = true;
    while (more) {
      more = next(kind, providers);
    }
  }

  private <T extends Plugin> boolean next(
      Class<T> kind, Iterator<ServiceLoader.Provider<T>> providers) {
    try {
      if (!providers.hasNext()) {
        return false;
      }
      ServiceLoader.Provider<T> provider = providers.next();
      load(kind, provider);
    } catch (ServiceConfigurationError e) {
      unloadable(kind.getSimpleName() + "-" + unloadable.size(), e);
    }
    return true;
  }

  private <T extends Plugin> void load(Class<T> kind, ServiceLoader.Provider<T> provider) {
    String name = provider.type().getName();
    try {
      T plugin = provider.get();
      String id = checked(plugin);
      if (byId.putIfAbsent(id, plugin) == null) {
        log.info("Found the {} {} ({})", kind.getSimpleName(), id, name);
      } else {
        log.info("Left out the {} {} ({}): its id is taken", kind.getSimpleName(), id, name);
      }
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      unloadable(name, e);
    }
  }

  private void unloadable(String name, Throwable cause) {
    log.warn("The plug-in {} cannot be loaded: {}", name, cause);
    unloadable.put(name, cause);
  }

  /**
   * Checks what a configuration says of plug-ins: the values of their options against what they
   * declare, and the service that is restarted with a deployment.
   *
   * @param places where it stands
   */
  void configure(HealingConfig config, Places places) {
    Map<String, Map<String, String>> configured = config.plugins();
    List<String> faults = new ArrayList<>(unknownServices(config.selfHealing().host(), places));
    Set<String> ids = new TreeSet<>(Comparator.comparing(id -> line(id, places)));
    ids.addAll(byId.keySet());
    ids.addAll(configured.keySet());
    for (String id : ids) {
      Plugin plugin = byId.get(id);
      Map<String, String> values = configured.getOrDefault(id, Map.of());
      if (plugin == null) {
        faults.add(places.of("plugins." + id) + unknown(id));
      } else {
        configure(plugin, values, places).ifPresent(fault -> fault.lines().forEach(faults::add));
      }
    }
    if (!faults.isEmpty()) {
      throw new HealingException(String.join("\n", faults), "");
    }
  }

  /** In the order of the file, and of one place in that of the names. */
  private static String line(String id, Places places) {
    return "%08d %s".formatted(places.line("plugins." + id), id);
  }

  private Optional<String> configure(Plugin plugin, Map<String, String> values, Places places) {
    String path = "plugins." + plugin.id();
    try {
      options.put(plugin.id(), Configuration.options(plugin.options(), values, path, places));
      return Optional.empty();
    } catch (HealingException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** A plug-in may know a service that is not declared. */
  private List<String> unknownServices(HostConfig host, Places places) {
    List<String> faults = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    host.services().forEach(service -> names.add(service.name()));
    for (int i = 0; i < host.deployments().size() && of(ServiceControl.class).isEmpty(); i++) {
      String restart = host.deployments().get(i).restart();
      if (restart != null && !names.contains(restart)) {
        String path = "self_healing.host.deployments[" + i + "].restart";
        faults.add(places.of(path) + ": " + unknownService(restart, names));
      }
    }
    return faults;
  }

  private static String unknownService(String name, Set<String> names) {
    String maybe = Nearest.maybe(name, names);
    return "\""
        + name
        + "\""
        + " is no service of self_healing.host.services."
        + (maybe.isEmpty() ? " Declare it there, or register a ServiceControl" : maybe);
  }

  private String unknown(String id) {
    String none = ": there is no plug-in of this id.";
    String maybe = Nearest.maybe(id, byId.keySet());
    return maybe.isEmpty()
        ? none
            + " Register it on the builder with plugin(…) or discoverPlugins(), or take the key"
            + " out; known are "
            + String.join(", ", new TreeSet<>(byId.keySet()))
        : none + maybe;
  }

  /** All of a kind, in the order in which they came. */
  <T extends Plugin> List<T> of(Class<T> kind) {
    return byId.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The option values of a plug-in. */
  Options options(String id) {
    return options.getOrDefault(id, Options.of(List.of(), Map.of()));
  }

  /** The option values of all. */
  Map<String, Options> options() {
    return Map.copyOf(options);
  }

  /** The recovery procedures of the configuration and of the sources, the last of a name wins. */
  List<ProcedureSpec> procedures() {
    return procedures;
  }

  /**
   * Takes up what the sources of procedures bring, and over it what the configuration says.
   *
   * @throws HealingException when a source brings what a configuration may not say
   */
  void takeUp(List<ProcedureSpec> configured) {
    for (ProcedureSource source : of(ProcedureSource.class)) {
      List<ProcedureSpec> its = brought(source);
      validate(source, its);
      procedures.addAll(its);
    }
    procedures.addAll(configured);
  }

  private static List<ProcedureSpec> brought(ProcedureSource source) {
    try {
      return List.copyOf(source.procedures());
    } catch (RuntimeException | LinkageError e) {
      throw new HealingException(
          source.id() + " could not say which recovery procedures it brings: " + e,
          "Mend it, or leave it out; an empty list brings none.",
          e);
    }
  }

  private static void validate(ProcedureSource source, List<ProcedureSpec> its) {
    RootConfig root = RootConfig.defaults().withRecoveryProcedures(its);
    try {
      Configuration.validate(HealingConfig.defaults(Path.of("")).withSelfHealing(root));
    } catch (HealingException e) {
      throw new HealingException(
          "The procedures of " + source.id() + " are not in order:\n" + e.getMessage(), "", e);
    }
  }

  /** What could not be loaded, by the name of the class or the kind. */
  Map<String, Throwable> unloadable() {
    return unloadable;
  }
}
