package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.ThreadLook;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What real threads are seen to hang in. */
@Timeout(60)
class RealThreadsTest {
  private static final Duration APART = Duration.ofMillis(50);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<Thread> started = new java.util.concurrent.CopyOnWriteArrayList<>();
  private volatile boolean over;
  private volatile long sum;

  /** Work that may be interrupted. */
  private interface Work {
    void run() throws Exception;
  }

  @AfterEach
  void endAll() throws InterruptedException {
    over = true;
    for (Thread thread : started) {
      thread.interrupt();
      thread.join();
    }
  }

  private Thread start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                over = true;
              }
            },
            name);
    thread.setDaemon(true);
    started.add(thread);
    thread.start();
    return thread;
  }

  private static ThreadLook look(Thread thread) {
    ThreadInfo info = THREADS.getThreadInfo(thread.getId(), 128);
    String owner = info.getLockOwnerName();
    String lock = info.getLockName() == null ? "" : info.getLockName();
    return new ThreadLook(
        info.getThreadState(),
        List.of(info.getStackTrace()),
        THREADS.getThreadCpuTime(thread.getId()),
        owner == null ? lock : lock + ", held by thread \"" + owner + "\"");
  }

  /** Waits until the thread has come to where it is to hang. */
  private static ThreadLook await(Thread thread, Predicate<ThreadLook> there) {
    ThreadLook look = look(thread);
    while (!there.test(look)) {
      Thread.onSpinWait();
      look = look(thread);
    }
    return look;
  }

  private static boolean at(ThreadLook look, String method) {
    return look.frames().stream().anyMatch(frame -> frame.getMethodName().equals(method));
  }

  private static Verdict hung(Thread thread, Predicate<ThreadLook> there) {
    ThreadLook first = await(thread, there);
    return Hang.classify(first, look(thread), APART, new Deadlocks());
  }

  @Test
  void whoWaitsForAMonitorIsSeenWithItsOwner() {
    Object monitor = new Object();
    synchronized (monitor) {
      Thread waiting =
          start(
              "waiting",
              () -> {
                synchronized (monitor) {
                  sum++;
                }
              });
      Verdict verdict = hung(waiting, look -> look.state() == Thread.State.BLOCKED);

      assertThat(verdict.hang()).isEqualTo(Hang.LOCK);
      assertThat(verdict.words())
          .contains("java.lang.Object@")
          .contains("held by thread \"" + Thread.currentThread().getName() + "\"");
      assertThat(verdict.place()).contains(getClass().getName());
    }
  }

  @Test
  void whoWaitsForAReentrantLockIsSeenWithItsOwner() {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    try {
      Thread waiting = start("waiting", lock::lockInterruptibly);
      Verdict verdict = hung(waiting, look -> look.state() == Thread.State.WAITING);

      assertThat(verdict.hang()).isEqualTo(Hang.LOCK);
      assertThat(verdict.words()).contains(Thread.currentThread().getName());
    } finally {
      lock.unlock();
    }
  }

  @Test
  void twoThatWaitForOneAnotherAreInADeadlockAndSoIsAThirdBehindThem() {
    ReentrantLock left = new ReentrantLock();
    ReentrantLock right = new ReentrantLock();
    CyclicBarrier both = new CyclicBarrier(2);
    Thread one = start("one", () -> crosswise(left, right, both));
    Thread two = start("two", () -> crosswise(right, left, both));
    await(one, look -> look.lock().contains("held by"));
    await(two, look -> look.lock().contains("held by"));
    Thread third = start("third", left::lockInterruptibly);

    assertThat(hung(one, look -> true).hang()).isEqualTo(Hang.DEADLOCK);
    assertThat(hung(two, look -> true).hang()).isEqualTo(Hang.DEADLOCK);
    assertThat(hung(third, look -> look.lock().contains("held by")).hang())
        .isEqualTo(Hang.DEADLOCK);
  }

  private static void crosswise(ReentrantLock first, ReentrantLock second, CyclicBarrier both)
      throws Exception {
    first.lockInterruptibly();
    try {
      both.await();
      second.lockInterruptibly();
      second.unlock();
    } finally {
      first.unlock();
    }
  }

  @Test
  void whoReadsFromASilentPeerIsSeen() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket silent = server.accept()) {
      Thread reading = start("reading", () -> sum += socket.getInputStream().read());
      Verdict verdict =
          hung(reading, look -> at(look, "park") || at(look, "poll") || at(look, "read0"));

      assertThat(verdict.hang()).isEqualTo(Hang.SOCKET_READ);
      assertThat(silent.isConnected()).isTrue();
    }
  }

  @Test
  void whoSleepsIsSeen() {
    Thread sleeping = start("sleeping", () -> Thread.sleep(Duration.ofHours(1).toMillis()));

    assertThat(hung(sleeping, look -> at(look, "sleep")).hang()).isEqualTo(Hang.SLEEP);
  }

  @Test
  void whoWaitsForASignalIsSeen() {
    CountDownLatch never = new CountDownLatch(1);
    Thread waiting = start("waiting", never::await);
    Thread parked = start("parked", LockSupport::park);
    Object monitor = new Object();
    Thread notified =
        start(
            "notified",
            () -> {
              synchronized (monitor) {
                monitor.wait();
              }
            });

    assertThat(hung(waiting, look -> look.state() == Thread.State.WAITING).hang())
        .isEqualTo(Hang.PARK);
    assertThat(hung(parked, look -> look.state() == Thread.State.WAITING).hang())
        .isEqualTo(Hang.PARK);
    assertThat(hung(notified, look -> look.state() == Thread.State.WAITING).hang())
        .isEqualTo(Hang.PARK);
  }

  @Test
  void whoWaitsForAnotherProcessIsSeen() throws IOException {
    Process process = new ProcessBuilder("sleep", "3600").start();
    try {
      Thread waiting = start("waiting", process::waitFor);

      assertThat(
              hung(waiting, look -> at(look, "waitFor") && look.state() == Thread.State.WAITING)
                  .hang())
          .isEqualTo(Hang.CHILD_PROCESS);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void whoReadsWhatASilentProcessSaysIsSeenReading() throws IOException {
    Process process = new ProcessBuilder("sleep", "3600").start();
    try {
      InputStream output = process.getInputStream();
      Thread reading = start("reading", () -> sum += output.read());
      Verdict verdict = hung(reading, look -> at(look, "readBytes") || at(look, "readBytes0"));

      assertThat(verdict.hang()).isEqualTo(Hang.FILE_IO);
      assertThat(verdict.words()).contains("what another process says");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void whoComputesWithoutAPauseIsSeen() {
    Thread busy = start("busy", this::compute);
    ThreadLook first = await(busy, look -> at(look, "compute") && look.cpuNanos() > 0);
    Duration apart = Duration.ofMillis(20);
    ThreadLook second = await(busy, look -> look.cpuNanos() - first.cpuNanos() >= apart.toNanos());
    Verdict verdict = Hang.classify(first, second, apart, new Deadlocks());

    assertThat(verdict.hang()).isEqualTo(Hang.CPU_LOOP);
    assertThat(verdict.words()).contains("% of a processor");
    assertThat(verdict.stack()).contains("compute");
  }

  private void compute() {
    while (!over) {
      sum++;
    }
  }
}
