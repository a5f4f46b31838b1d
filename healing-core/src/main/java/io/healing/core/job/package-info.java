/** Observes the runs of jobs: records them, knows what is usual, and when a run is owed. */
@org.jspecify.annotations.NullMarked
package io.healing.core.job;
