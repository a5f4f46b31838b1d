package io.healing.spring;

import io.healing.api.HealingException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The beans that are given to Healing. None is left out silently; each is destroyed after it. */
final class BeansOfType {
  private static final Logger LOG = LoggerFactory.getLogger(BeansOfType.class);

  private final ConfigurableListableBeanFactory beans;

  BeansOfType(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  <T> void each(Class<T> type, Consumer<T> taken) {
    named(type, (name, bean) -> taken.accept(bean));
  }

  /**
   * Gives them one after the other, each with its name.
   *
   * @throws HealingException when one cannot be made before Healing, since it needs it
   */
  <T> void named(Class<T> type, BiConsumer<String, T> taken) {
    for (String name : beans.getBeanNamesForType(type)) {
      if (one(name, type)) {
        give(name, type, taken);
      }
    }
  }

  /** What is behind a proxy of a scope is reached through the proxy, which is a bean too. */
  private boolean one(String name, Class<?> type) {
    if (ScopedProxyUtils.isScopedTarget(name)) {
      return false;
    }
    boolean single = beans.isSingleton(name);
    if (!single) {
      LOG.warn(
          "The bean \"{}\" ({}) is not given to Healing: it is made anew for each who asks, or for"
              + " a scope. Make it a singleton, or leave it to a HealingCustomizer",
          name,
          type.getSimpleName());
    }
    return single;
  }

  private <T> void give(String name, Class<T> type, BiConsumer<String, T> taken) {
    Object bean = made(name, type);
    if (type.isInstance(bean)) {
      beans.registerDependentBean(name, HealingConfiguration.HEALING + "Host");
      taken.accept(name, type.cast(bean));
    }
  }

  private Object made(String name, Class<?> type) {
    try {
      return beans.getBean(name);
    } catch (BeanCreationException e) {
      if (!(e.getMostSpecificCause() instanceof BeanCurrentlyInCreationException circle)) {
        throw e;
      }
      HealingException refused =
          new HealingException(
              "Healing takes the bean \"%s\" (%s), and that bean cannot be made before Healing: \"%s\" is being made and needs it"
                  .formatted(name, type.getSimpleName(), circle.getBeanName()),
              "Let it ask for ObjectProvider<Healing> and get Healing from it when it is used.");
      refused.addSuppressed(e);
      if (type != DataSource.class) {
        throw refused;
      }
      LOG.warn("The data source is not watched. {}", refused.inOneLine());
      return refused;
    }
  }
}
