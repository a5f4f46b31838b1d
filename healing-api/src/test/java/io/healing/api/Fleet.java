package io.healing.api;

import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.SlaConfig;
import io.healing.api.review.HealingMode;
import io.healing.api.store.HealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Many jobs that are well and have nothing to do until tomorrow, for tests of what many jobs cost:
 * every second one by a cron expression, every second one by a period, all with an agreement on
 * their service and reviewed by the calendar. The last run of each succeeded in the night before
 * {@link Samples#NOON}; each told how long it took and how much it did.
 */
public final class Fleet {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant LAST_NIGHT = Samples.NOON.minus(Duration.ofHours(9));
  private static final int BATCH = 10_000;

  private final int jobs;

  /** So many jobs. */
  public Fleet(int jobs) {
    this.jobs = jobs;
  }

  /** Their configuration. */
  public HealingConfig config() {
    Map<String, JobConfig> all = new LinkedHashMap<>();
    for (int job = 0; job < jobs; job++) {
      all.put(id(job), job(job));
    }
    HealingConfig none = HealingConfig.defaults(Path.of(""));
    return new HealingConfig(
        none.baseDirectory(),
        none.selfHealing(),
        all,
        none.environment(),
        none.store(),
        none.notifications(),
        none.delivery(),
        none.plugins());
  }

  private static JobConfig job(int job) {
    JobSchedule schedule =
        job % 2 == 0
            ? new JobSchedule.Cron("0 3 * * *", ZoneOffset.UTC)
            : new JobSchedule.Every(DAY);
    return JobConfig.of(JobDefinition.of(id(job)).withSchedule(schedule))
        .withSla(SlaConfig.defaults().withEnabled(true).withMaxDuration(3_600))
        .withSelfHealing(
            SelfHealingConfig.defaults().withEnabled(true).withMode(HealingMode.PROACTIVE));
  }

  /** Gives each job so many nightly runs, stored. */
  public void fill(HealingStore store, int runs) {
    List<JobRun> batch = new ArrayList<>(BATCH);
    for (int job = 0; job < jobs; job++) {
      batch.addAll(newest(job, runs));
      if (batch.size() >= BATCH) {
        store.runs().save(batch);
        batch.clear();
      }
    }
    store.runs().save(batch);
  }

  /** The runs of one job, newest first. */
  public List<JobRun> newest(String id, int runs) {
    return newest(Integer.parseInt(id.substring(id.indexOf('-') + 1)), runs);
  }

  private List<JobRun> newest(int job, int runs) {
    List<JobRun> newest = new ArrayList<>(runs);
    for (int run = 0; run < runs; run++) {
      newest.add(run(job, runs - run, LAST_NIGHT.minus(DAY.multipliedBy(run))));
    }
    return newest;
  }

  private JobRun run(int job, int number, Instant at) {
    long took = 60_000 + (job * 31L + number * 17L) % 5_000;
    return new JobRun(
        JobRun.id(4_000_000L, (long) number * jobs + job),
        id(job),
        at,
        at.plusMillis(took),
        RunOutcome.SUCCESS,
        took,
        1,
        RunTrigger.SCHEDULED,
        null,
        "read 12 files\nwrote " + number + " rows\n",
        false,
        10_000 + took % 97,
        null);
  }

  private static String id(int job) {
    return "nightly-" + job;
  }
}
