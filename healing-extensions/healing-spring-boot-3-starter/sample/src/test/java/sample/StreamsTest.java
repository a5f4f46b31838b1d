package sample;

import static org.assertj.core.api.Assertions.assertThat;
import static sample.Shop.until;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.core.Healing;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** A scheduled method that returns a stream, in an application whose registry Boot makes. */
@Timeout(120)
class StreamsTest {
  @TempDir Path home;

  static class Rates implements ObservationHandler<Observation.Context> {
    final AtomicInteger failed = new AtomicInteger();

    @Scheduled(fixedRate = 100)
    Mono<String> rates() {
      return Mono.delay(Duration.ofMillis(50))
          .map(
              tick -> {
                throw new IllegalStateException("no rates for today");
              });
    }

    @Override
    public void onStop(Observation.Context context) {
      if (context.getError() != null && context.getError().getMessage().contains("no rates")) {
        failed.incrementAndGet();
      }
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return "tasks.scheduled.execution".equals(context.getName()) || context.getName() == null;
    }
  }

  @Test
  void aStreamThatFailsIsAFailedRunAndTheApplicationsOwnRegistrySeesItToo() throws Exception {
    String job = Rates.class.getName() + ".rates";
    try (Shop shop = Shop.started(home, List.of(Rates.class))) {
      until(() -> shop.hasIncident(job));
      Healing healing = shop.application().getBean(Healing.class);
      until(() -> shop.application().getBean(Rates.class).failed.get() > 0);

      assertThat(healing.admin().runs(job))
          .filteredOn(JobRun::ended)
          .isNotEmpty()
          .allSatisfy(
              run -> {
                assertThat(run.outcome()).isEqualTo(RunOutcome.FAILURE);
                assertThat(run.error().message()).contains("no rates for today");
              });
    }
  }
}
