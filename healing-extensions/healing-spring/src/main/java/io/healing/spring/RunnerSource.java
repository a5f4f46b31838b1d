package io.healing.spring;

import io.healing.api.job.JobRunner;
import java.util.List;

/**
 * Finds the job runners of one kind among the beans of an application. A bean of this type is asked
 * when Healing is put together.
 */
@FunctionalInterface
public interface RunnerSource {
  /** The runners to join; may be empty. */
  List<JobRunner> runners();
}
