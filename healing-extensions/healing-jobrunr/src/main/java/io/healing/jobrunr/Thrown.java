package io.healing.jobrunr;

import java.lang.reflect.InvocationTargetException;

/** What a job threw, out of what JobRunr hands on. */
final class Thrown {
  private Thrown() {}

  /** JobRunr calls a job by reflection, which wraps what the job throws. */
  static Throwable byJob(Throwable handedOn) {
    Throwable cause = handedOn.getCause();
    return handedOn instanceof InvocationTargetException && cause != null ? cause : handedOn;
  }
}
