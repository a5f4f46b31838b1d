package io.healing.core.job;

import io.healing.api.job.JobRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** Run by {@link VirtualThreadsTest}: many tasks at once on one carrier thread. */
final class ManyVirtualThreads {
  private static final int TASKS = 5_000;

  private ManyVirtualThreads() {}

  public static void main(String[] args) throws Exception {
    Jobs jobs = new HeldTime("2026-03-01T10:00:00Z").jobs(1 << 16);
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withoutThreshold();
      recording.start();
      List<JobRun> runs = runAll(jobs);
      recording.stop();
      System.out.println(
          TASKS + " tasks: " + VirtualThreadsProgram.counted(runs) + ", lost " + jobs.dropped());
      Path file = Files.createTempFile("pinned", ".jfr");
      try {
        recording.dump(file);
        System.out.println("pinned " + pinned(file));
      } finally {
        Files.delete(file);
      }
    }
  }

  private static long pinned(Path file) throws Exception {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
        .count();
  }

  /** All begin before any ends: each logs, nests a run, and waits for the last one. */
  private static List<JobRun> runAll(Jobs jobs) throws Exception {
    CountDownLatch all = new CountDownLatch(TASKS);
    ExecutorService plain = VirtualThreadsProgram.perTask();
    ExecutorService observed = jobs.observe(plain, "many");
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      futures.add(observed.submit(() -> one(jobs, all)));
    }
    for (Future<?> future : futures) {
      future.get();
    }
    plain.shutdown();
    plain.awaitTermination(10, TimeUnit.SECONDS);
    return jobs.drain(java.time.Instant.EPOCH).ended();
  }

  private static Object one(Jobs jobs, CountDownLatch all) throws InterruptedException {
    jobs.logged(null, () -> "waits for the others");
    all.countDown();
    all.await();
    jobs.logged(null, () -> "goes on");
    return all;
  }
}
