package io.healing.api.store;

import io.healing.api.config.LogLevel;
import java.time.Instant;

/**
 * Where everything is kept, reached through narrow repositories. Thread-safe. Every method of every
 * repository may throw {@link StoreException}. Times have millisecond precision.
 */
public interface HealingStore extends AutoCloseable {
  /** What this store is. */
  StoreInfo info();

  /** The history of runs. */
  RunRepository runs();

  /** What was and is wrong. */
  IncidentRepository incidents();

  /** The passes of analysis. */
  ReviewRepository reviews();

  /** What was proposed. */
  SuggestionRepository suggestions();

  /** What people said no to. */
  RejectionRepository rejections();

  /** What was done. */
  ActionRepository actions();

  /** What was intended, written before it was done. */
  Journal journal();

  /** What is counted per incident key. */
  CounterRepository counters();

  /** Why something was not done. */
  DecisionRepository decisions();

  /** Good contents of the jobs' files. */
  FileVersionRepository files();

  /** The processes that use this store. */
  InstanceRepository instances();

  /** Samples. */
  MetricRepository metrics();

  /** Procedures with their measured effectiveness. */
  ProcedureRepository procedures();

  /** What was changed on purpose. */
  ChangeRepository changes();

  /** What plug-ins keep, and switches such as the pause. */
  StateRepository states();

  /**
   * Runs the work in one transaction over all repositories; durable once this returns. Within it
   * the same thread may call every repository. Not nested.
   */
  <T> T transaction(Work<T> work);

  /**
   * Forgets what is older, in bounded steps: actions, then suggestions, then reviews; never an open
   * incident, a pending suggestion, an unsettled intent, an action under verification, a counter or
   * a rejection.
   *
   * @param history rows older than this go
   * @param metrics samples older than this go
   * @return how many rows went
   */
  int forget(Instant history, Instant metrics);

  /**
   * From now on the store hands no message of its own below this level to the host's logging. Does
   * nothing where a store logs nothing, as by default.
   *
   * @param least {@code log_level} of the configuration that it is used with
   */
  default void logFrom(LogLevel least) {}

  /** Writes what is buffered and lets go of everything. A second call does nothing. */
  @Override
  void close();
}
