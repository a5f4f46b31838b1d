package io.healing.spring;

import io.healing.api.HealingException;
import io.healing.api.Plugin;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.StoreConfig;
import io.healing.api.decide.Ways;
import io.healing.api.host.Handle;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRunner;
import io.healing.api.store.HealingStore;
import io.healing.api.store.StoreException;
import io.healing.api.store.StoreProvider;
import io.healing.core.Healing;
import io.healing.core.HealingBuilder;
import io.healing.core.HealingListener;
import io.healing.core.store.InMemoryStore;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/** What the beans of an application are to Healing. Each of them is destroyed after Healing. */
final class BeanParts {
  private static final Logger LOG = LoggerFactory.getLogger(BeanParts.class);

  private final ConfigurableListableBeanFactory beans;
  private final BeansOfType given;
  private final HealingSettings settings;
  private final HealingConfig config;
  private final List<String> runners = new CopyOnWriteArrayList<>();

  BeanParts(ConfigurableListableBeanFactory beans, HealingSettings settings, HealingConfig config) {
    this.beans = beans;
    given = new BeansOfType(beans);
    this.settings = settings;
    this.config = config;
  }

  HealingConfig config() {
    return config;
  }

  /** What runs jobs beside the scheduled methods. */
  List<String> runners() {
    return runners;
  }

  /** The store that is a bean. */
  HealingStore store() {
    return beans.getBean(HealingStore.class);
  }

  /** The store that is opened here, and closed here; null where a bean is the store. */
  @Nullable HealingStore ownStore() {
    Set<String> stores = beans.getBeansOfType(HealingStore.class).keySet();
    if (!stores.isEmpty()) {
      refuseTwo(stores);
      return null;
    }
    Optional<StoreProvider> provider =
        ServiceLoader.load(StoreProvider.class, loader()).findFirst();
    if (settings.inMemory() || provider.isEmpty()) {
      LOG.warn("What Healing sees is kept in memory only, so nothing will be changed");
      return InMemoryStore.create();
    }
    return opened(provider.get());
  }

  private void refuseTwo(Set<String> stores) {
    if (settings.store() != null) {
      throw new HealingException(
          "Two stores are named: healing.store.path is "
              + settings.store()
              + ", and the bean "
              + String.join(", ", stores)
              + " is a store",
          "Leave one of them away.");
    }
  }

  /** A place that nobody chose, and that cannot be written, is no reason not to start. */
  private HealingStore opened(StoreProvider provider) {
    try {
      return provider.open(config.database(), config.selfHealing().logLevel());
    } catch (StoreException e) {
      if (chosen()) {
        throw e;
      }
      LOG.warn(
          "{} What Healing sees is kept in memory only, so nothing will be changed;"
              + " healing.store.path, without Boot HealingSettings.withStore, names another place",
          e.inOneLine());
      return InMemoryStore.create();
    }
  }

  private boolean chosen() {
    return settings.store() != null
        || config.selfHealing().databaseUrl() != null
        || !config.store().path().equals(StoreConfig.defaults().path());
  }

  private ClassLoader loader() {
    ClassLoader its = beans.getBeanClassLoader();
    return its != null ? its : ClassUtils.getDefaultClassLoader();
  }

  Healing healing(@Nullable HealingStore own) {
    HealingBuilder builder = Healing.builder().config(config).name(settings.name());
    Configured.file(settings).ifPresent(builder::readFrom);
    if (settings.discoverPlugins()) {
      builder.discoverPlugins(loader());
    }
    if (own == null) {
      given.each(HealingStore.class, builder::store);
    } else {
      builder.store(own);
    }
    add(builder);
    return builder.build();
  }

  /** Listeners may need Healing itself, so they are asked for when it is there. */
  void listen(Healing healing) {
    given.each(HealingListener.class, healing::addListener);
  }

  private void add(HealingBuilder builder) {
    given.named(Plugin.class, (name, plugin) -> add(builder, identified(name, plugin)));
    given.each(RunnerSource.class, source -> source.runners().forEach(one -> add(builder, one)));
    given.each(JobDefinition.class, builder::job);
    given.each(JobConfig.class, builder::job);
    given.each(Handle.class, builder::handle);
    given.named(DataSource.class, builder::dataSource);
    given.each(Ways.class, builder::ways);
    given.each(HealingCustomizer.class, last -> last.customize(builder));
  }

  private static Plugin identified(String bean, Plugin plugin) {
    try {
      String unused = plugin.id();
    } catch (RuntimeException e) {
      throw new HealingException(
          "The bean \"%s\" (%s) does not say its id: %s"
              .formatted(bean, plugin.getClass().getName(), e),
          "An id is a constant: let id() return it, whatever else goes wrong.",
          e);
    }
    return plugin;
  }

  private void add(HealingBuilder builder, Plugin plugin) {
    if (plugin instanceof JobRunner runner) {
      builder.runner(runner);
      if (!(runner instanceof SpringTaskRunner)) {
        runners.add(runner.runner());
      }
    } else {
      builder.plugin(plugin);
    }
  }
}
