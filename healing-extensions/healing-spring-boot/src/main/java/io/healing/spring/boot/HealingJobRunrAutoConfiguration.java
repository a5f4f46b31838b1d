package io.healing.spring.boot;

import io.healing.jobrunr.JobRunrRunner;
import org.jobrunr.storage.StorageProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Joins the JobRunr of an application: its storage, and the servers that are beans. */
@SuppressWarnings("exports") // only an application with JobRunr sees it, and that has its module
@AutoConfiguration(before = HealingAutoConfiguration.class)
@ConditionalOnClass(StorageProvider.class)
@ConditionalOnProperty(prefix = "healing", name = "enabled", matchIfMissing = true)
public class HealingJobRunrAutoConfiguration {

  /** Made by Boot. */
  public HealingJobRunrAutoConfiguration() {}

  /** There is none where the application has no storage as a bean, or several. */
  @Bean
  @ConditionalOnMissingBean
  static @Nullable JobRunrRunner healingJobRunrRunner(ConfigurableListableBeanFactory beans) {
    String[] names = beans.getBeanNamesForType(StorageProvider.class, true, false);
    return names.length == 1
        ? JobRunrRunner.of(beans.getBean(names[0], StorageProvider.class))
        : null;
  }

  @Bean
  static JobRunrJoin healingJobRunr(ConfigurableListableBeanFactory beans) {
    return new JobRunrJoin(beans);
  }
}
