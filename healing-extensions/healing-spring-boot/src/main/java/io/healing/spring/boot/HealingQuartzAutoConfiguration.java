package io.healing.spring.boot;

import io.healing.api.job.JobRunner;
import io.healing.quartz.QuartzRunner;
import io.healing.spring.RunnerSource;
import org.quartz.Scheduler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Joins every Quartz scheduler of an application, unless it has a {@link QuartzRunner} itself. */
@SuppressWarnings("exports") // only an application with Quartz sees it, and that has its module
@AutoConfiguration(before = HealingAutoConfiguration.class)
@ConditionalOnClass(Scheduler.class)
@ConditionalOnProperty(prefix = "healing", name = "enabled", matchIfMissing = true)
public class HealingQuartzAutoConfiguration {

  /** Made by Boot. */
  public HealingQuartzAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(QuartzRunner.class)
  RunnerSource healingQuartzRunners(ObjectProvider<Scheduler> schedulers) {
    return () -> schedulers.orderedStream().<JobRunner>map(QuartzRunner::of).toList();
  }
}
