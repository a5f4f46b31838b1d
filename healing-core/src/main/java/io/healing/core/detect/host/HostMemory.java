package io.healing.core.detect.host;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * How much memory is in use that cannot be had by asking for it. What the system keeps of files and
 * gives back at once counts as free: a container's inactive file pages, a machine's available
 * memory. Where neither can be read, it is what the JVM tells, which counts such memory as used.
 */
final class HostMemory {
  private static final long KIBI = 1_024;

  private final Path root;
  private final LongSupplier total;
  private final LongSupplier free;

  /** What is used. */
  record Use(long used, long total, String source) {}

  /** With the root of the file system, and what the JVM tells. */
  HostMemory(Path root, LongSupplier total, LongSupplier free) {
    this.root = root;
    this.total = total;
    this.free = free;
  }

  static HostMemory real(OperatingSystemMXBean system) {
    return new HostMemory(Path.of("/"), system::getTotalMemorySize, system::getFreeMemorySize);
  }

  Use use() {
    long all = total.getAsLong();
    Map<String, Long> machine = numbers("proc/meminfo");
    Long whole = machine.get("MemTotal");
    boolean limited = whole == null || all < whole * KIBI;
    Use container = container(all);
    if (limited && container.total > 0) {
      return container;
    }
    Long available = machine.get("MemAvailable");
    return whole == null || available == null || limited
        ? new Use(all - free.getAsLong(), all, "the JVM")
        : new Use((whole - available) * KIBI, whole * KIBI, "/proc/meminfo");
  }

  private Use container(long all) {
    OptionalLong now = number("sys/fs/cgroup/memory.current");
    Long idle = numbers("sys/fs/cgroup/memory.stat").get("inactive_file");
    if (now.isEmpty()) {
      now = number("sys/fs/cgroup/memory/memory.usage_in_bytes");
      idle = numbers("sys/fs/cgroup/memory/memory.stat").get("total_inactive_file");
    }
    return now.isEmpty() || idle == null
        ? new Use(0, 0, "")
        : new Use(Math.max(0, now.getAsLong() - idle), all, "the container's cgroup");
  }

  private OptionalLong number(String file) {
    List<String> lines = lines(file);
    boolean whole = !lines.isEmpty() && lines.get(0).matches("\\d{1,18}");
    return whole ? OptionalLong.of(Long.parseLong(lines.get(0))) : OptionalLong.empty();
  }

  /** The lines of the form {@code name 12} or {@code name: 12 kB}. */
  private Map<String, Long> numbers(String file) {
    Map<String, Long> numbers = new TreeMap<>();
    for (String line : lines(file)) {
      String[] words = line.split(":?\\s+", -1);
      if (words.length >= 2 && words[1].matches("\\d{1,18}")) {
        numbers.put(words[0], Long.valueOf(words[1]));
      }
    }
    return numbers;
  }

  private List<String> lines(String file) {
    Path path = root.resolve(file);
    try {
      return Files.isReadable(path) ? Files.readAllLines(path) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
