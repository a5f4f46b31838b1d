package io.healing.spring.boot;

import io.healing.core.Healing;
import io.healing.spring.HealingSnapshot;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The actuator endpoint {@code healing}; it writes only where that is switched on. */
@AutoConfiguration(after = HealingAutoConfiguration.class)
@ConditionalOnClass({WebEndpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean({Healing.class, HealingSnapshot.class})
public class HealingEndpointAutoConfiguration {
  private static final String WRITE = "write";
  private static final String PREFIX = "healing.endpoint";

  /** Made by Boot. */
  public HealingEndpointAutoConfiguration() {}

  @Bean
  @ConditionalOnAvailableEndpoint(endpoint = HealingEndpoint.class)
  @ConditionalOnProperty(
      prefix = PREFIX,
      name = WRITE,
      havingValue = "false",
      matchIfMissing = true)
  HealingEndpoint healingEndpoint(Healing healing, HealingSnapshot snapshot) {
    return new HealingEndpoint(healing, snapshot);
  }

  @Bean
  @ConditionalOnAvailableEndpoint(endpoint = WritingEndpoint.class)
  @ConditionalOnProperty(prefix = PREFIX, name = WRITE)
  WritingEndpoint healingEndpointThatWrites(Healing healing, HealingSnapshot snapshot) {
    return new WritingEndpoint(healing, snapshot);
  }
}
