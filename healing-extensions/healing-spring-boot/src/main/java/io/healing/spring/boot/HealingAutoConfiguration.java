package io.healing.spring.boot;

import io.healing.core.Healing;
import io.healing.spring.HealingConfiguration;
import io.healing.spring.HealingSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Healing in an application that has a starter: observed and explained, nothing changed. */
@AutoConfiguration
@ConditionalOnProperty(prefix = "healing", name = "enabled", matchIfMissing = true)
@ConditionalOnMissingBean(Healing.class)
@EnableConfigurationProperties(HealingProperties.class)
@Import(HealingConfiguration.class)
public class HealingAutoConfiguration {
  private static final String USUAL_NAME = "application";

  /** Made by Boot. */
  public HealingAutoConfiguration() {}

  /** Read from the environment alone, since the check at the start comes before other beans. */
  @Bean
  @ConditionalOnMissingBean
  static HealingSettings healingSettings(Environment environment) {
    HealingProperties said =
        Binder.get(environment).bindOrCreate("healing", HealingProperties.class);
    String name = said.getName();
    return HealingSettings.defaults()
        .withName(
            name != null ? name : environment.getProperty("spring.application.name", USUAL_NAME))
        .withConfigFile(said.getConfigFile())
        .withStore(said.getStore().getPath())
        .withInMemory(said.getStore().isInMemory())
        .withDiscoverPlugins(said.isDiscoverPlugins())
        .withStartGate(said.getStartGate())
        .withRefresh(said.getHealth().getRefresh());
  }
}
