package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.Told;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The error handler and the decorator that an application gave its scheduler stay in force. */
@Timeout(60)
class HostHandlersTest {
  private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "nobody");
  private static final String OFTEN = Reports.class.getName() + ".often";
  private static final String SELDOM = Reports.class.getName() + ".seldom";

  private final AnnotationConfigApplicationContext application =
      new AnnotationConfigApplicationContext();
  private final Told told = new Told();
  private Reports reports;
  private Host host;

  static class Reports {
    final IllegalStateException thrown = new IllegalStateException("no prices for today");
    final List<String> often = new CopyOnWriteArrayList<>();
    final List<String> seldom = new CopyOnWriteArrayList<>();

    @Scheduled(fixedDelay = 20, timeUnit = TimeUnit.MILLISECONDS)
    void often() {
      often.add(TENANT.get());
      throw thrown;
    }

    @Scheduled(fixedDelay = 9, initialDelay = 9, timeUnit = TimeUnit.DAYS)
    void seldom() {
      seldom.add(TENANT.get());
      throw thrown;
    }
  }

  @EnableScheduling
  static class Host {
    final Queue<Throwable> handled = new ConcurrentLinkedQueue<>();
    final AtomicInteger decorated = new AtomicInteger();

    @Bean
    Reports reports() {
      return new Reports();
    }

    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
      ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
      scheduler.setErrorHandler(handled::add);
      scheduler.setTaskDecorator(task -> () -> asTenant(task));
      return scheduler;
    }

    private void asTenant(Runnable task) {
      TENANT.set("acme");
      decorated.incrementAndGet();
      try {
        task.run();
      } finally {
        TENANT.remove();
      }
    }
  }

  @BeforeEach
  void start() {
    application.registerBean(SpringTaskRunner.class, this::joined);
    application.register(Host.class);
    application.refresh();
    reports = application.getBean(Reports.class);
    host = application.getBean(Host.class);
  }

  private SpringTaskRunner joined() {
    SpringTaskRunner runner = new SpringTaskRunner(application.getBeanFactory());
    runner.join(told);
    return runner;
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void theErrorHandlerOfTheApplicationGetsTheVeryExceptionThatWasThrown() {
    until(() -> host.handled.size() >= 3 && told.ended(OFTEN).size() >= 3);

    assertThat(host.handled).allSatisfy(one -> assertThat(one).isSameAs(reports.thrown));
    assertThat(told.ended(OFTEN))
        .allSatisfy(run -> assertThat(run.result().cause()).containsSame(reports.thrown));
  }

  @Test
  void theDecoratorOfTheApplicationIsAroundEveryRun() {
    until(() -> reports.often.size() >= 3);

    assertThat(reports.often).containsOnly("acme");
    assertThat(host.decorated).hasValueGreaterThanOrEqualTo(3);
  }

  @Test
  void bothAreInForceForARunThatIsOrderedToo() {
    application.getBean(SpringTaskRunner.class).run(SELDOM, "r1");

    until(() -> told.ended(SELDOM).size() == 1);
    int before = host.handled.size();
    until(() -> host.handled.size() > before);

    assertThat(reports.seldom).containsExactly("acme");
    assertThat(host.handled).allSatisfy(one -> assertThat(one).isSameAs(reports.thrown));
  }

  private static void until(BooleanSupplier happened) {
    for (int i = 0; i < 20_000 && !happened.getAsBoolean(); i++) {
      LockSupport.parkNanos(2_000_000);
    }
    assertThat(happened.getAsBoolean()).isTrue();
  }
}
