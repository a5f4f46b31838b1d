package io.healing.spring;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** What the beans of an application are called. It makes none. */
final class BeanNames {
  private final BeanFactory beans;

  BeanNames(BeanFactory beans) {
    this.beans = beans;
  }

  /** The name of this bean, also while it is being made; empty where it cannot be told. */
  Optional<String> of(Object bean) {
    if (!(beans instanceof ConfigurableListableBeanFactory all)) {
      return Optional.empty();
    }
    return Arrays.stream(all.getSingletonNames())
        .filter(name -> all.getSingleton(name) == bean)
        .findFirst()
        .or(() -> beingMade(all, ClassUtils.getUserClass(bean)));
  }

  private static Optional<String> beingMade(ConfigurableListableBeanFactory all, Class<?> type) {
    return Arrays.stream(all.getBeanDefinitionNames())
        .filter(name -> all.isCurrentlyInCreation(name) && all.isTypeMatch(name, type))
        .findFirst();
  }
}
