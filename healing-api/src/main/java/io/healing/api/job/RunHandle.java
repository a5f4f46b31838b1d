package io.healing.api.job;

/** A run that was told to begin; given back by {@link JobObserver#started}. Thread-safe. */
public interface RunHandle {
  /** The run's id in the store. */
  long id();

  /** The job. */
  String jobId();
}
