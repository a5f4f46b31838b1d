package io.healing.core.detect.host;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.healing.api.Subject;
import io.healing.api.detect.MetricName;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** Reads the machine, or the container, in which this program runs. */
final class Machine {
  private static final double ALL = 100;

  private final OperatingSystemMXBean system;
  private final HostMemory memory;
  private final HostSettings settings;

  Machine(OperatingSystemMXBean system, HostMemory memory, HostSettings settings) {
    this.system = system;
    this.memory = memory;
    this.settings = settings;
  }

  static Machine real(HostSettings settings) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(system, HostMemory.real(system), settings);
  }

  void cpu(Sheet sheet) {
    double own = system.getProcessCpuLoad();
    if (own >= 0) {
      sheet.sample(MetricName.PROCESS_CPU, own * ALL);
    }
    double load = system.getCpuLoad();
    if (!(load >= 0)) {
      sheet.noData(Subject.host(), "the system does not tell how much of its processors is used");
      return;
    }
    Levels levels = Levels.percent(settings.config().thresholdCpu(), 90);
    String words =
        Words.percent(load * ALL)
            + " of "
            + system.getAvailableProcessors()
            + " processors are used, "
            + (own >= 0 ? Words.percent(own * ALL) + " by this program" : "by whom is not told");
    sheet.saw(Subject.host(), load * ALL, levels, words);
  }

  void memory(Sheet sheet) {
    HostMemory.Use use = memory.use();
    if (use.total() <= 0) {
      sheet.noData(Subject.host(), "the system does not tell how much memory there is");
      return;
    }
    double percent = ALL * use.used() / use.total();
    Levels levels = Levels.percent(settings.config().thresholdMemory(), 95);
    String words =
        Words.percent(percent) + " of " + Words.size(use.total()) + " of memory are used";
    sheet.saw(
        new Sheet.Entry(
            Subject.host(), "", percent, levels, words, Map.of("read_from", use.source())));
  }

  void fileDescriptors(Sheet sheet) {
    Subject jvm = Subject.jvm(settings.jvm());
    if (!(system instanceof UnixOperatingSystemMXBean unix)
        || unix.getMaxFileDescriptorCount() <= 0) {
      sheet.noData(jvm, "this operating system does not tell of file descriptors");
      return;
    }
    long open = unix.getOpenFileDescriptorCount();
    long most = unix.getMaxFileDescriptorCount();
    String words = open + " of " + most + " file descriptors are open";
    sheet.saw(jvm, ALL * open / most, LevelMonitor.percent(sheet.options()), words);
  }
}
