package io.healing.spring.boot3;

import io.healing.spring.HealingSnapshot;
import io.healing.spring.boot.HealingAutoConfiguration;
import io.healing.spring.boot.HealingProperties;
import io.healing.spring.boot.HealthWords;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The contributor {@code healing} to the health of a Boot 3 application. */
@AutoConfiguration(after = HealingAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("healing")
@ConditionalOnBean({HealingSnapshot.class, HealingProperties.class})
public class HealingHealthAutoConfiguration {

  /** Made by Boot. */
  public HealingHealthAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean(name = "healingHealthIndicator")
  HealthIndicator healingHealthIndicator(HealingSnapshot snapshot, HealingProperties said) {
    return new HealingHealthIndicator(
        new HealthWords(snapshot, said.getHealth().isDownWhenCritical()));
  }
}
