package io.healing.spring;

import io.healing.api.Plugin;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
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
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
  private final HealingSettings settings;
  private final HealingConfig config;

  BeanParts(ConfigurableListableBeanFactory beans, HealingSettings settings) {
    this.beans = beans;
    this.settings = settings;
    config = Configured.by(settings);
  }

  /** The store that is opened here, and closed here; null where a bean is the store. */
  @Nullable HealingStore ownStore() {
    if (!beans.getBeansOfType(HealingStore.class).isEmpty()) {
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

  /** A place that nobody chose, and that cannot be written, is no reason not to start. */
  private HealingStore opened(StoreProvider provider) {
    try {
      return provider.open(config.database(), config.selfHealing().logLevel());
    } catch (StoreException e) {
      if (settings.store() != null) {
        throw e;
      }
      LOG.warn(
          "{} What Healing sees is kept in memory only, so nothing will be changed;"
              + " healing.store.path names another place",
          e.inOneLine());
      return InMemoryStore.create();
    }
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
      each(HealingStore.class, builder::store);
    } else {
      builder.store(own);
    }
    add(builder);
    Healing healing = builder.build();
    each(HealingListener.class, healing::addListener);
    return healing;
  }

  private void add(HealingBuilder builder) {
    each(Plugin.class, plugin -> add(builder, plugin));
    each(RunnerSource.class, source -> source.runners().forEach(builder::runner));
    each(JobDefinition.class, builder::job);
    each(JobConfig.class, builder::job);
    each(Handle.class, builder::handle);
    named(DataSource.class, builder::dataSource);
    each(HealingCustomizer.class, last -> last.customize(builder));
  }

  private static void add(HealingBuilder builder, Plugin plugin) {
    if (plugin instanceof JobRunner runner) {
      builder.runner(runner);
    } else {
      builder.plugin(plugin);
    }
  }

  private <T> void each(Class<T> type, Consumer<T> taken) {
    named(type, (name, bean) -> taken.accept(bean));
  }

  private <T> void named(Class<T> type, BiConsumer<String, T> taken) {
    Map<String, T> all = beans.getBeansOfType(type);
    all.forEach(
        (name, bean) -> {
          beans.registerDependentBean(name, HealingConfiguration.HEALING + "Host");
          taken.accept(name, bean);
        });
  }
}
