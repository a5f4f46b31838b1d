package io.healing.spring.boot;

import io.healing.api.job.JobRunner;
import io.healing.jobrunr.JobRunrRunner;
import io.healing.spring.RunnerSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * JobRunr's starters collect no filters. Of several storages each is joined under the name of its
 * bean. Of a server that runs already, or that is no bean, it is said what to add.
 */
final class JobRunrJoin implements BeanPostProcessor, RunnerSource {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunrJoin.class);

  private final ConfigurableListableBeanFactory beans;
  private final Map<String, JobRunrRunner> named = new ConcurrentHashMap<>();
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
    if (runner == null && !given()) {
      runner = storages().isEmpty() ? ofNoBean(server) : ofStorage(name);
    }
    if (runner != null) {
      runner.on(server);
    }
  }

  /** Whether the application, or the storage that is the only one, has a runner. */
  private boolean given() {
    return beans.getBeanProvider(JobRunrRunner.class).stream().findAny().isPresent();
  }

  private @Nullable JobRunrRunner ofNoBean(BackgroundJobServer server) {
    if (own != null) {
      return null;
    }
    JobRunrRunner made = JobRunrRunner.of(server.getStorageProvider());
    own = made;
    return made;
  }

  private @Nullable JobRunrRunner ofStorage(String server) {
    List<String> its =
        storages().stream().filter(one -> Dependencies.reach(beans, server, List.of(one))).toList();
    if (its.size() == 1) {
      return named(its.get(0));
    }
    LOG.warn(
        "The runs of the JobRunr server \"{}\" are not seen: of the storages {} it was given {}."
            + " Make a bean of JobRunrRunner.of(storage).withName(…) for each storage, and give the"
            + " server its filter",
        server,
        storages(),
        its.isEmpty() ? "none" : its);
    return null;
  }

  private JobRunrRunner named(String storage) {
    return named.computeIfAbsent(
        storage,
        name -> JobRunrRunner.of(beans.getBean(name, StorageProvider.class)).withName(name));
  }

  private List<String> storages() {
    return List.of(beans.getBeanNamesForType(StorageProvider.class, true, false));
  }

  @Override
  public List<JobRunner> runners() {
    tellWhatIsNotSeen();
    JobRunrRunner made = own;
    if (made != null) {
      return List.of(made);
    }
    return given() ? List.of() : storages().stream().<JobRunner>map(this::named).toList();
  }

  private void tellWhatIsNotSeen() {
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
