package io.healing.core.detect.host;

import static io.healing.core.detect.host.Host.metric;
import static io.healing.core.detect.host.Host.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.Observation;
import java.io.IOException;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineMonitorsTest {
  private static final Subject JVM = Subject.jvm("shop");
  private static final long MB = 1_048_576;

  @TempDir private Path root;
  private final Host host = new Host();

  private LevelMonitor reading(Rule rule, Reader reader) {
    return new LevelMonitor(rule, host.settings(), reader);
  }

  @Test
  void everyMonitorOfTheMachineGivesARealNumberOrItsReason() {
    for (Monitor monitor : HostMonitors.ofMachine(host.settings())) {
      Observation seen = host.looks(monitor, 2);

      assertThat(seen.metrics().size() + seen.noData().size()).as(monitor.id()).isPositive();
      assertThat(seen.metrics())
          .as(monitor.id())
          .allMatch(m -> Double.isFinite(m.currentValue()) && m.currentValue() >= 0);
    }
  }

  @Test
  void theProcessorsAreReallyMeasured() {
    Monitor cpu = host.monitor("cpu");
    host.look(cpu);
    double sum = 0;
    for (int i = 0; i < 20_000_000; i++) {
      sum += Math.sqrt(i);
    }
    Observation seen = host.look(cpu);

    assertThat(sum).isPositive();
    assertThat(metric(seen, "cpu_usage").currentValue()).isBetween(0.0, 100.0);
    assertThat(metric(seen, "process_cpu_usage").currentValue()).isBetween(0.0, 100.0);
  }

  @Test
  void theHeapIsWhatACollectionLeft() {
    Monitor heap = host.monitor("heap");
    System.gc();
    List<byte[]> held = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      held.add(new byte[(int) MB]);
    }
    System.gc();
    double full = metric(host.look(heap), "heap_usage").currentValue();
    held.clear();
    System.gc();
    double empty = metric(host.look(heap), "heap_usage").currentValue();

    assertThat(full - empty).isGreaterThan(35 * 100.0 * MB / Runtime.getRuntime().maxMemory());
  }

  @Test
  void aHeapThatStaysFullIsALeak() {
    Jvm jvm = new Jvm(host.settings());
    LevelMonitor heap = reading(Rules.HEAP, sheet -> jvm.heap(90 * MB, 100 * MB, sheet));
    Finding leak = only(host.looks(heap, 2));

    assertThat(leak.id()).isEqualTo("jvm.heap");
    assertThat(leak.subject()).isEqualTo(JVM);
    assertThat(leak.type()).isEqualTo(ErrorType.MEMORY_LEAK);
    assertThat(leak.message())
        .startsWith("90 % of the heap of 100 MB were still in use after its last collection");
  }

  @Test
  void theConfiguredThresholdsAreTheWarnings() {
    ErrorDetectionConfig low = new ErrorDetectionConfig(30, 10, 20, 5, 2_000, true, true, 300);
    host.config(low);
    Jvm jvm = new Jvm(host.settings());
    LevelMonitor heap = reading(Rules.HEAP, sheet -> jvm.heap(20 * MB, 100 * MB, sheet));

    assertThat(only(host.looks(heap, 2)).evidence())
        .containsEntry("warning", "20")
        .containsEntry("critical", "95");
    assertThat(metric(host.look(host.monitor("cpu")), "cpu_usage").thresholdWarning())
        .isEqualTo(10.0);
    assertThat(metric(host.look(host.monitor("memory")), "memory_usage").thresholdWarning())
        .isEqualTo(20.0);
  }

  @Test
  void metaspaceWithoutALimitIsMeasuredAndNotJudged() {
    Jvm jvm = new Jvm(host.settings());
    LevelMonitor endless =
        reading(Rules.METASPACE, s -> jvm.metaspace(new MemoryUsage(0, 50, 60, -1), s));
    Observation seen = host.looks(endless, 2);

    assertThat(seen.noData().get(JVM)).contains("-XX:MaxMetaspaceSize");
    assertThat(metric(seen, "metaspace_bytes").currentValue()).isEqualTo(50);

    LevelMonitor limited =
        reading(Rules.METASPACE, s -> jvm.metaspace(new MemoryUsage(0, 96, 96, 100), s));
    assertThat(only(host.look(limited)).severity()).isEqualTo(ErrorSeverity.HIGH);
  }

  @Test
  void collectionsAreAShareOfTheTimeBetweenTwoLooksOfOneJvm() {
    Jvm jvm = new Jvm(host.settings());
    List<Jvm.Collections> looks =
        new ArrayList<>(
            List.of(
                new Jvm.Collections(1, 1_000, 900),
                new Jvm.Collections(1, 11_000, 1_900),
                new Jvm.Collections(2, 500, 400)));
    Monitor gc =
        new LevelMonitor(
            Rules.GC,
            host.settings(),
            sheet -> jvm.collections(looks.remove(0), sheet),
            HostMonitors.disk());

    assertThat(host.look(gc).noData().get(JVM)).contains("two looks");
    assertThat(metric(host.look(gc), "gc_time_share").currentValue()).isEqualTo(10);
    assertThat(host.look(gc).noData().get(JVM)).contains("two looks");
  }

  @Test
  void whatASystemDoesNotTellIsNoDataAndNeverZero() {
    Machine dumb =
        new Machine(new SilentSystem(), new HostMemory(root, () -> 0, () -> 0), host.settings());

    Observation cpu = host.look(reading(Rules.CPU, dumb::cpu));
    Observation memory = host.look(reading(Rules.MEMORY, dumb::memory));
    Observation files = host.look(reading(Rules.DESCRIPTORS, dumb::fileDescriptors));

    assertThat(cpu.metrics()).isEmpty();
    assertThat(cpu.noData().get(Subject.host())).contains("does not tell");
    assertThat(memory.metrics()).isEmpty();
    assertThat(memory.noData().get(Subject.host())).contains("does not tell");
    assertThat(files.metrics()).isEmpty();
    assertThat(files.noData().get(JVM)).contains("does not tell");
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void whatTheSystemKeepsOfFilesIsNotUsedMemory() throws IOException {
    write("proc/meminfo", "MemTotal: 1000 kB\nMemFree: 50 kB\nMemAvailable: 700 kB\n");
    HostMemory.Use use = new HostMemory(root, () -> 1_024_000, () -> 51_200).use();

    assertThat(use).isEqualTo(new HostMemory.Use(307_200, 1_024_000, "/proc/meminfo"));
  }

  @Test
  void aContainerHasItsOwnLimitAndItsIdleFilePagesAreNotUsed() throws IOException {
    write("proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 700 kB\n");
    write("sys/fs/cgroup/memory.current", "400000\n");
    write("sys/fs/cgroup/memory.stat", "anon 100\ninactive_file 150000\nactive_file 7\n");
    HostMemory.Use use = new HostMemory(root, () -> 500_000, () -> 100_000).use();

    assertThat(use).isEqualTo(new HostMemory.Use(250_000, 500_000, "the container's cgroup"));
  }

  @Test
  void anOlderContainerIsReadWhereItTells() throws IOException {
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "400000\n");
    write("sys/fs/cgroup/memory/memory.stat", "inactive_file 1\ntotal_inactive_file 100000\n");

    assertThat(new HostMemory(root, () -> 500_000, () -> 1).use().used()).isEqualTo(300_000);
  }

  @Test
  void whereNothingElseTellsTheJvmDoes() {
    assertThat(new HostMemory(root, () -> 1_000, () -> 400).use())
        .isEqualTo(new HostMemory.Use(600, 1_000, "the JVM"));
  }

  @Test
  void theDiskOfTheStoreIsWatchedBeforeTheStoreIsMade() {
    Observation seen = host.base(root).look(host.monitor("disk"));

    assertThat(metric(seen, "disk_usage/store").currentValue()).isBetween(0.0, 100.0);
  }

  @Test
  void aFullDiskIsToldWithItsPath() {
    Disks disks = new Disks(root, path -> new Disks.Room(4 * MB, 100 * MB));
    Monitor disk = new LevelMonitor(Rules.DISK, host.settings(), disks::read, HostMonitors.disk());
    Finding full = only(host.look(disk));

    assertThat(full.id()).isEqualTo("host.disk");
    assertThat(full.subject()).isEqualTo(Subject.environment("disk/store"));
    assertThat(full.message())
        .startsWith("96 % of the disk of " + root + " are used, 4 MB are free");
    assertThat(full.severity()).isEqualTo(ErrorSeverity.HIGH);
  }

  @Test
  void aDiskThatIsNotThereIsNoData() {
    Observation seen = host.base(root).option("paths", "nowhere, .").look(host.monitor("disk"));

    assertThat(seen.noData().get(Subject.environment("disk/nowhere"))).contains("cannot be read");
    assertThat(seen.metrics()).hasSize(2);
  }

  @Test
  void twoThreadsThatWaitForOneAnotherAreFound() throws InterruptedException {
    Monitor deadlock = host.monitor("deadlock");
    ReentrantLock one = new ReentrantLock();
    ReentrantLock other = new ReentrantLock();
    Thread left = crossing(one, other, "left");
    Thread right = crossing(other, one, "right");
    try {
      both.countDown();
      Observation seen = host.look(deadlock);
      while (seen.findings().isEmpty()) {
        Thread.onSpinWait();
        seen = host.look(deadlock);
      }
      Finding found = only(seen);

      assertThat(found.id()).isEqualTo("jvm.deadlock");
      assertThat(found.message()).contains("2 threads wait for one another", "left", "right");
      assertThat(found.evidence().get("stack")).contains("waits for", "held by", "at ");
      assertThat(metric(seen, "deadlocked_threads").currentValue()).isEqualTo(2);
    } finally {
      left.interrupt();
      right.interrupt();
      left.join(Duration.ofSeconds(10).toMillis());
      right.join(Duration.ofSeconds(10).toMillis());
    }
    assertThat(host.look(deadlock).clear()).containsExactly(JVM);
  }

  private final CountDownLatch both = new CountDownLatch(1);

  private Thread crossing(ReentrantLock first, ReentrantLock second, String name)
      throws InterruptedException {
    CountDownLatch holds = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              first.lock();
              holds.countDown();
              try {
                both.await();
                second.lockInterruptibly();
                second.unlock();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                first.unlock();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    holds.await();
    return thread;
  }
}
