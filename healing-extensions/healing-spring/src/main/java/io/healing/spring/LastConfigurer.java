package io.healing.spring;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;

/**
 * Makes {@link SpringTaskRunner} the last bean of the application. A configurer without an order is
 * as late as one of the lowest precedence, and of two such Spring calls the earlier bean first: it
 * would put its scheduler in the place of the observed one.
 */
final class LastConfigurer implements BeanFactoryPostProcessor {
  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    if (beans instanceof BeanDefinitionRegistry registry) {
      for (String name : beans.getBeanNamesForType(SpringTaskRunner.class, true, false)) {
        if (registry.containsBeanDefinition(name)) {
          BeanDefinition definition = registry.getBeanDefinition(name);
          registry.removeBeanDefinition(name);
          registry.registerBeanDefinition(name, definition);
        }
      }
    }
  }
}
