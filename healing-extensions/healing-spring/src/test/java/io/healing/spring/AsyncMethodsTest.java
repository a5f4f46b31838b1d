package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.JobControl.Order;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.Told;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** A method that is asynchronous too goes on on another thread. */
@Timeout(60)
class AsyncMethodsTest {
  private final AnnotationConfigApplicationContext application =
      new AnnotationConfigApplicationContext();
  private final Told told = new Told();

  static class Away {
    @Async
    @Scheduled(fixedRate = 20)
    public void away() {
      throw new IllegalStateException("no prices for today");
    }

    @Scheduled(fixedRate = 20)
    public void here() {
      throw new IllegalStateException("no prices for today");
    }
  }

  @EnableScheduling
  @EnableAsync(proxyTargetClass = true)
  static class Asynchronous {
    final AtomicInteger taken = new AtomicInteger();
    volatile boolean full;

    @Bean
    Away awayBean() {
      return new Away();
    }

    @Bean
    TaskExecutor executor() {
      return work -> {
        if (full) {
          throw new TaskRejectedException("full");
        }
        taken.incrementAndGet();
      };
    }
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private SpringTaskRunner application() {
    application.registerBean(
        SpringTaskRunner.class, () -> new SpringTaskRunner(application.getBeanFactory()));
    application.register(Asynchronous.class);
    application.refresh();
    SpringTaskRunner runner = application.getBean(SpringTaskRunner.class);
    runner.join(told);
    return runner;
  }

  private static void until(BooleanSupplier happened) {
    while (!happened.getAsBoolean()) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void aMethodThatHandsItsWorkOverIsNotToldAsSuccessOnlyThatItCouldNotBeHandedOver() {
    SpringTaskRunner runner = application();
    String away = Away.class.getName() + ".away";
    String here = Away.class.getName() + ".here";
    Asynchronous executor = application.getBean(Asynchronous.class);

    until(() -> executor.taken.get() > 2 && told.ended(here).size() > 2);

    assertThat(told.runs(away)).isEmpty();
    assertThat(runner.standings().get(0).previous()).isNotNull();
    assertThat(runner.orders(away)).doesNotContain(Order.RUN, Order.INTERRUPT);
    executor.full = true;
    until(() -> !told.ended(away).isEmpty());
    assertThat(told.ended(away).get(0).result().outcome()).isEqualTo(RunOutcome.FAILURE);
  }
}
