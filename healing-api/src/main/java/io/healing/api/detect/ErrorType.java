package io.healing.api.detect;

import io.healing.api.WireWord;

/** What kind of trouble a finding tells of. */
public enum ErrorType implements WireWord {
  /** Something got slower, or takes longer than it should. */
  PERFORMANCE_DEGRADATION,

  /** Memory is used up or grows without end. */
  MEMORY_LEAK,

  /** The processor is used up. */
  CPU_SPIKE,

  /** The network, or a peer behind it, did not answer in time. */
  NETWORK_TIMEOUT,

  /** A database cannot be reached, or has no connection left. */
  DATABASE_CONNECTION,

  /** A service that is called answers with errors. */
  API_FAILURE,

  /** A new version does not come up. */
  DEPLOYMENT_FAILURE,

  /** A setting is missing or wrong. */
  CONFIGURATION_ERROR,

  /** Something that is needed is missing or broken. */
  DEPENDENCY_FAILURE,

  /** None of the others, or not known. */
  UNKNOWN
}
