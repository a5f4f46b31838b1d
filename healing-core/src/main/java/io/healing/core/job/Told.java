package io.healing.core.job;

import io.healing.api.job.JobDefinition;

/** What is known of a job beforehand, by its configuration and by its runner. */
final class Told {
  private static final JobDefinition PLAIN = JobDefinition.of("plain");

  private Told() {}

  /** The configured definition, with what the runner knows where it says nothing. */
  static JobDefinition both(JobDefinition configured, JobDefinition runner) {
    JobDefinition both = configured.withRepeatable(configured.repeatable() && runner.repeatable());
    both = both.name().equals(both.id()) ? both.withName(runner.name()) : both;
    both = both.runner().equals(PLAIN.runner()) ? both.withRunner(runner.runner()) : both;
    both = both.uses().isEmpty() ? both.withUses(runner.uses()) : both;
    both = both.command().isEmpty() ? both.withCommand(runner.command()) : both;
    both = both.files().isEmpty() ? both.withFiles(runner.files()) : both;
    return times(both, runner);
  }

  private static JobDefinition times(JobDefinition configured, JobDefinition runner) {
    JobDefinition both = configured;
    if (both.schedule().isEmpty() && runner.schedule().isPresent()) {
      both = both.withSchedule(runner.schedule().get());
    }
    if (both.maxDuration().isEmpty() && runner.maxDuration().isPresent()) {
      both = both.withMaxDuration(runner.maxDuration().get());
    }
    return both.startGrace().equals(PLAIN.startGrace())
        ? both.withStartGrace(runner.startGrace())
        : both;
  }
}
