package io.healing.api.job;

import org.junit.jupiter.api.Test;

/** The contract of runners on the smallest runner. */
class PoolRunnerTest extends JobRunnerContract {
  @Override
  protected Rig rig() {
    return new PoolRunner();
  }

  @Test
  void whatAnObserverThrowsIsCounted() throws Exception {
    PoolRunner runner = new PoolRunner();
    runner.join(Told.Broken.BY_ERROR);
    String job = runner.job("steady", () -> {});

    runner.fire(job);

    until(() -> runner.lost() == 1);
    runner.shutDown();
  }
}
