package io.healing.cli;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.ServiceConfig;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.HostConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.core.HealingEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The runs of one command, told to a Healing of its own that knows only this job. */
final class Recording implements AutoCloseable {
  /** A command is wrapped for a short time, so its end is looked at soon. */
  private static final ErrorDetectionConfig OFTEN =
      ErrorDetectionConfig.defaults().withMonitoringInterval(1);

  private static final Duration MOMENT = Duration.ofSeconds(4);

  private final HealingStore store;
  private final Healing healing;
  private final JobConfig job;
  private volatile CountDownLatch news = new CountDownLatch(1);

  private Recording(HealingStore store, Healing healing, JobConfig job) {
    this.store = store;
    this.healing = healing;
    this.job = job;
    healing.addListener(this::heard);
  }

  /**
   * Begins; closes the store at its end.
   *
   * @param control runs the command again
   * @param faults what goes wrong around it
   */
  static Recording begin(
      HealingConfig whole, HealingStore store, CommandControl control, RunFaults faults) {
    JobConfig job = whole.jobs().values().iterator().next();
    Healing healing =
        Healing.builder()
            .name("healing run " + job.definition().id())
            .config(whole)
            .store(store)
            .plugin(control)
            .plugin(faults)
            .build();
    return new Recording(store, healing.start(), job);
  }

  /** The configuration with this job alone: others are looked after by the program they run in. */
  static HealingConfig only(HealingConfig whole, String id, List<String> command) {
    JobConfig known = whole.job(id);
    JobDefinition definition =
        known.definition().withRunner(CommandControl.RUNNER).withCommand(command);
    Map<String, Map<String, String>> ours =
        whole.plugins().entrySet().stream()
            .filter(plugin -> plugin.getKey().startsWith("healing."))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new HealingConfig(
        whole.baseDirectory(),
        whole.selfHealing().withErrorDetection(OFTEN).withHost(here(whole.selfHealing().host())),
        Map.of(id, new JobConfig(definition, known.sla(), known.selfHealing())),
        EnvironmentConfig.defaults(),
        whole.store(),
        whole.notifications(),
        whole.delivery().withGroupWindow(Duration.ZERO),
        ours);
  }

  /** Without deployments whose service only a plug-in of the program itself can restart. */
  private static HostConfig here(HostConfig host) {
    Set<String> services =
        host.services().stream().map(ServiceConfig::name).collect(Collectors.toSet());
    return host.withDeployments(
        host.deployments().stream()
            .filter(each -> each.restart() == null || services.contains(each.restart()))
            .toList());
  }

  RunHandle started(RunStart start) {
    news = new CountDownLatch(1);
    return healing.observer().started(job.definition().id(), start);
  }

  void finished(RunHandle run, List<String> lines, RunResult result) {
    lines.forEach(line -> healing.observer().logged(run, line));
    healing.observer().finished(run, result);
  }

  void notStarted(RunHandle run, NotStarted cause) {
    healing.observer().logged(run, String.valueOf(cause.getMessage()));
    healing.observer().finished(run, RunResult.exit(cause.exitCode()));
  }

  /** Whether a failed command may be run again without a person, as far as the job says. */
  boolean runsAgain() {
    SelfHealingConfig healed = job.selfHealing();
    HealingRemediationConfig may = healed.remediation();
    return healed.enabled()
        && may.enabled()
        && !may.requireApproval()
        && may.allowedActions().contains("restart_job")
        && job.definition().repeatable();
  }

  /** Lets Healing take up how the last run ended; waits for a moment at most. */
  void settle(boolean failed) throws InterruptedException {
    if (failed || sick()) {
      news.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private boolean sick() {
    return store.incidents().active().stream()
        .anyMatch(incident -> incident.subject().name().equals(job.definition().id()));
  }

  private void heard(HealingEvent event) {
    boolean about = event.subject().name().equals(job.definition().id());
    if (about && event.step() != HealingEvent.Step.DETECTED) {
      news.countDown();
    }
  }

  @Override
  public void close() {
    try {
      healing.close();
    } finally {
      store.close();
    }
  }

  /** A fault while closing must not change how the command ended. */
  void closeQuietly(RunFaults faults) {
    try {
      close();
    } catch (RuntimeException e) {
      faults.say("What was seen of the run could not be written: " + e.getMessage());
    }
  }
}
