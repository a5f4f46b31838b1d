package io.healing.spring;

import io.healing.api.config.HealingConfig;
import io.healing.api.store.StoreInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/** Says once, when the scheduled methods are placed, that Healing runs and by what. */
final class StartLine implements ApplicationListener<ContextRefreshedEvent>, Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(StartLine.class);

  private final HealingHost host;
  private final SpringTaskRunner spring;
  private final HealingSettings settings;
  private final AtomicBoolean said = new AtomicBoolean();

  StartLine(HealingHost host, SpringTaskRunner spring, HealingSettings settings) {
    this.host = host;
    this.spring = spring;
    this.settings = settings;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void onApplicationEvent(ContextRefreshedEvent event) {
    if (host.isRunning() && said.compareAndSet(false, true)) {
      LOG.info("{}", words());
    }
  }

  private String words() {
    HealingConfig config = host.parts().config();
    if (!config.selfHealing().enabled()) {
      return "Healing does nothing: self_healing.enabled is false in " + file();
    }
    StoreInfo store = host.store().info();
    return "Healing observes \""
        + settings.name()
        + "\": "
        + jobs()
        + "; what it sees is kept in "
        + store.kind()
        + " "
        + store.place()
        + "; configuration: "
        + file();
  }

  private String jobs() {
    List<String> ids = spring.standings().stream().map(one -> one.definition().id()).toList();
    List<String> others = host.parts().runners();
    String methods =
        ids.isEmpty() ? "no scheduled methods" : ids.size() + " scheduled methods " + ids;
    return methods + (others.isEmpty() ? "" : ", and the jobs of " + others);
  }

  private String file() {
    return Configured.file(settings)
        .map(file -> file.toAbsolutePath().toString())
        .orElseGet(
            () ->
                "none, since there is no "
                    + Path.of("healing.yaml").toAbsolutePath()
                    + ", so nothing is changed");
  }
}
