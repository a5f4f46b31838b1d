package io.healing.api.job;

/** The contract of runners on the smallest runner. */
class PoolRunnerTest extends JobRunnerContract {
  @Override
  protected Rig rig() {
    return new PoolRunner();
  }
}
