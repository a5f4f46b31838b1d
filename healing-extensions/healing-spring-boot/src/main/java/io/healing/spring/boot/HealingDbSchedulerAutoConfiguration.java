package io.healing.spring.boot;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.healing.dbscheduler.DbSchedulerHook;
import io.healing.dbscheduler.DbSchedulerRunner;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Joins the db-scheduler of an application, unless it has a {@link DbSchedulerRunner} itself. The
 * hook is a bean, which db-scheduler's own starter gives to the scheduler that it builds.
 */
@SuppressWarnings("exports") // only an application with db-scheduler sees it, and that has its jar
@AutoConfiguration(before = HealingAutoConfiguration.class)
@ConditionalOnClass(Scheduler.class)
@ConditionalOnProperty(prefix = "healing", name = "enabled", matchIfMissing = true)
@ConditionalOnMissingBean(DbSchedulerRunner.class)
public class HealingDbSchedulerAutoConfiguration {

  /** Made by Boot. */
  public HealingDbSchedulerAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  static DbSchedulerHook healingDbSchedulerHook() {
    return new DbSchedulerHook();
  }

  @Bean
  static DbSchedulerJoin healingDbSchedulers(ConfigurableListableBeanFactory beans) {
    return new DbSchedulerJoin(beans);
  }

  @Bean
  static HealingFirst healingBeforeDbScheduler() {
    return new HealingFirst();
  }
}
