package io.healing.spring;

import io.healing.api.config.HealingConfig;
import io.healing.core.EnvironmentDoctor;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
 * then, at the first event, which comes when all that is there and before the other beans.
 */
final class StartCheck
    implements BeanFactoryPostProcessor,
        PriorityOrdered,
        ApplicationContextAware,
        ApplicationListener<StartCheck.Due> {
  private volatile @Nullable ApplicationContext application;
  private volatile @Nullable ConfigurableListableBeanFactory waiting;

  /** The moment after which the beans of an application are made. */
  static final class Due extends ApplicationEvent {
    private static final long serialVersionUID = 1L;

    Due(ApplicationContext of) {
      super(of);
    }
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void setApplicationContext(ApplicationContext its) {
    application = its;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    ApplicationContext its = application;
    if (its != null && settingsNeedAnotherBean(beans)) {
      waiting = beans;
      its.publishEvent(new Due(its));
    } else {
      look(beans);
    }
  }

  private static boolean settingsNeedAnotherBean(ConfigurableListableBeanFactory beans) {
    return Arrays.stream(beans.getBeanNamesForType(HealingSettings.class, true, false))
        .filter(beans::containsBeanDefinition)
        .map(name -> beans.getBeanDefinition(name).getFactoryBeanName())
        .anyMatch(Objects::nonNull);
  }

  /** An event of a child comes by here too. */
  @Override
  public void onApplicationEvent(Due due) {
    ConfigurableListableBeanFactory beans = waiting;
    if (beans != null && due.getSource() == application) {
      waiting = null;
      look(beans);
    }
  }

  private static void look(ConfigurableListableBeanFactory beans) {
    HealingSettings settings =
        beans.getBeanProvider(HealingSettings.class).getIfAvailable(HealingSettings::defaults);
    HealingConfig config = Configured.by(settings);
    if (!config.environment().isEmpty()) {
      EnvironmentDoctor.of(config).by(settings.name()).pass(settings.startGate());
    }
  }
}
