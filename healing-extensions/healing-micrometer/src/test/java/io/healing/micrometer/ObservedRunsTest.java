package io.healing.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.scheduling.support.ScheduledMethodRunnable;

/** With a real registry of observations. */
class ObservedRunsTest {
  @TempDir Path home;

  private final ObservationRegistry observations = ObservationRegistry.create();
  private Shop shop;

  @BeforeEach
  void start() {
    shop = Shop.in(home);
  }

  private void handle(ObservedRuns runs) {
    observations.observationConfig().observationHandler(runs);
  }

  private ObservedRuns none() {
    return ObservedRuns.of(shop.healing().observer());
  }

  private List<JobRun> runs(String job) {
    shop.tick(1);
    return shop.healing().admin().runs(job);
  }

  private void observe(String name, Runnable work) {
    Observation.createNotStarted(name, observations)
        .lowCardinalityKeyValue("batch", "prices")
        .observe(work);
  }

  @Test
  void anObservationOfTheNameIsARunOfTheJob() {
    handle(none().withRuns("batch.run", "import"));

    observe("batch.run", () -> {});
    observe("http.request", () -> {});

    assertThat(runs("import"))
        .singleElement()
        .satisfies(run -> assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS));
    assertThat(shop.healing().figures().jobs()).hasSize(2);
  }

  @Test
  void anObservationWithAnErrorIsARunThatFailedAndIsDetected() {
    handle(none().withRuns("batch.run", "import"));

    assertThatThrownBy(() -> observe("batch.run", ObservedRunsTest::fail)).hasMessage("locked");

    assertThat(runs("import"))
        .singleElement()
        .satisfies(run -> assertThat(run.outcome()).isEqualTo(RunOutcome.FAILURE));
    assertThat(shop.healing().figures().incidents())
        .anySatisfy(incident -> assertThat(incident.message()).contains("locked"));
  }

  private static void fail() {
    throw new IllegalStateException("locked");
  }

  /** What Spring runs: a bean with a method. */
  static final class Nightly {
    public void close() {}

    public void bill() {
      fail();
    }
  }

  private void spring(Object bean, String method) throws NoSuchMethodException {
    new ScheduledMethodRunnable(bean, bean.getClass().getMethod(method), null, () -> observations)
        .run();
  }

  @Test
  void scheduledMethodsThatSpringObservesAreRunsOfTheirOwnJobs() throws Exception {
    handle(none().withScheduledTasks());
    Nightly nightly = new Nightly();

    spring(nightly, "close");
    assertThatThrownBy(() -> spring(nightly, "bill")).hasMessageContaining("locked");
    observe("tasks.scheduled.execution", () -> {});

    String type = Nightly.class.getCanonicalName();
    assertThat(runs(type + ".close"))
        .singleElement()
        .satisfies(run -> assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS));
    assertThat(runs(type + ".bill"))
        .singleElement()
        .satisfies(run -> assertThat(run.outcome()).isEqualTo(RunOutcome.FAILURE));
    assertThat(shop.healing().figures().jobs())
        .extracting(job -> job.definition().id())
        .containsExactlyInAnyOrder("feed", type + ".close", type + ".bill");
  }

  @Test
  void aFunctionTellsTheJobFromTheObservation() {
    handle(
        none()
            .withRuns(
                "batch.run",
                context -> context.getLowCardinalityKeyValue("batch").getValue() + "-import"));

    observe("batch.run", () -> {});

    assertThat(runs("prices-import")).hasSize(1);
  }

  @Test
  void aFunctionThatThrowsDisturbsNoObservation() {
    handle(
        none()
            .withRuns(
                "batch.run",
                context -> {
                  throw new IllegalStateException("no batch");
                })
            .withRuns("empty.run", context -> ""));

    observe("batch.run", () -> {});
    observe("empty.run", () -> {});

    shop.tick(1);
    assertThat(shop.healing().figures().jobs()).hasSize(1);
  }

  @Test
  void aRunThatIsStoppedOnAnotherThreadEndsOnce() throws InterruptedException {
    handle(none().withRuns("batch.run", "import"));
    Observation observation = Observation.start("batch.run", observations);
    Thread other = new Thread(observation::stop);
    other.start();
    other.join();

    assertThat(runs("import"))
        .singleElement()
        .satisfies(run -> assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS));
  }
}
