package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSnapshot;
import io.healing.api.store.HealingStore;
import io.healing.core.act.Situation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known of a subject when something is to be done about it. Thread-safe. */
final class Situations {
  private static final RedactedLog LOG = RedactedLog.of(Situations.class);
  private static final JobDefinition PLAIN = JobDefinition.of("plain");

  private final ProgramParts parts;
  private final HealingConfig config;
  private final Declared declaration;
  private final HealingStore store;
  private final List<JobControl> controls;
  private final Function<String, Optional<JobSnapshot>> jobs;

  Situations(
      ProgramParts parts,
      HealingStore store,
      List<JobControl> controls,
      Function<String, Optional<JobSnapshot>> jobs) {
    this.parts = parts;
    config = parts.config();
    declaration = new Declared(config);
    this.store = store;
    this.controls = List.copyOf(controls);
    this.jobs = jobs;
  }

  /** Asks the job controls, which are plug-ins: not on the loop's thread. */
  Situation of(Subject subject) {
    JobSnapshot job = job(subject);
    return situation(subject, job, job == null ? null : control(job.definition()));
  }

  /** All but who controls the job; asks no plug-in. */
  Situation withoutControl(Subject subject) {
    return situation(subject, job(subject), null);
  }

  private @Nullable JobSnapshot job(Subject subject) {
    return subject.isJob() ? jobs.apply(subject.name()).orElse(null) : null;
  }

  private Situation situation(
      Subject subject, @Nullable JobSnapshot job, @Nullable JobControl control) {
    return new Situation(
        subject,
        job,
        control,
        remediation(subject),
        (id, limit) -> store.runs().newest(id, limit),
        config.jobs().values().stream().map(JobConfig::definition).toList(),
        declared(subject) ? declaration.places() : Set.of(),
        settle());
  }

  private @Nullable JobControl control(JobDefinition job) {
    return controls.stream()
        .filter(control -> control.runner().equals(job.runner()))
        .findFirst()
        .orElseGet(() -> job.runner().equals(PLAIN.runner()) ? knowing(job.id()) : null);
  }

  /** A job that the executor decorators run names no runner of its own. */
  private @Nullable JobControl knowing(String job) {
    return controls.stream().filter(control -> knows(control, job)).findFirst().orElse(null);
  }

  private boolean knows(JobControl control, String job) {
    try {
      return !control.orders(job).isEmpty();
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      LOG.from(config.selfHealing().logLevel())
          .warn("{} cannot tell whether it knows {}: {}", control.id(), job, e);
      return false;
    }
  }

  HealingRemediationConfig remediation(Subject subject) {
    if (subject.isJob()) {
      return config.job(subject.name()).selfHealing().remediation();
    }
    return declared(subject) ? declaration.remediation() : config.selfHealing().remediation();
  }

  private boolean declared(Subject subject) {
    return subject.isEnvironment() && !parts.has(subject);
  }

  private Duration settle() {
    Duration twice =
        Duration.ofSeconds(2L * config.selfHealing().errorDetection().monitoringInterval());
    Duration least = config.selfHealing().limits().settleTime();
    return least.compareTo(twice) > 0 ? least : twice;
  }
}
