package io.healing.spring.boot;

import io.healing.spring.HealingConfiguration;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Lets Healing be made, and so listen, before db-scheduler's own starter: that starts the scheduler
 * while beans are still being made, and its first runs would not be told.
 */
final class HealingFirst implements BeanFactoryPostProcessor {
  private static final String STARTER =
      "com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter";

  private static final String HOST = HealingConfiguration.HEALING + "Host";

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    ClassLoader loader = beans.getBeanClassLoader();
    if (beans.containsBeanDefinition(HOST) && ClassUtils.isPresent(STARTER, loader)) {
      Class<?> type = ClassUtils.resolveClassName(STARTER, loader);
      for (String name : beans.getBeanNamesForType(type, true, false)) {
        if (beans.containsBeanDefinition(name)) {
          after(beans.getBeanDefinition(name));
        }
      }
    }
  }

  private static void after(BeanDefinition starter) {
    starter.setDependsOn(StringUtils.addStringToArray(starter.getDependsOn(), HOST));
  }
}
