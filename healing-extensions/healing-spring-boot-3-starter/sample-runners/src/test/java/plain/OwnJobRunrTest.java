package plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.jobrunr.JobRunrRunner;
import java.nio.file.Path;
import java.time.Duration;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.annotations.Job;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.InMemoryStorageProvider;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

/** A JobRunr that the application makes itself, in the ways in which people do. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class OwnJobRunrTest {
  private static final String WORK = "plain.OwnJobRunrTest$Works.work";

  @TempDir Path home;

  /** What is queued. */
  public static class Works {
    /** Fails at once. */
    @Job(retries = 0)
    public void work() {
      throw new IllegalStateException("no");
    }

    /** The same in another storage. */
    @Job(retries = 0)
    public void order() {
      throw new IllegalStateException("no");
    }
  }

  private static BackgroundJobServerConfiguration quick() {
    return BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
        .andPollInterval(Duration.ofMillis(200));
  }

  private static StorageProvider storage(JsonMapper json) {
    InMemoryStorageProvider storage = new InMemoryStorageProvider();
    storage.setJobMapper(new org.jobrunr.jobs.mappers.JobMapper(json));
    return storage;
  }

  @AfterEach
  void forget() {
    JobRunr.destroy();
  }

  static class ServerIsABean {
    private final JsonMapper json = new JacksonJsonMapper();
    private final StorageProvider storage = storage(json);

    @Bean
    JobScheduler scheduler() {
      return new JobScheduler(storage);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    BackgroundJobServer server() {
      return new BackgroundJobServer(storage, json, activator(), quick());
    }

    private static JobActivator activator() {
      return new JobActivator() {
        @Override
        public <T> T activateJob(Class<T> type) {
          return null;
        }
      };
    }
  }

  @Test
  void aServerBeanIsGivenTheFilterBeforeItStarts(CapturedOutput output) throws Exception {
    try (Own own = Own.with(home, ServerIsABean.class)) {
      own.application().getBean(JobScheduler.class).<Works>enqueue(Works::work);

      own.untilFailed(WORK);
    }
    assertThat(output).doesNotContain("are not seen");
  }

  static class TwoStorages {
    private final JsonMapper json = new JacksonJsonMapper();

    @Bean
    StorageProvider mails() {
      return storage(json);
    }

    @Bean
    StorageProvider orders() {
      return storage(json);
    }

    @Bean
    JobScheduler mailScheduler(@Qualifier("mails") StorageProvider mails) {
      return new JobScheduler(mails);
    }

    @Bean
    JobScheduler orderScheduler(@Qualifier("orders") StorageProvider orders) {
      return new JobScheduler(orders);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    BackgroundJobServer mailServer(@Qualifier("mails") StorageProvider mails) {
      return new BackgroundJobServer(mails, json, ServerIsABean.activator(), quick());
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    BackgroundJobServer orderServer(@Qualifier("orders") StorageProvider orders) {
      return new BackgroundJobServer(orders, json, ServerIsABean.activator(), quick());
    }
  }

  @Test
  void twoStoragesAreJoinedUnderTheNamesOfTheirBeans(CapturedOutput output) throws Exception {
    try (Own own = Own.with(home, TwoStorages.class)) {
      own.application().getBean("mailScheduler", JobScheduler.class).<Works>enqueue(Works::work);
      own.application().getBean("orderScheduler", JobScheduler.class).<Works>enqueue(Works::order);

      own.untilFailed(WORK);
      own.untilFailed(WORK.replace("work", "order"));

      assertThat(own.runners("healingJobRunr"))
          .containsExactlyInAnyOrder("jobrunr:mails", "jobrunr:orders");
      assertThat(own.healing().admin().incidents())
          .noneMatch(incident -> incident.findingId().equals("job.of_two_runners"));
    }
    assertThat(output).doesNotContain("are not seen", "not interrupted");
  }

  static class ServerStartedTooEarly extends ServerIsABean {
    @Override
    @Bean(destroyMethod = "stop")
    BackgroundJobServer server() {
      BackgroundJobServer server = super.server();
      server.start();
      return server;
    }
  }

  @Test
  void ofAServerThatRunsAlreadyItIsSaidWhatToAdd(CapturedOutput output) throws Exception {
    Own.with(home, ServerStartedTooEarly.class).close();

    assertThat(output)
        .contains("The runs of the JobRunr server \"server\" are not seen")
        .contains("server.setJobFilters(List.of(runner.filter()))");
  }

  static class Fluent {
    @Bean
    StorageProvider storage() {
      return OwnJobRunrTest.storage(new JacksonJsonMapper());
    }

    @Bean
    JobScheduler scheduler(StorageProvider storage) {
      return JobRunr.configure()
          .useStorageProvider(storage)
          .useBackgroundJobServer(quick())
          .initialize()
          .getJobScheduler();
    }
  }

  @Test
  void ofAServerThatIsNoBeanItIsSaidWhatToAdd(CapturedOutput output) throws Exception {
    Own.with(home, Fluent.class).close();

    assertThat(output)
        .contains("The runs of the JobRunr behind \"scheduler\" are not seen")
        .contains(".withJobFilter(runner.filter())");
  }

  static class FluentWithFilter {
    @Bean
    StorageProvider storage() {
      return OwnJobRunrTest.storage(new JacksonJsonMapper());
    }

    @Bean
    JobScheduler scheduler(StorageProvider storage, JobRunrRunner runner) {
      return JobRunr.configure()
          .useStorageProvider(storage)
          .withJobFilter(runner.filter())
          .useBackgroundJobServer(quick())
          .initialize()
          .getJobScheduler();
    }
  }

  @Test
  void withTheLineThatIsSaidItIsObserved(CapturedOutput output) throws Exception {
    try (Own own = Own.with(home, FluentWithFilter.class)) {
      own.application().getBean(JobScheduler.class).<Works>enqueue(Works::work);

      own.untilFailed(WORK);
    }
    assertThat(output).doesNotContain("are not seen");
  }
}
