package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.core.Healing;
import io.healing.postgres.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Healing in one line of a real {@code quartz.properties}. */
@Timeout(60)
class HealingPluginTest {
  private static final String ONE_LINE =
      "org.quartz.plugin.healing.class = io.healing.quartz.HealingPlugin\n";

  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();
  private Scheduler scheduler;

  @AfterEach
  void stop() throws SchedulerException {
    if (scheduler != null) {
      scheduler.shutdown(false);
    }
  }

  private void started(String lines) throws Exception {
    made(lines);
    scheduler.start();
  }

  private void made(String lines) throws Exception {
    Path file = home.resolve("quartz.properties");
    Files.writeString(
        file,
        "org.quartz.scheduler.instanceName = plug-"
            + System.nanoTime()
            + "\norg.quartz.threadPool.threadCount = 2\n"
            + ONE_LINE
            + lines);
    scheduler = new StdSchedulerFactory(file.toString()).getScheduler();
  }

  private void fire(Runnable work) throws SchedulerException {
    QuartzRig.work("report", work);
    scheduler.addJob(
        JobBuilder.newJob(QuartzRig.Work.class).withIdentity("report").storeDurably().build(),
        false);
    scheduler.triggerJob(JobKey.jobKey("report"));
  }

  private Healing healing() throws SchedulerException {
    return HealingPlugin.of(scheduler).orElseThrow();
  }

  @Test
  void oneLineObservesEveryJob() throws Exception {
    started("");

    fire(runs::incrementAndGet);

    Healing healing = healing();
    Node.until(() -> !healing.admin().runs("report").isEmpty());
  }

  @Test
  void aConfigurationSaysMoreAndItsJobsAreThoseOfTheScheduler() throws Exception {
    Path config = home.resolve("healing.yaml");
    Files.writeString(
        config,
        """
        store: { path: healing.db }
        jobs:
          report: { self_healing: { enabled: true } }
        """);
    started("org.quartz.plugin.healing.config = " + config + "\n");

    fire(runs::incrementAndGet);

    Healing healing = healing();
    Node.until(() -> !healing.admin().runs("report").isEmpty());
    assertThat(home.resolve("healing.db")).exists();
  }

  @Test
  void aConfigurationWithFaultsStopsNeitherTheSchedulerNorAJob() throws Exception {
    started("org.quartz.plugin.healing.config = " + home.resolve("missing.yaml") + "\n");

    fire(runs::incrementAndGet);

    Node.until(() -> runs.get() == 1);
    assertThat(HealingPlugin.of(scheduler)).isEmpty();
  }

  @Test
  void whereItIsRequiredASchedulerIsNotMadeWithoutIt() {
    String lines =
        "org.quartz.plugin.healing.required = true\norg.quartz.plugin.healing.config = "
            + home.resolve("missing.yaml")
            + "\n";

    assertThatThrownBy(() -> made(lines))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("Healing")
        .hasStackTraceContaining("missing.yaml");
  }

  @Test
  void aDataSourceThatQuartzDoesNotKnowIsToldByTheNameOfTheSetting() {
    String lines =
        "org.quartz.plugin.healing.required = true\n"
            + "org.quartz.plugin.healing.dataSource = jobz\n";

    assertThatThrownBy(() -> made(lines))
        .isInstanceOf(SchedulerException.class)
        .hasStackTraceContaining(
            "org.quartz.plugin.healing.dataSource is \"jobz\", but Quartz has no data source of"
                + " this name");
  }

  /** As on a slow disk: what Healing begins with cannot be written while another has the file. */
  @Test
  void theFirstFiresDoNotWaitForHealingAndAreSeen() throws Exception {
    Path config = home.resolve("healing.yaml");
    Files.writeString(config, "store: { path: healing.db }\njobs: { report: {} }\n");
    made("org.quartz.plugin.healing.config = " + config + "\n");
    QuartzRig.work("report", runs::incrementAndGet);
    scheduler.scheduleJob(
        JobBuilder.newJob(QuartzRig.Work.class).withIdentity("report").build(),
        TriggerBuilder.newTrigger().startNow().build());
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve("healing.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");

      scheduler.start();
      Node.until(() -> runs.get() == 1);

      statement.execute("ROLLBACK");
    }
    Healing healing = healing();
    Node.until(() -> !healing.admin().runs("report").isEmpty());
  }

  @Test
  void itIsClosedWithTheScheduler() throws Exception {
    started("");
    Healing healing = healing();

    scheduler.shutdown(true);

    assertThatThrownBy(healing::start).isInstanceOf(HealingException.class);
  }

  private static String store(String more) {
    Database jobs = JdbcStore.database();
    return """
    org.quartz.jobStore.class = org.quartz.impl.jdbcjobstore.JobStoreTX
    org.quartz.jobStore.driverDelegateClass = org.quartz.impl.jdbcjobstore.PostgreSQLDelegate
    org.quartz.jobStore.dataSource = jobs
    org.quartz.dataSource.jobs.provider = hikaricp
    org.quartz.dataSource.jobs.driver = org.postgresql.Driver
    org.quartz.dataSource.jobs.URL = %s
    org.quartz.dataSource.jobs.user = %s
    org.quartz.dataSource.jobs.password = %s
    org.quartz.dataSource.jobs.maxConnections = 4
    """
            .formatted(jobs.url(), jobs.user(), jobs.password())
        + more;
  }

  /** Nothing but the one line: Quartz's own store knows where it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "org.quartz.plugin.healing.dataSource = jobs\n",
        "org.quartz.plugin.healing.tablePrefix = $@org.quartz.jobStore.tablePrefix\n"
      })
  void theRowsOfTablesWithAnotherNameAreLookedAt(String more) throws Exception {
    JdbcStore.alsoWith("PLUG_QRTZ_");
    started(store("org.quartz.jobStore.tablePrefix = PLUG_QRTZ_\n" + more));

    assertThat(healing().monitors()).anyMatch(monitor -> monitor.endsWith(".rows"));
    fire(runs::incrementAndGet);
    Node.until(() -> runs.get() == 1);
    Healing healing = healing();
    Node.until(() -> !healing.admin().runs("report").isEmpty());
    assertThat(healing.admin().incidents()).isEmpty();
  }

  @Test
  void withTheNameOfQuartzsDataSourceTheRowsOfItsStoreAreLookedAt() throws Exception {
    started(
        store(
            """
            org.quartz.plugin.healing.dataSource = jobs
            org.quartz.plugin.healing.tablePrefix = QRTZ_
            """));

    assertThat(healing().monitors()).anyMatch(monitor -> monitor.endsWith(".rows"));
    fire(runs::incrementAndGet);
    Node.until(() -> runs.get() == 1);
  }

  @Test
  void aWordThatIsNoOptionIsRefusedByQuartz() {
    assertThatThrownBy(() -> started("org.quartz.plugin.healing.confg = healing.yaml\n"))
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("healing");
  }
}
