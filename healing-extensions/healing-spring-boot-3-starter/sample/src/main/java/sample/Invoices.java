package sample;

import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes the invoices; a job of Quartz. */
public class Invoices implements Job {
  @Override
  public void execute(JobExecutionContext context) {
    throw new IllegalStateException("no paper");
  }

  /** When it runs. */
  @Configuration
  static class Plan {
    @Bean
    JobDetail invoices() {
      return JobBuilder.newJob(Invoices.class).withIdentity("invoices").storeDurably().build();
    }

    @Bean
    Trigger everyMinute(JobDetail invoices) {
      return TriggerBuilder.newTrigger()
          .forJob(invoices)
          .withSchedule(SimpleScheduleBuilder.repeatMinutelyForever())
          .build();
    }
  }
}
