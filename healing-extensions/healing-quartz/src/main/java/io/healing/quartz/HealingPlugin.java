package io.healing.quartz;

import io.healing.api.HealingException;
import io.healing.core.Healing;
import io.healing.core.HealingBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.SchedulerPlugin;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Healing in one line of {@code quartz.properties}: {@code org.quartz.plugin.healing.class =
 * io.healing.quartz.HealingPlugin}. It is made with the scheduler, starts beside it without holding
 * up its first fires, and is closed with it; whatever goes wrong with it is logged, and the
 * scheduler goes on without. Used by Quartz alone.
 */
public final class HealingPlugin implements SchedulerPlugin {
  private static final Logger LOG = LoggerFactory.getLogger(HealingPlugin.class);
  private static final String KEPT = "io.healing";
  private static final Path USUAL = Path.of("healing.yaml");

  private @Nullable String config;
  private @Nullable String dataSource;
  private @Nullable String tablePrefix;
  private boolean required;
  private volatile @Nullable Healing healing;
  private volatile boolean ended;

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

  /**
   * Whether the scheduler is not to be made without Healing, as when its configuration is refused;
   * by default false: the fault is logged and the scheduler goes on.
   */
  public void setRequired(boolean isRequired) {
    required = isRequired;
  }

  /** The Healing that a scheduler's own properties started; empty where there is none. */
  public static Optional<Healing> of(Scheduler scheduler) throws SchedulerException {
    return scheduler.getContext().get(KEPT) instanceof Healing found
        ? Optional.of(found)
        : Optional.empty();
  }

  /** Healing is made here, where nothing fires yet. */
  @Override
  public void initialize(String name, Scheduler owner, ClassLoadHelper loadHelper)
      throws SchedulerException {
    try {
      Healing built = built(owner, loadHelper);
      healing = built;
      owner.getContext().put(KEPT, built);
    } catch (SchedulerException | RuntimeException | LinkageError e) {
      if (required) {
        throw new SchedulerException("Healing, which is required, did not start: " + e, e);
      }
      failed(e);
    }
  }

  /**
   * Quartz fires nothing before this comes back: from here on is seen what it fires, and no more.
   */
  @Override
  public void start() {
    Healing built = healing;
    if (built == null) {
      return;
    }
    try {
      built.join();
    } catch (RuntimeException | LinkageError e) {
      failed(e);
      return;
    }
    Thread starting = new Thread(() -> start(built), "healing-start");
    starting.setDaemon(true);
    starting.start();
  }

  private void start(Healing built) {
    try {
      built.start();
    } catch (RuntimeException | LinkageError e) {
      if (!ended) {
        failed(e);
      }
    }
  }

  private static void failed(Throwable e) {
    LOG.error("Healing did not start; the scheduler goes on without it: {}", e.toString(), e);
  }

  private Healing built(Scheduler owner, @Nullable ClassLoadHelper loading) {
    HealingBuilder builder = Healing.builder();
    if (config != null) {
      builder.config(Path.of(config));
    } else if (Files.exists(USUAL)) {
      LOG.warn(
          "{} is not read: write org.quartz.plugin.healing.config = {} if it is meant for this"
              + " scheduler",
          USUAL.toAbsolutePath(),
          USUAL);
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
    refuseUnknown(source, store);
    String prefix = said(tablePrefix, store.map(StoreAt::prefix));
    return runner.withStore(source, prefix == null ? QuartzRunner.TABLE_PREFIX : prefix);
  }

  /** Quartz has no method that tells which data sources it knows. */
  private static void refuseUnknown(String source, Optional<StoreAt> store) {
    try {
      DBConnectionManager.getInstance().getConnection(source).close();
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).startsWith("There is no DataSource")) {
        throw new HealingException(
            "org.quartz.plugin.healing.dataSource is \""
                + source
                + "\", but Quartz has no data source of this name",
            store
                .map(own -> "Write " + own.source() + ", as in org.quartz.jobStore.dataSource.")
                .orElse("Write the name as in org.quartz.jobStore.dataSource."),
            e);
      }
      LOG.warn("The store of the scheduler cannot be looked at yet: {}", e.toString());
    }
  }

  private static @Nullable String said(@Nullable String here, Optional<String> there) {
    return here == null ? there.orElse(null) : here;
  }

  @Override
  public void shutdown() {
    ended = true;
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
