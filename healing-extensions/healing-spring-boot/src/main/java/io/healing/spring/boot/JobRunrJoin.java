package io.healing.spring.boot;

import io.healing.api.job.JobRunner;
import io.healing.jobrunr.JobRunrRunner;
import io.healing.spring.RunnerSource;
import java.util.Arrays;
import java.util.List;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.StorageProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Gives the filter of the {@link JobRunrRunner} to each server bean before it starts, since
 * JobRunr's starters collect no filters. Of a server that runs already, or that is no bean, it is
 * said what to add.
 */
final class JobRunrJoin implements BeanPostProcessor, RunnerSource {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunrJoin.class);

  private final ConfigurableListableBeanFactory beans;
  private volatile @Nullable JobRunrRunner own;

  JobRunrJoin(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  /** Before its init method, which may start it. */
  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof BackgroundJobServer server && !filtered(name)) {
      join(server, name);
    }
    return bean;
  }

  /** Whether the application gave the filter itself. */
  private boolean filtered(String name) {
    List<String> runners =
        Arrays.asList(beans.getBeanNamesForType(JobRunrRunner.class, true, false));
    return Dependencies.reach(beans, name, runners);
  }

  private void join(BackgroundJobServer server, String name) {
    if (server.getServerStatus().isRunning()) {
      LOG.warn(
          "The runs of the JobRunr server \"{}\" are not seen: it was started before Healing could"
              + " join it. Before start() give it the filter of the bean JobRunrRunner:"
              + " server.setJobFilters(List.of(runner.filter()))",
          name);
      return;
    }
    JobRunrRunner runner = beans.getBeanProvider(JobRunrRunner.class).getIfUnique();
    if (runner == null && ofStorages() == 0 && own == null) {
      runner = JobRunrRunner.of(server.getStorageProvider());
      own = runner;
    }
    if (runner != null) {
      runner.on(server);
    }
  }

  private int ofStorages() {
    return beans.getBeanNamesForType(StorageProvider.class, true, false).length;
  }

  @Override
  public List<JobRunner> runners() {
    tellWhatIsNotSeen();
    JobRunrRunner made = own;
    return made == null ? List.of() : List.of(made);
  }

  private void tellWhatIsNotSeen() {
    boolean joined =
        own != null || beans.getBeanProvider(JobRunrRunner.class).getIfAvailable() != null;
    if (!joined && ofStorages() > 1) {
      LOG.warn(
          "Of several JobRunr storages Healing joins none by itself."
              + " Make a bean of JobRunrRunner.of(storage) for the one to observe");
    }
    String[] servers = beans.getBeanNamesForType(BackgroundJobServer.class, true, false);
    if (servers.length == 0 && hasServerOfItsOwn()) {
      Arrays.stream(beans.getBeanNamesForType(JobScheduler.class, true, false))
          .filter(name -> !filtered(name))
          .forEach(JobRunrJoin::tellNoBean);
    }
  }

  /** JobRunr keeps what its fluent configuration made; where there is none, it throws. */
  private static boolean hasServerOfItsOwn() {
    try {
      return JobRunr.getBackgroundJobServer().getServerStatus().isRunning();
    } catch (IllegalStateException none) {
      return false;
    }
  }

  private static void tellNoBean(String name) {
    LOG.warn(
        "The runs of the JobRunr behind \"{}\" are not seen: its server is no bean. Make its"
            + " StorageProvider a bean, and before useBackgroundJobServer() say"
            + " .withJobFilter(runner.filter()), with the bean JobRunrRunner",
        name);
  }
}
