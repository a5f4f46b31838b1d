package io.healing.lawbook;

import io.healing.api.config.JobConfig;
import io.healing.api.job.JobDefinition;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** A job that reads its configuration, ran well once, and fails since somebody edited it. */
final class BrokenConfig {
  static final String GOOD = "# how the import works\nbatch.size=100\nurl=https://orders.example\n";
  static final String BAD = GOOD.replace("100", "1OO");

  private BrokenConfig() {}

  static String file(String job) {
    return job + ".properties";
  }

  /** The job, observed only: whatever is to be changed waits for a person. */
  static JobConfig job(Path home, String id) {
    return JobConfig.of(JobDefinition.of(id).withFiles(List.of(home.resolve(file(id)))));
  }

  /** Gives the job its work, and one good run. */
  static void settleIn(House house, String job) {
    house.runner.does(job, log -> work(house, job));
    house.write(file(job), GOOD);
    house.tick(Duration.ofMinutes(1)).run(job);
  }

  private static void work(House house, String job) throws Exception {
    Properties config = new Properties();
    config.load(new StringReader(house.read(file(job))));
    Integer.parseInt(config.getProperty("batch.size"));
  }

  /** A good run, the edit, and the run that fails on it. */
  static void happen(House house, String job) {
    settleIn(house, job);
    house.tick(Duration.ofMinutes(5));
    house.write(file(job), BAD);
    house.tick(Duration.ofMinutes(5)).run(job).tick(Duration.ofSeconds(31));
  }
}
