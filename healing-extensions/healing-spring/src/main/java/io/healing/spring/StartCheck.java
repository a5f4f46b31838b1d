package io.healing.spring;

import io.healing.api.config.HealingConfig;
import io.healing.core.EnvironmentDoctor;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * The doctor at the door: looks at the environment that the configuration declares, before any
 * other bean of the application is made.
 */
final class StartCheck implements BeanFactoryPostProcessor, PriorityOrdered {

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    HealingSettings settings =
        beans.getBeanProvider(HealingSettings.class).getIfAvailable(HealingSettings::defaults);
    HealingConfig config = Configured.by(settings);
    if (!config.environment().isEmpty()) {
      EnvironmentDoctor.of(config).by(settings.name()).pass(settings.startGate());
    }
  }
}
