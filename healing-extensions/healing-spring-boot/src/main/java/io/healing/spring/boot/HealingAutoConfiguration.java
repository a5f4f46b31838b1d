package io.healing.spring.boot;

import io.healing.api.HealingException;
import io.healing.core.Healing;
import io.healing.spring.HealingConfiguration;
import io.healing.spring.HealingSettings;
import io.healing.spring.HealingSnapshot;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreTopLevelConverterNotFoundBindHandler;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Healing in an application that has a starter: observed and explained, nothing changed. */
@AutoConfiguration
@ConditionalOnProperty(prefix = "healing", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(HealingProperties.class)
public class HealingAutoConfiguration {
  private static final String USUAL_NAME = "application";

  /** Made by Boot. */
  public HealingAutoConfiguration() {}

  /** Not where the application makes Healing by itself or has {@code @EnableHealing}. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingBean(Healing.class)
  @Import(HealingConfiguration.class)
  static class Usual {}

  /**
   * Read from the environment alone, since the check at the start comes before other beans. A key
   * that is not known is refused before anything is done.
   */
  @Bean
  @ConditionalOnMissingBean
  static HealingSettings healingSettings(Environment environment) {
    HealingProperties said =
        Binder.get(environment)
            .bindOrCreate(
                "healing",
                Bindable.of(HealingProperties.class),
                new NoUnboundElementsBindHandler(
                    new IgnoreTopLevelConverterNotFoundBindHandler(),
                    new UnboundElementsSourceFilter()));
    String name = said.getName();
    return HealingSettings.defaults()
        .withName(
            name != null ? name : environment.getProperty("spring.application.name", USUAL_NAME))
        .withConfigFile(said.getConfigFile())
        .withStore(said.getStore().getPath())
        .withInMemory(said.getStore().isInMemory())
        .withDiscoverPlugins(said.isDiscoverPlugins())
        .withStartGate(said.getStartGate())
        .withRefresh(refresh(said.getHealth()));
  }

  private static Duration refresh(HealingProperties.Health health) {
    Duration refresh = health.getRefresh();
    if (refresh.isNegative() || refresh.isZero()) {
      throw new HealingException(
          "healing.health.refresh is " + refresh + ", but what is shown is read anew after a time",
          "Give one above zero, such as 10s.");
    }
    return refresh;
  }

  /** Of a Healing that the application makes by itself. */
  @Bean
  @ConditionalOnMissingBean
  HealingSnapshot healingOwnSnapshot(Healing healing, HealingProperties said) {
    return HealingSnapshot.of(healing, refresh(said.getHealth()));
  }
}
