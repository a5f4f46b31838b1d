package io.healing.spring;

import io.healing.api.job.JobRunnerContract;

/** The contract of runners on the scheduler of a Spring application. */
class SpringTaskRunnerTest extends JobRunnerContract {
  @Override
  protected Rig rig() {
    return new SpringRig().started();
  }
}
