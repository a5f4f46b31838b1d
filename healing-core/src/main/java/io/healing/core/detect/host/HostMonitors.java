package io.healing.core.detect.host;

import io.healing.api.PluginOption;
import io.healing.api.Subject;
import io.healing.api.detect.Monitor;
import java.util.List;

/** All monitors of the host. */
public final class HostMonitors {
  private static final double ALL = 100;
  private static final double MOST = 10_000_000;

  private final HostSettings settings;

  private HostMonitors(HostSettings settings) {
    this.settings = settings;
  }

  /** What a part of the program is called as a subject, such as {@code pool:orders}. */
  public static Subject part(String name) {
    return Words.part(name);
  }

  /** Those that read the machine and this JVM. */
  public static List<Monitor> ofMachine(HostSettings settings) {
    HostMonitors made = new HostMonitors(settings);
    Machine machine = Machine.real(settings);
    Jvm jvm = new Jvm(settings);
    return List.of(
        made.of(Rules.CPU, machine::cpu),
        made.of(Rules.MEMORY, machine::memory),
        made.of(Rules.HEAP, jvm::heap),
        made.of(Rules.METASPACE, jvm::metaspace),
        made.of(Rules.DIRECT, jvm::direct),
        made.of(Rules.GC, jvm::collections, levels(10, 25, ALL)),
        made.of(Rules.THREADS, jvm::threads, levels(2_000, 5_000, MOST)),
        new DeadlockMonitor(settings),
        made.of(Rules.DESCRIPTORS, machine::fileDescriptors, levels(80, 95, ALL)),
        made.of(Rules.DISK, new Disks(settings.store())::read, disk()));
  }

  /** Those that read what the program names or hands over. */
  public static List<Monitor> ofProgram(HostSettings settings) {
    HostMonitors made = new HostMonitors(settings);
    Pools pools = new Pools(settings.handles());
    Endpoints endpoints = new Endpoints(settings);
    return List.of(
        made.of(
            Rules.NETWORK, endpoints::connect, PluginOption.endpoint("endpoints", "").several()),
        made.of(Rules.HTTP, endpoints::ask, PluginOption.url("urls", "").several()),
        made.of(Rules.POOL, pools::connections, levels(80, 100, ALL)),
        made.of(Rules.DATA_SOURCE, new DataSources(settings)::read),
        made.of(Rules.QUEUE, pools::queues, levels(80, 95, ALL)),
        made.of(Rules.ERRORS, new ErrorRate(settings)::read, ErrorRate.WINDOW, ErrorRate.LEAST),
        made.of(Rules.LOG, new LogFiles()::read, log()));
  }

  private Monitor of(Rule rule, Reader reader, PluginOption... options) {
    return new LevelMonitor(rule, settings, reader, options);
  }

  private static PluginOption[] levels(double warning, double critical, double most) {
    return new PluginOption[] {
      PluginOption.decimal("warning", warning, 0, most),
      PluginOption.decimal("critical", critical, 0, most).withAbove("warning")
    };
  }

  static PluginOption[] disk() {
    PluginOption[] levels = levels(85, 95, ALL);
    return new PluginOption[] {levels[0], levels[1], PluginOption.path("paths", "").several()};
  }

  static PluginOption[] log() {
    PluginOption[] levels = levels(1, 10, MOST);
    return new PluginOption[] {
      levels[0], levels[1], LogFiles.PATHS, LogFiles.PATTERN, LogFiles.WINDOW
    };
  }
}
