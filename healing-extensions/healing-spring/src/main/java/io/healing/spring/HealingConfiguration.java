package io.healing.spring;

import io.healing.core.Healing;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans of Healing; imported by {@link EnableHealing} and by the Boot starters. A bean {@link
 * HealingSettings} says how, else it is put together with its defaults.
 */
@Configuration(proxyBeanMethods = false)
public class HealingConfiguration {
  /** The name of the bean {@link Healing}. */
  public static final String HEALING = "healing";

  /** Made by Spring. */
  public HealingConfiguration() {}

  /** Looks at the declared environment before any other bean is made. */
  @Bean
  static StartCheck healingStartCheck() {
    return new StartCheck();
  }

  /** So that the scheduler which the application chose is the one observed. */
  @Bean
  static ObserverLast healingObserverLast() {
    return new ObserverLast();
  }

  /** The scheduled methods of this application. */
  @Bean
  SpringTaskRunner healingSpringTaskRunner(ConfigurableListableBeanFactory beans) {
    return new SpringTaskRunner(beans);
  }

  @Bean(destroyMethod = "close")
  HealingHost healingHost(
      ConfigurableListableBeanFactory beans,
      ObjectProvider<HealingSettings> settings,
      StartCheck check) {
    HealingSettings said = settings.getIfAvailable(HealingSettings::defaults);
    return HealingHost.of(beans, said, check);
  }

  /** One line in the log when the application is there. */
  @Bean
  StartLine healingStartLine(
      HealingHost host, SpringTaskRunner spring, ObjectProvider<HealingSettings> settings) {
    return new StartLine(host, spring, settings.getIfAvailable(HealingSettings::defaults));
  }

  /** Healing itself, for what the application wants to tell or ask; it starts and ends with it. */
  @Bean(name = HEALING, destroyMethod = "")
  Healing healing(HealingHost host) {
    return host.healing();
  }

  /** How Healing stands, for whoever must not wait. */
  @Bean
  HealingSnapshot healingSnapshot(HealingHost host) {
    return host.snapshot();
  }
}
