package io.healing.jobrunr;

import io.healing.api.job.JobRunnerContract.Rig;
import java.time.InstantSource;

/** The same with a storage of their own each in one real database. */
class SharedPostgresJobRunrTest extends SharedJobRunrTest {
  @Override
  protected Rig rig() {
    return JobRunrRig.postgres().started();
  }

  @Override
  protected Rig beside(Rig first, String job, Runnable work) {
    return JobRunrRig.in(JobRunrRig.database(), InstantSource.system()).started();
  }
}
