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
  private final HealingConfig config;
  private final Declared declaration;
  private final HealingStore store;
  private final List<JobControl> controls;
  private final Function<String, Optional<JobSnapshot>> jobs;

  Situations(
      HealingConfig config,
      HealingStore store,
      List<JobControl> controls,
      Function<String, Optional<JobSnapshot>> jobs) {
    this.config = config;
    declaration = new Declared(config);
    this.store = store;
    this.controls = List.copyOf(controls);
    this.jobs = jobs;
  }

  Situation of(Subject subject) {
    JobSnapshot job = subject.isJob() ? jobs.apply(subject.name()).orElse(null) : null;
    return new Situation(
        subject,
        job,
        job == null ? null : control(job.definition()),
        remediation(subject),
        (id, limit) -> store.runs().newest(id, limit),
        config.jobs().values().stream().map(JobConfig::definition).toList(),
        subject.isEnvironment() ? declaration.places() : Set.of(),
        settle());
  }

  private @Nullable JobControl control(JobDefinition job) {
    return controls.stream()
        .filter(control -> control.runner().equals(job.runner()))
        .findFirst()
        .orElseGet(() -> knowing(job.id()));
  }

  /** A job that the executor decorators run names no runner of its own. */
  private @Nullable JobControl knowing(String job) {
    return controls.stream().filter(c -> !c.orders(job).isEmpty()).findFirst().orElse(null);
  }

  HealingRemediationConfig remediation(Subject subject) {
    if (subject.isJob()) {
      return config.job(subject.name()).selfHealing().remediation();
    }
    return subject.isEnvironment()
        ? declaration.remediation()
        : HealingRemediationConfig.defaults();
  }

  private Duration settle() {
    Duration twice =
        Duration.ofSeconds(2L * config.selfHealing().errorDetection().monitoringInterval());
    Duration least = config.selfHealing().limits().settleTime();
    return least.compareTo(twice) > 0 ? least : twice;
  }
}
