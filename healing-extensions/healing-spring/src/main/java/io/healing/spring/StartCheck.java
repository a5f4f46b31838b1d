package io.healing.spring;

import io.healing.api.config.HealingConfig;
import io.healing.api.environment.StartGate;
import io.healing.api.store.HealingStore;
import io.healing.core.EnvironmentDoctor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * The doctor at the door: looks at the environment that the configuration declares, before any
 * other bean of the application is made. Where the settings, or the store in which repairs are
 * kept, cannot be had so early without harm to the application, it looks when Healing is made.
 */
final class StartCheck implements BeanFactoryPostProcessor, PriorityOrdered {
  private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

  private @Nullable HealingConfig read;
  private boolean passed;

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    String[] named = beans.getBeanNamesForType(HealingSettings.class, true, false);
    if (Arrays.stream(named).noneMatch(name -> ofAnotherBean(beans, name))) {
      HealingSettings settings = settings(beans, named);
      if (!heals(settings)
          || beans.getBeanNamesForType(HealingStore.class, true, false).length == 0) {
        pass(settings, null);
      }
    }
  }

  /** To make it now would make the bean whose method it is before anything can be injected. */
  private static boolean ofAnotherBean(ConfigurableListableBeanFactory beans, String name) {
    return beans.containsBeanDefinition(name)
        && beans.getMergedBeanDefinition(name).getFactoryBeanName() != null;
  }

  private static HealingSettings settings(ConfigurableListableBeanFactory beans, String[] named) {
    if (named.length == 1) {
      return beans.getBean(named[0], HealingSettings.class);
    }
    BeanFactory where = named.length > 1 ? beans : beans.getParentBeanFactory();
    return where == null
        ? HealingSettings.defaults()
        : where.getBeanProvider(HealingSettings.class).getIfAvailable(HealingSettings::defaults);
  }

  /** The configuration that the settings name; read once. */
  HealingConfig config(HealingSettings settings) {
    HealingConfig config = read == null ? Configured.by(settings) : read;
    read = config;
    return config;
  }

  /**
   * Looks, unless it has looked.
   *
   * @param store where repairs are kept; null for what the configuration says
   */
  void pass(HealingSettings settings, @Nullable HealingStore store) {
    HealingConfig config = config(settings);
    if (!passed && !config.environment().isEmpty()) {
      EnvironmentDoctor doctor = EnvironmentDoctor.of(config).by(settings.name());
      (store == null ? doctor : doctor.withStore(store)).pass(gate(settings));
    }
    passed = true;
  }

  private static boolean heals(HealingSettings settings) {
    return settings.startGate() == StartGate.HEAL && !settings.inMemory();
  }

  private static StartGate gate(HealingSettings settings) {
    if (settings.startGate() != StartGate.HEAL || heals(settings)) {
      return settings.startGate();
    }
    LOG.warn(
        "What the environment lacks is told and not made: the start gate is to heal, but nothing is"
            + " changed where what Healing does is kept in memory only");
    return StartGate.WARN;
  }
}
