package io.healing.core.detect.host;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.healing.api.Subject;
import io.healing.api.detect.MetricName;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads this JVM. */
final class Jvm {
  private static final double ALL = 100;

  private final HostSettings settings;
  private final Subject subject;

  Jvm(HostSettings settings) {
    this.settings = settings;
    subject = Subject.jvm(settings.jvm());
  }

  private Levels memory() {
    return Levels.percent(settings.config().thresholdMemory(), 95);
  }

  /** What the last collection of the old generation left; before the first nothing is known. */
  void heap(Sheet sheet) {
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
            .toList();
    Optional<MemoryUsage> old =
        pools.stream()
            .map(MemoryPoolMXBean::getCollectionUsage)
            .max(Comparator.comparingLong(MemoryUsage::getMax));
    if (old.isEmpty() || old.get().getUsed() == 0) {
      sheet.noData(subject, "the old part of the heap has not been collected yet");
      return;
    }
    long left = pools.stream().mapToLong(pool -> pool.getCollectionUsage().getUsed()).sum();
    heap(left, Runtime.getRuntime().maxMemory(), sheet);
  }

  void heap(long left, long most, Sheet sheet) {
    double percent = ALL * left / most;
    String words =
        "%s of the heap of %s were still in use after its last collection"
            .formatted(Words.percent(percent), Words.size(most));
    sheet.saw(subject, percent, memory(), words);
  }

  void metaspace(Sheet sheet) {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals("Metaspace")) {
        metaspace(pool.getUsage(), sheet);
        return;
      }
    }
    sheet.noData(subject, "this JVM has no metaspace");
  }

  void metaspace(MemoryUsage usage, Sheet sheet) {
    sheet.sample(MetricName.METASPACE_BYTES, (double) usage.getUsed());
    if (usage.getMax() <= 0) {
      sheet.noData(subject, "metaspace has no limit; one is set with -XX:MaxMetaspaceSize");
      return;
    }
    limited("metaspace", usage.getUsed(), usage.getMax(), sheet);
  }

  void direct(Sheet sheet) {
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().equals("direct")) {
        limited("direct memory", pool.getMemoryUsed(), directLimit(), sheet);
        return;
      }
    }
    sheet.noData(subject, "this JVM does not tell of direct buffers");
  }

  /** Without a limit of its own, direct memory has that of the heap. */
  private static long directLimit() {
    HotSpotDiagnosticMXBean hotSpot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long set =
        hotSpot == null ? 0 : Long.parseLong(hotSpot.getVMOption("MaxDirectMemorySize").getValue());
    return set > 0 ? set : Runtime.getRuntime().maxMemory();
  }

  private void limited(String what, long used, long most, Sheet sheet) {
    double percent = ALL * used / most;
    String words =
        "%s of %s of %s are used".formatted(Words.percent(percent), Words.size(most), what);
    sheet.saw(subject, percent, memory(), words);
  }

  /** Time in collections since the look before; two looks of one JVM are needed. */
  void collections(Sheet sheet) {
    long spent =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(Jvm::stopsTheProgram)
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum();
    long up = ManagementFactory.getRuntimeMXBean().getUptime();
    long began = ManagementFactory.getRuntimeMXBean().getStartTime();
    collections(new Collections(began, up, spent), sheet);
  }

  /** ZGC and Shenandoah also count cycles, which run beside the program. */
  private static boolean stopsTheProgram(GarbageCollectorMXBean collector) {
    return !collector.getName().contains("Cycles") && !collector.getName().contains("Concurrent");
  }

  /** How long a JVM is up, and how much of that it spent in collections, in milliseconds. */
  record Collections(long began, long up, long spent) {
    String text() {
      return began + "," + up + "," + spent;
    }

    static Optional<Collections> of(String text) {
      if (!text.matches("-?\\d+,\\d+,\\d+")) {
        return Optional.empty();
      }
      String[] parts = text.split(",", -1);
      return Optional.of(
          new Collections(
              Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])));
    }
  }

  void collections(Collections now, Sheet sheet) {
    Optional<Collections> before =
        Collections.of(sheet.memo(subject))
            .filter(b -> b.began == now.began && b.up < now.up && b.spent <= now.spent);
    sheet.memo(subject, now.text());
    if (before.isEmpty()) {
      sheet.noData(subject, "a share of time needs two looks");
      return;
    }
    double percent = ALL * (now.spent - before.get().spent) / (now.up - before.get().up);
    String words = Words.percent(percent) + " of the time went into garbage collection";
    sheet.saw(subject, percent, LevelMonitor.percent(sheet.options()), words);
  }

  void threads(Sheet sheet) {
    int live = ManagementFactory.getThreadMXBean().getThreadCount();
    int daemons = ManagementFactory.getThreadMXBean().getDaemonThreadCount();
    String words = live + " threads are alive, " + daemons + " of them daemons";
    sheet.saw(
        new Sheet.Entry(subject, "", live, LevelMonitor.open(sheet.options()), words, Map.of()));
  }
}
