package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.VerificationState;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.store.Counter;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Instance;
import io.healing.core.act.Acting;
import io.healing.core.act.Procedures;
import io.healing.core.ai.Redactor;
import io.healing.core.decide.Deciding;
import io.healing.core.detect.Detection;
import io.healing.core.diagnose.Diagnosing;
import io.healing.core.job.Jobs;
import io.healing.core.learn.Learning;
import io.healing.core.notify.Notifying;
import io.healing.core.review.Reviewing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rooms of one living Healing. They do not know one another; the flows pass values on. */
record Rooms(
    Assembly assembly,
    Instance instance,
    Lanes lanes,
    PluginGuard guard,
    Announcer announcer,
    Redactor redactor,
    Situations situations,
    PendingProofs pending,
    Pause pause,
    StoredRows stored,
    Jobs jobs,
    Detection detection,
    Ledger ledger,
    Diagnosing diagnosing,
    Deciding deciding,
    Acting acting,
    Reviewing reviewing,
    Learning learning,
    Procedures procedures,
    Notifying notifying) {

  HealingConfig config() {
    return assembly.config();
  }

  /** This log from the level on that the configuration names. */
  RedactedLog log(RedactedLog log) {
    return log.from(config().selfHealing().logLevel());
  }

  /**
   * How a subject is healed. What is no job is healed as the root of the configuration permits; a
   * declared part of the environment only by the doctor.
   */
  SelfHealingConfig healing(Subject subject) {
    if (subject.isJob()) {
      return config().job(subject.name()).selfHealing();
    }
    SelfHealingConfig standard = SelfHealingConfig.defaults();
    RootConfig root = config().selfHealing();
    return subject.isEnvironment() && !assembly.parts().has(subject)
        ? standard
        : standard
            .withEnabled(true)
            .withRemediation(root.remediation())
            .withSuggestions(
                standard
                    .suggestions()
                    .withMinSeverityForApproval(root.host().minSeverityForApproval()));
  }

  /** Whether this process observes what the name stands for: no job, or a job that is known. */
  boolean observes(String name) {
    Subject subject = new Subject(name);
    return !subject.isJob() || jobs.known(name);
  }

  /**
   * Takes up the stored incidents of jobs that are known from now on, and those of no job that hang
   * over nothing or over one of these. All others are another process's; so is the environment
   * where none is declared.
   */
  void adopt(Collection<String> jobs) {
    Set<String> known = Set.copyOf(jobs);
    List<Incident> active = store().incidents().active();
    Set<String> above = causes(active.stream());
    Set<String> ours = causes(active.stream().filter(i -> known.contains(i.subject().name())));
    detection.adopt(
        active.stream()
            .filter(i -> !i.subject().isEnvironment() || looksAt(i.subject()))
            .filter(
                i ->
                    i.subject().isJob()
                        ? known.contains(i.subject().name())
                        : !above.contains(i.id()) || ours.contains(i.id()))
            .toList());
  }

  private boolean looksAt(Subject part) {
    return assembly.parts().has(part)
        || !config().environment().equals(EnvironmentConfig.defaults());
  }

  private static Set<String> causes(Stream<Incident> incidents) {
    return incidents
        .map(Incident::causeId)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }

  HealingStore store() {
    return assembly.store();
  }

  Plugins plugins() {
    return assembly.plugins();
  }

  /**
   * Settles by looking what a dead process left begun. For whoever works on a store without a loop
   * that does so by itself.
   */
  void settleLeftBehind() {
    acting.settle().forEach(settled -> refreshIncident(settled.intent().incidentId()));
  }

  /** What a job uses and may share with others; empty of what is no job. */
  Set<String> uses(Subject subject) {
    return jobs.definition(subject.name()).map(JobDefinition::uses).orElse(Set.of());
  }

  /** Counts how a repair of this key ended. Within a transaction. */
  void count(String key, VerificationState state) {
    Counter counter = store().counters().find(key).orElse(Counter.none(key));
    store().counters().save(deciding.judged(counter, state, now()));
  }

  /** Reads an incident again that was changed where its action was recorded. */
  void refreshIncident(@Nullable String id) {
    if (id != null) {
      store()
          .incidents()
          .find(id)
          .filter(incident -> observes(incident.subject().name()))
          .ifPresent(detection::replace);
    }
  }

  Instant now() {
    return assembly.clock().instant();
  }
}
