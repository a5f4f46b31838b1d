package plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.job.JobRunner;
import io.healing.core.Healing;
import io.healing.postgres.Database;
import io.healing.postgres.Postgres;
import io.healing.spring.RunnerSource;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** A scheduler of Quartz whose store is the database of the application. */
@Timeout(120)
class QuartzStoreTest {

  /** Does nothing. */
  public static class Invoices implements Job {
    @Override
    public void execute(JobExecutionContext context) {}
  }

  static class Plan {
    @Bean
    JobDetail invoices() {
      return JobBuilder.newJob(Invoices.class)
          .withIdentity("invoices")
          .storeDurably()
          .requestRecovery()
          .build();
    }
  }

  private static ConfigurableApplicationContext started() {
    Database database = Postgres.database();
    return new SpringApplicationBuilder(Own.Application.class)
        .sources(Plan.class)
        .web(WebApplicationType.NONE)
        .run(
            "--db-scheduler.enabled=false",
            "--jobrunr.background-job-server.enabled=false",
            "--spring.datasource.url=" + database.url(),
            "--spring.datasource.username=" + database.user(),
            "--spring.datasource.password=" + database.password(),
            "--spring.quartz.job-store-type=jdbc",
            "--spring.quartz.jdbc.initialize-schema=always",
            "--spring.quartz.properties.org.quartz.jobStore.driverDelegateClass="
                + "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
            "--healing.store.in-memory=true");
  }

  @Test
  void theRowsOfItsStoreAreLookedAtWithTheSchedulersOwnDataSource() {
    try (ConfigurableApplicationContext application = started()) {
      JobRunner quartz =
          application.getBean("healingQuartzRunners", RunnerSource.class).runners().get(0);
      String scheduler = quartz.runner().replace("quartz:", "");
      assertThat(application.getBean(Healing.class).monitors())
          .contains("quartz." + scheduler.toLowerCase(Locale.ROOT) + ".rows");

      application
          .getBean(JdbcTemplate.class)
          .update(
              "INSERT INTO qrtz_fired_triggers (sched_name, entry_id, trigger_name, trigger_group,"
                  + " instance_name, fired_time, sched_time, priority, state, job_name, job_group,"
                  + " is_nonconcurrent, requests_recovery) VALUES (?, 'e1', 't', 'DEFAULT', 'dead',"
                  + " 1, 1, 5, 'EXECUTING', 'invoices', 'DEFAULT', false, true)",
              scheduler);

      assertThatThrownBy(() -> quartz.run("invoices", "once more"))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("Instance dead has a run of job invoices");
    }
  }
}
