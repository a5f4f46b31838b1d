package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.job.JobControl.Order;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.Told;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Methods that return a stream: the run is the stream, not the call. */
@Timeout(60)
class StreamMethodsTest {
  private static final String FAILS = Prices.class.getName() + ".fails";
  private static final String ANSWERS = Prices.class.getName() + ".answers";
  private static final String AT_ONCE = Prices.class.getName() + ".atOnce";
  private static final String PLAIN = Prices.class.getName() + ".plain";
  private static final String NEVER = Feed.class.getName() + ".never";

  private final AnnotationConfigApplicationContext application =
      new AnnotationConfigApplicationContext();
  private final Told told = new Told();

  static class Prices {
    final Sinks.One<String> answer = Sinks.one();

    @Scheduled(fixedRate = 20)
    Mono<String> fails() {
      return Mono.delay(Duration.ofMillis(20))
          .map(
              tick -> {
                throw new IllegalStateException("no prices for today");
              });
    }

    @Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
    Mono<String> answers() {
      return answer.asMono();
    }

    @Scheduled(fixedRate = 20)
    Mono<String> atOnce() {
      return Mono.just("1.50");
    }

    @Scheduled(fixedRate = 20)
    void plain() {
      throw new IllegalStateException("no prices for today");
    }
  }

  static class Feed {
    @Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
    Flux<Long> never() {
      return Flux.never();
    }
  }

  @EnableScheduling
  static class Scheduling {}

  /** A registry as applications have it, given to the scheduled methods as Boot gives it. */
  static class Observed {
    final List<String> stopped = new CopyOnWriteArrayList<>();
    final AtomicInteger failed = new AtomicInteger();
    final ObservationRegistry registry = ObservationRegistry.create();

    @Bean
    SchedulingConfigurer observes() {
      registry
          .observationConfig()
          .observationHandler(
              new ObservationHandler<>() {
                @Override
                public void onStop(Observation.Context context) {
                  stopped.add(context.getName());
                  failed.addAndGet(context.getError() == null ? 0 : 1);
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                  return true;
                }
              });
      return registrar -> registrar.setObservationRegistry(registry);
    }
  }

  /** One that leaves scheduled tasks out. */
  static class LeftOut {
    @Bean
    SchedulingConfigurer observes() {
      ObservationRegistry registry = ObservationRegistry.create();
      registry.observationConfig().observationPredicate((name, context) -> false);
      return registrar -> registrar.setObservationRegistry(registry);
    }
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private SpringTaskRunner application(Class<?>... parts) {
    application.register(Scheduling.class, ObserverLast.class);
    application.register(parts);
    application.registerBean(SpringTaskRunner.class, this::joined);
    application.refresh();
    return application.getBean(SpringTaskRunner.class);
  }

  /** Before the first run, so that none is missed. */
  private SpringTaskRunner joined() {
    SpringTaskRunner runner = new SpringTaskRunner(application.getBeanFactory());
    runner.join(told);
    return runner;
  }

  private static void until(BooleanSupplier happened) {
    while (!happened.getAsBoolean()) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void oneThatFailsAfterItWasSubscribedIsAFailedRunWithItsException() {
    application(Prices.class);

    until(() -> told.ended(FAILS).size() > 2);

    assertThat(told.ended(FAILS))
        .allSatisfy(
            run -> {
              assertThat(run.result().cause().orElseThrow())
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessage("no prices for today");
              assertThat(run.left()).as("its thread does other work meanwhile").isTrue();
            });
  }

  @Test
  void oneThatCompletesLaterIsARunUntilThenAndItsNextStartIsKnownMeanwhile() {
    SpringTaskRunner runner = application(Prices.class);
    until(() -> !told.runs(ANSWERS).isEmpty() && told.runs(ANSWERS).get(0).left());
    until(() -> told.ended(AT_ONCE).size() > 2);
    assertThat(told.ended(ANSWERS)).isEmpty();
    assertThat(runner.standings())
        .filteredOn(one -> one.definition().id().equals(ANSWERS))
        .allSatisfy(one -> assertThat(one.next()).isNotNull());

    application.getBean(Prices.class).answer.tryEmitValue("1.50").orThrow();

    assertThat(told.ended(ANSWERS)).hasSize(1);
    assertThat(told.ended(ANSWERS).get(0).result().outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(told.ended(AT_ONCE))
        .allSatisfy(
            run -> {
              assertThat(run.result().outcome()).isEqualTo(RunOutcome.SUCCESS);
              assertThat(run.left()).isFalse();
            });
  }

  @Test
  void oneThatIsCancelledWhenTheApplicationClosesWasStoppedOnPurpose() {
    application(Feed.class);
    until(() -> !told.runs(NEVER).isEmpty() && told.runs(NEVER).get(0).left());

    application.close();

    assertThat(told.ended(NEVER)).hasSize(1);
    assertThat(told.ended(NEVER).get(0).result().outcome()).isEqualTo(RunOutcome.CANCELLED);
  }

  @Test
  void oneThatOutlivesHealingIsNoRunThatDied() {
    SpringTaskRunner runner = application(Feed.class);
    until(() -> !told.runs(NEVER).isEmpty() && told.runs(NEVER).get(0).left());

    runner.leave();

    assertThat(told.ended(NEVER).get(0).result().outcome()).isEqualTo(RunOutcome.CANCELLED);
  }

  @Test
  void withoutAThreadItCannotBeInterruptedAndARunByOrderIsLeftOutMeanwhile() {
    SpringTaskRunner runner = application(Feed.class);
    until(() -> !told.runs(NEVER).isEmpty() && told.runs(NEVER).get(0).left());

    assertThat(runner.orders(NEVER)).contains(Order.RUN).doesNotContain(Order.INTERRUPT);
    assertThatThrownBy(() -> runner.interrupt(NEVER, told.runs(NEVER).get(0).id()))
        .isInstanceOf(HealingException.class);
    runner.run(NEVER, "now");
    runner.leave();
    runner.join(told);
    runner.run(NEVER, "again");
    until(() -> told.runs(NEVER).size() > 1);

    assertThat(told.runs(NEVER)).hasSize(2);
  }

  static class Blocking {
    final Sinks.One<String> answer = Sinks.one();

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    Mono<String> waits() {
      return answer.asMono();
    }
  }

  @Test
  void withAFixedDelayTheThreadWaitsForTheStreamAndItIsOneRun() {
    application(Blocking.class);
    String waits = Blocking.class.getName() + ".waits";
    until(() -> !told.runs(waits).isEmpty());

    application
        .getBean(Blocking.class)
        .answer
        .tryEmitError(new IllegalStateException("no prices for today"))
        .orThrow();

    until(() -> !told.ended(waits).isEmpty());
    assertThat(told.runs(waits)).hasSize(1);
    assertThat(told.runs(waits).get(0).left()).isFalse();
    assertThat(told.ended(waits).get(0).result().cause().orElseThrow())
        .hasMessage("no prices for today");
  }

  @Test
  void theRegistryOfTheApplicationSeesWhatItSawAndTheStreamsAreFollowedInIt() {
    application(Prices.class, Observed.class);
    Observed observed = application.getBean(Observed.class);

    until(() -> told.ended(FAILS).size() > 2 && told.ended(PLAIN).size() > 2);
    until(() -> observed.failed.get() > 4);

    assertThat(told.ended(FAILS)).allSatisfy(run -> assertThat(run.result().cause()).isPresent());
    assertThat(told.ended(PLAIN))
        .as("a method without a stream is told once each time")
        .allSatisfy(run -> assertThat(run.result().cause()).isPresent());
    assertThat(told.runs(PLAIN).size() - told.ended(PLAIN).size()).isBetween(0, 1);
    assertThat(observed.stopped).contains("tasks.scheduled.execution");
  }

  @Test
  void whereTheRegistryLeavesScheduledTasksOutARunIsUntilItsStreamIsSubscribed() {
    application(Prices.class, LeftOut.class);

    until(() -> told.ended(FAILS).size() > 2 && told.ended(ANSWERS).size() == 1);

    assertThat(told.ended(FAILS))
        .allSatisfy(run -> assertThat(run.result().outcome()).isEqualTo(RunOutcome.SUCCESS));
  }
}
