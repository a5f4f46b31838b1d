package io.healing.spring;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;

/**
 * Puts the {@link SpringTaskRunner} behind all other beans. Of configurers with the same order the
 * first that is declared comes first, and the last one has the say over the scheduler.
 */
final class ObserverLast implements BeanFactoryPostProcessor {

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    if (beans instanceof BeanDefinitionRegistry registry) {
      for (String name : beans.getBeanNamesForType(SpringTaskRunner.class, true, false)) {
        if (beans.containsBeanDefinition(name) && !beans.containsSingleton(name)) {
          last(registry, name);
        }
      }
    }
  }

  private static void last(BeanDefinitionRegistry registry, String name) {
    BeanDefinition definition = registry.getBeanDefinition(name);
    registry.removeBeanDefinition(name);
    registry.registerBeanDefinition(name, definition);
  }
}
