package io.healing.core.job;

import io.healing.api.job.JobRun;
import java.util.List;
import java.util.Set;

/**
 * What happened since the last drain.
 *
 * @param toSave runs to store: those that ended, of a job that often runs well not all, and those
 *     that have been running for longer than one drain, so that a crash leaves their row behind
 * @param changed the ids of the jobs to which something happened
 * @param started runs seen to begin that had not ended yet
 * @param ended runs that ended, oldest end first
 * @param discovered the ids of jobs seen for the first time without a definition
 * @param thinned the ids of jobs of which not every good run is to be stored since now
 */
public record Drained(
    List<JobRun> toSave,
    Set<String> changed,
    List<JobRun> started,
    List<JobRun> ended,
    Set<String> discovered,
    Set<String> thinned) {}
