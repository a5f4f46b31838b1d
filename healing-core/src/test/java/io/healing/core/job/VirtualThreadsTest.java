package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads and what newer JDKs gave the executors, in a process of such a JDK. */
class VirtualThreadsTest {
  @TempDir Path home;

  @Test
  void tasksOnVirtualThreadsAreRunsLikeAllOthers() throws Exception {
    String said = SecondJdk.run(VirtualThreadsProgram.class, home);

    assertThat(said)
        .contains("results: [1, 2, 3] and broken; runs: FAILURE=1, SUCCESS=3")
        .contains("look: WAITING in await of a virtual thread; interrupted: CANCELLED")
        .contains("closed: terminated, takes no more tasks, its tasks ended: true")
        .contains("own thread locals and class loader: true")
        .contains("nothing of ours is left on the thread: true")
        .contains("fork-join pool: scheduler true, 3 periodic runs, silenced true")
        .contains("adapted task: same future true, ended with the pool true")
        .doesNotContain("exit", "Exception in thread");
  }

  /** One carrier alone: a task that is pinned while it waits for the next would stop all. */
  @Test
  void manyThousandTasksRunOnOneCarrierAndNoLockOfOursPinsIt() throws Exception {
    String said =
        SecondJdk.run(
            ManyVirtualThreads.class,
            home,
            "-Djdk.virtualThreadScheduler.parallelism=1",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1",
            "-Xmx256m");

    assertThat(said)
        .contains("5000 tasks: SUCCESS=5000, lost 0")
        .contains("pinned 0")
        .doesNotContain("exit", "Exception in thread");
  }
}
