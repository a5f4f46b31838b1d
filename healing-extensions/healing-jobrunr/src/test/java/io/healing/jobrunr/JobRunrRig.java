package io.healing.jobrunr;

import io.healing.api.job.JobRunnerContract;
import io.healing.postgres.Database;
import io.healing.postgres.Postgres;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.JobFilter;
import org.jobrunr.jobs.filters.RetryFilter;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.InMemoryStorageProvider;
import org.jobrunr.storage.Paging.AmountBasedList;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** A real JobRunr: a storage, a scheduler, and a server of its own. */
final class JobRunrRig implements JobRunnerContract.Rig {
  private static final Duration OFTEN = Duration.ofMillis(50);

  private final StorageProvider storage;
  private final JobRunrRunner adapter;
  private final JobScheduler scheduler;
  private final int retries;
  private BackgroundJobServer server;
  private ScheduledExecutorService looks;

  private JobRunrRig(StorageProvider storage, InstantSource clock, int retries) {
    this.storage = storage;
    this.retries = retries;
    storage.setJobMapper(new JobMapper(new JacksonJsonMapper()));
    adapter = JobRunrRunner.of(storage, clock);
    scheduler = new JobScheduler(storage, List.of());
  }

  /** Keeps its jobs in memory. */
  static JobRunrRig ram(int retries) {
    return ram(retries, InstantSource.system());
  }

  static JobRunrRig ram(int retries, InstantSource clock) {
    return new JobRunrRig(new InMemoryStorageProvider(), clock, retries);
  }

  /** Keeps its jobs in this database. */
  static JobRunrRig in(Database database, InstantSource clock) {
    return new JobRunrRig(new PostgresStorageProvider(database.source()), clock, 0);
  }

  /** Each in turn in the same database, which is emptied before. */
  static JobRunrRig postgres() {
    return postgres(InstantSource.system());
  }

  static JobRunrRig postgres(InstantSource clock) {
    JobRunrRig rig = in(Shared.ONE, clock);
    Shared.ONE.execute(
        "DELETE FROM jobrunr_jobs; DELETE FROM jobrunr_recurring_jobs;"
            + " DELETE FROM jobrunr_backgroundjobservers");
    return rig;
  }

  /** Made once: JobRunr takes a while to make its tables. */
  private static final class Shared {
    static final Database ONE = Postgres.database();
  }

  /** Whose tables a program beside this one shares. */
  static Database database() {
    return Shared.ONE;
  }

  /** Another program with the same storage. */
  JobRunrRig beside() {
    return new JobRunrRig(storage, InstantSource.system(), retries);
  }

  /**
   * JobRunr looks into a database every five seconds at most; here it looks more often by itself.
   */
  JobRunrRig started() {
    return started(new RetryFilter(retries), adapter.filter());
  }

  JobRunrRig started(JobFilter... filters) {
    boolean memory = storage instanceof InMemoryStorageProvider;
    BackgroundJobServerConfiguration configuration =
        BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
            .andPollInterval(memory ? Duration.ofMillis(200) : Duration.ofSeconds(5))
            .andInterruptJobsAwaitDurationOnStopBackgroundJobServer(Duration.ofMillis(10))
            .andWorkerCount(2);
    server = new BackgroundJobServer(storage, new JacksonJsonMapper(), null, configuration);
    server.setJobFilters(List.of(filters));
    server.start();
    Scene.await(() -> server.isAnnounced());
    looks = Executors.newSingleThreadScheduledExecutor();
    if (!memory) {
      looks.scheduleWithFixedDelay(this::look, 50, OFTEN.toMillis(), TimeUnit.MILLISECONDS);
    }
    return this;
  }

  private void look() {
    if (server.isRunning()) {
      server.getJobSteward().run();
    }
  }

  StorageProvider storage() {
    return storage;
  }

  JobScheduler scheduler() {
    return scheduler;
  }

  BackgroundJobServer server() {
    return server;
  }

  @Override
  public JobRunrRunner adapter() {
    return adapter;
  }

  @Override
  public String job(String name, Runnable work) {
    Works.put(name, work);
    return scheduler.scheduleRecurrently(name, Duration.ofHours(1), () -> Works.run(name));
  }

  /** Not recurring, in the queue now. */
  UUID once(String name, Runnable work) {
    Works.put(name, work);
    return scheduler.enqueue(() -> Works.mail(name)).asUUID();
  }

  /** As its dashboard does. */
  @Override
  public void fire(String job) {
    storage.save(
        storage.getRecurringJobs().stream()
            .filter(its -> its.getId().equals(job))
            .findFirst()
            .orElseThrow()
            .toEnqueuedJob());
  }

  @Override
  public void delete(String job) {
    scheduler.deleteRecurringJob(job);
  }

  @Override
  public boolean retries() {
    return retries > 0;
  }

  List<Job> all(StateName state) {
    return storage.getJobList(state, AmountBasedList.ascOnUpdatedAt(100));
  }

  /** The server alone. */
  void stopServer() {
    if (server != null) {
      looks.shutdown();
      awaitLooks();
      server.stop();
      server = null;
    }
  }

  private void awaitLooks() {
    try {
      looks.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void shutDown() {
    stopServer();
    storage.close();
  }
}
