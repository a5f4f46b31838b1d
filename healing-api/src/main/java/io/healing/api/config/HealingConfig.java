package io.healing.api.config;

import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.HealingNotifyConfig;
import jakarta.validation.Valid;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole configuration. Immutable and thread-safe.
 *
 * @param baseDirectory where relative paths begin: the directory of the file
 * @param selfHealing Healing as a whole
 * @param jobs the jobs by id, in the order of the file
 * @param environment what the environment must have
 * @param store where the store is
 * @param notifications ({@code notify} in the file) what is told for subjects that are no job, and
 *     for jobs that say nothing themselves
 * @param delivery how messages get to people
 * @param plugins option values by plug-in id, in text form
 */
public record HealingConfig(
    Path baseDirectory,
    @Valid RootConfig selfHealing,
    Map<String, @Valid JobConfig> jobs,
    @Valid EnvironmentConfig environment,
    @Valid StoreConfig store,
    @Valid HealingNotifyConfig notifications,
    @Valid DeliveryConfig delivery,
    Map<String, Map<String, String>> plugins) {

  /** Copies the maps. */
  public HealingConfig {
    jobs = Collections.unmodifiableMap(new LinkedHashMap<>(jobs));
    plugins = Map.copyOf(plugins);
  }

  /** No jobs, every default, relative paths in this directory. */
  public static HealingConfig defaults(Path baseDirectory) {
    return new HealingConfig(
        baseDirectory,
        RootConfig.defaults(),
        Map.of(),
        EnvironmentConfig.defaults(),
        StoreConfig.defaults(),
        HealingNotifyConfig.defaults(),
        DeliveryConfig.defaults(),
        Map.of());
  }

  /**
   * The file of the store, absolute: that of {@code self_healing.database_url} where there is one,
   * else {@code store.path}.
   */
  public Path database() {
    String url = selfHealing.databaseUrl();
    String file = url == null ? store.path() : url.substring(RootConfig.DATABASE_URL.length());
    return baseDirectory.resolve(file).toAbsolutePath().normalize();
  }

  /** With one more job, or another configuration of it. */
  public HealingConfig withJob(JobConfig job) {
    return withJobs(List.of(job));
  }

  /** With more jobs, or another configuration of them. */
  public HealingConfig withJobs(Collection<JobConfig> further) {
    Map<String, JobConfig> more = new LinkedHashMap<>(jobs);
    further.forEach(job -> more.put(job.definition().id(), job));
    return new HealingConfig(
        baseDirectory, selfHealing, more, environment, store, notifications, delivery, plugins);
  }

  /** With another root. */
  public HealingConfig withSelfHealing(RootConfig root) {
    return new HealingConfig(
        baseDirectory, root, jobs, environment, store, notifications, delivery, plugins);
  }

  /** With another environment. */
  public HealingConfig withEnvironment(EnvironmentConfig other) {
    return new HealingConfig(
        baseDirectory, selfHealing, jobs, other, store, notifications, delivery, plugins);
  }

  /** With another place of the store. */
  public HealingConfig withStore(StoreConfig other) {
    return new HealingConfig(
        baseDirectory, selfHealing, jobs, environment, other, notifications, delivery, plugins);
  }

  /** With another way for messages to people. */
  public HealingConfig withDelivery(DeliveryConfig other) {
    return new HealingConfig(
        baseDirectory, selfHealing, jobs, environment, store, notifications, other, plugins);
  }

  /** With these values of the options of plug-ins, by plug-in id, in text form. */
  public HealingConfig withPlugins(Map<String, Map<String, String>> values) {
    return new HealingConfig(
        baseDirectory, selfHealing, jobs, environment, store, notifications, delivery, values);
  }

  /** What is configured for a job; every default for one that is not named. */
  public JobConfig job(String id) {
    JobConfig known = jobs.get(id);
    return known != null ? known : JobConfig.of(JobDefinition.of(id));
  }
}
