package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** A stream that does not end. */
@Timeout(60)
class EndlessStreamTest {
  private static final String JOB = Endless.class.getName() + ".report";

  @EnableScheduling
  static class Endless {
    final CountDownLatch subscribed = new CountDownLatch(1);

    @Scheduled(initialDelay = 50, fixedRate = 3_600_000, timeUnit = TimeUnit.MILLISECONDS)
    Mono<Void> report() {
      return Mono.<Void>never().doOnRequest(wanted -> subscribed.countDown());
    }
  }

  @Test
  void aStreamThatNeverEndsIsARunThatIsOverdue() throws Exception {
    AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    SpringTaskRunner runner = new SpringTaskRunner(application.getBeanFactory());
    application.registerBean(SpringTaskRunner.class, () -> runner);
    application.register(Endless.class);
    JobConfig job = JobConfig.of(JobDefinition.of(JOB).withMaxDuration(Duration.ofMinutes(1)));
    try (application;
        ManualHealing healing =
            Healing.builder()
                .store(InMemoryStore.create())
                .job(job)
                .runner(runner)
                .manual(Instant.now())) {
      application.refresh();
      application.getBean(Endless.class).subscribed.await();

      for (int i = 0; i < 6; i++) {
        healing.tick(Duration.ofSeconds(31));
      }

      assertThat(healing.healing().admin().incidents())
          .extracting(Incident::findingId)
          .contains("job.overdue");
    }
  }
}
