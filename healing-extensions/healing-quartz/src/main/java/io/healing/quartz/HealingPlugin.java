package io.healing.quartz;

import io.healing.api.HealingException;
import io.healing.core.Healing;
import io.healing.core.HealingBuilder;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.SchedulerPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Healing in one line of {@code quartz.properties}: {@code org.quartz.plugin.healing.class =
 * io.healing.quartz.HealingPlugin}. It starts with the scheduler and is closed with it; whatever
 * goes wrong with it is logged, and the scheduler goes on without. Used by Quartz alone.
 */
public final class HealingPlugin implements SchedulerPlugin {
  private static final Logger LOG = LoggerFactory.getLogger(HealingPlugin.class);
  private static final String KEPT = "io.healing";

  private @Nullable String config;
  private @Nullable String dataSource;
  private @Nullable String tablePrefix;
  private @Nullable Scheduler scheduler;
  private @Nullable ClassLoadHelper loading;
  private @Nullable Healing healing;

  /** Made by Quartz. */
  public HealingPlugin() {}

  /** The configuration file; without one Healing only observes, and keeps nothing. */
  public void setConfig(String path) {
    config = Objects.requireNonNull(path, "path");
  }

  /**
   * The name of Quartz's own data source, as in {@code org.quartz.jobStore.dataSource}; without it
   * that of the scheduler's own store.
   */
  public void setDataSource(String name) {
    dataSource = Objects.requireNonNull(name, "name");
  }

  /**
   * As in {@code org.quartz.jobStore.tablePrefix}; without it that of the scheduler's own store,
   * and where that does not tell it {@code QRTZ_}, as there.
   */
  public void setTablePrefix(String prefix) {
    tablePrefix = Objects.requireNonNull(prefix, "prefix");
  }

  /** The Healing that a scheduler's own properties started; empty where there is none. */
  public static Optional<Healing> of(Scheduler scheduler) throws SchedulerException {
    return scheduler.getContext().get(KEPT) instanceof Healing found
        ? Optional.of(found)
        : Optional.empty();
  }

  @Override
  public void initialize(String name, Scheduler owner, ClassLoadHelper loadHelper) {
    scheduler = owner;
    loading = loadHelper;
  }

  @Override
  public void start() {
    Scheduler owner = scheduler;
    if (owner == null) {
      return;
    }
    try {
      Healing built = built(owner).start();
      healing = built;
      owner.getContext().put(KEPT, built);
    } catch (SchedulerException | RuntimeException | LinkageError e) {
      LOG.error("Healing did not start; the scheduler goes on without it: {}", e.toString(), e);
    }
  }

  private Healing built(Scheduler owner) {
    HealingBuilder builder = Healing.builder();
    if (config != null) {
      builder.config(Path.of(config));
    }
    ClassLoader loader = loading == null ? null : loading.getClassLoader();
    return builder
        .runner(runner(owner))
        .discoverPlugins(
            Objects.requireNonNullElseGet(
                loader, () -> Thread.currentThread().getContextClassLoader()))
        .build();
  }

  /** What was said wins over what the scheduler's store knows. */
  private QuartzRunner runner(Scheduler owner) {
    QuartzRunner runner = QuartzRunner.of(owner);
    if (dataSource == null && tablePrefix == null) {
      return runner;
    }
    Optional<StoreAt> store = StoreAt.of(owner);
    String source = said(dataSource, store.map(StoreAt::source));
    if (source == null) {
      throw new HealingException(
          "org.quartz.plugin.healing.tablePrefix is \"" + tablePrefix + "\" without a data source",
          "Set org.quartz.plugin.healing.dataSource, too: as org.quartz.jobStore.dataSource.");
    }
    String prefix = said(tablePrefix, store.map(StoreAt::prefix));
    return runner.withStore(source, prefix == null ? QuartzRunner.TABLE_PREFIX : prefix);
  }

  private static @Nullable String said(@Nullable String here, Optional<String> there) {
    return here == null ? there.orElse(null) : here;
  }

  @Override
  public void shutdown() {
    Healing running = healing;
    if (running != null) {
      try {
        running.close();
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("Healing was not closed as it should be: {}", e.toString(), e);
      }
    }
  }
}
