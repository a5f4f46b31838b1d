package io.healing.spring.boot;

import io.healing.api.decide.Ways;
import io.healing.core.Healing;
import io.healing.spring.HealingSnapshot;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The actuator endpoint {@code healing}; it writes only where that is switched on. */
@AutoConfiguration(after = HealingAutoConfiguration.class)
@ConditionalOnClass({WebEndpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean({Healing.class, HealingSnapshot.class})
public class HealingEndpointAutoConfiguration {
  private static final String WRITE = "write";
  private static final String PREFIX = "healing.endpoint";

  /** Made by Boot. */
  public HealingEndpointAutoConfiguration() {}

  /** Messages name its requests, where it is reached over HTTP. */
  @Bean
  @ConditionalOnMissingBean(Ways.class)
  @ConditionalOnWebApplication
  @ConditionalOnAvailableEndpoint(endpoint = HealingEndpoint.class, exposure = EndpointExposure.WEB)
  @Conditional(Listens.class)
  EndpointWays healingWays(ObjectProvider<PathMappedEndpoints> endpoints, Environment environment) {
    return new EndpointWays(endpoints, new EndpointServer(environment));
  }

  /** Whether there is a server for endpoints at all. */
  static final class Listens implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return EndpointServer.listens(context.getEnvironment());
    }
  }

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
