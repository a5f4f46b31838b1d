/** Joins JobRunr: its jobs are observed, known with their next start, and take orders. */
@org.jspecify.annotations.NullMarked
package io.healing.jobrunr;
