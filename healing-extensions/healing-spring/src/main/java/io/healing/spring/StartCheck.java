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
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * The doctor at the door: looks at the environment that the configuration declares, before any
 * other bean of the application is made.
 *
 * <p>Settings that a method of another bean makes need that bean. Made here already it would miss
 * what Spring does to beans, such as its own {@code @Scheduled}; so the doctor looks a little later
 * then, at the first event, which comes when all that is there and before the other beans. The same
 * holds for a store in which repairs are to be kept.
 */
final class StartCheck
    implements BeanFactoryPostProcessor,
        PriorityOrdered,
        ApplicationContextAware,
        ApplicationListener<StartCheck.Due> {
  private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

  private volatile @Nullable ApplicationContext application;
  private volatile @Nullable ConfigurableListableBeanFactory waiting;
  private @Nullable HealingConfig read;
  private boolean passed;

  /** The moment after which the beans of an application are made. */
  static final class Due extends ApplicationEvent {
    private static final long serialVersionUID = 1L;

    Due(ApplicationContext of) {
      super(of);
    }
  }

  @Override
  public void setApplicationContext(ApplicationContext its) {
    application = its;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    String[] named = named(beans);
    if (Arrays.stream(named).anyMatch(name -> ofAnotherBean(beans, name))) {
      later(beans);
      return;
    }
    HealingSettings settings = settings(beans, named);
    if (heals(settings) && hasStore(beans)) {
      later(beans);
    } else {
      pass(settings, null);
    }
  }

  private void later(ConfigurableListableBeanFactory beans) {
    ApplicationContext its = application;
    if (its != null) {
      waiting = beans;
      its.publishEvent(new Due(its));
    }
  }

  /** An event of a child comes by here too. */
  @Override
  public void onApplicationEvent(Due due) {
    ConfigurableListableBeanFactory beans = waiting;
    if (beans != null && due.getSource() == application) {
      waiting = null;
      HealingSettings settings = settings(beans, named(beans));
      boolean kept = heals(settings) && hasStore(beans);
      pass(settings, kept ? beans.getBean(HealingStore.class) : null);
    }
  }

  private static String[] named(ConfigurableListableBeanFactory beans) {
    return beans.getBeanNamesForType(HealingSettings.class, true, false);
  }

  private static boolean hasStore(ConfigurableListableBeanFactory beans) {
    return beans.getBeanNamesForType(HealingStore.class, true, false).length > 0;
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
