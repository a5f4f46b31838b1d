package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.RunOutcome;
import io.healing.api.job.Told;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Several beans may have the same scheduled method; each is a job of its own. */
@Timeout(60)
class SharedMethodsTest {
  private static final String POLL = Importer.class.getName() + ".poll";

  private final AnnotationConfigApplicationContext application =
      new AnnotationConfigApplicationContext();
  private final Told told = new Told();

  abstract static class Importer {
    final AtomicInteger runs = new AtomicInteger();

    @Scheduled(fixedRate = 20)
    @Scheduled(cron = "0 0 5 * * *")
    void poll() {
      runs.incrementAndGet();
      load();
    }

    abstract void load();
  }

  static class Orders extends Importer {
    @Override
    void load() {
      throw new IllegalStateException("no orders");
    }
  }

  static class Stock extends Importer {
    @Override
    void load() {}
  }

  interface Nightly {
    @Scheduled(cron = "0 0 3 * * *")
    void run();
  }

  @EnableScheduling
  static class Scheduling {}

  static class One {
    @Bean
    Orders orders() {
      return new Orders();
    }
  }

  static class Another {
    @Bean
    Stock stock() {
      return new Stock();
    }
  }

  static class Late {
    @Bean
    @Lazy
    Stock late() {
      return new Stock();
    }
  }

  static class Proxies {
    @Bean
    Nightly first() {
      return proxy();
    }

    @Bean
    Nightly second() {
      return proxy();
    }

    private static Nightly proxy() {
      Class<?>[] types = {Nightly.class};
      return (Nightly)
          Proxy.newProxyInstance(Nightly.class.getClassLoader(), types, (its, how, with) -> null);
    }
  }

  static class Lambdas {
    @Bean
    SchedulingConfigurer lambdas() {
      return registrar -> {
        registrar.addFixedDelayTask(() -> {}, Duration.ofHours(1));
        registrar.addFixedDelayTask(() -> {}, Duration.ofHours(1));
      };
    }
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private SpringTaskRunner application(Class<?>... parts) {
    application.register(Scheduling.class);
    application.register(parts);
    application.registerBean(
        SpringTaskRunner.class, () -> new SpringTaskRunner(application.getBeanFactory()));
    application.refresh();
    SpringTaskRunner runner = application.getBean(SpringTaskRunner.class);
    runner.join(told);
    return runner;
  }

  private static List<String> ids(SpringTaskRunner runner) {
    return runner.standings().stream().map(one -> one.definition().id()).toList();
  }

  private static void until(BooleanSupplier happened) {
    while (!happened.getAsBoolean()) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void whereOneBeanHasTheMethodTheJobIsClassAndMethod() {
    assertThat(ids(application(One.class))).containsExactly(POLL);
  }

  @Test
  void whereSeveralHaveItEachJobHasTheNameOfItsBean() {
    SpringTaskRunner runner = application(One.class, Another.class);

    assertThat(ids(runner)).containsExactly(POLL + "@orders", POLL + "@stock");
    assertThat(runner.standings().get(0).definition().name())
        .isEqualTo("SharedMethodsTest$Importer.poll@orders");
  }

  @Test
  void theNamesDoNotHangOnWhichBeanComesFirst() {
    assertThat(ids(application(Another.class, One.class)))
        .containsExactly(POLL + "@orders", POLL + "@stock");
  }

  @Test
  void aBrokenOneIsNotHiddenByOneThatRunsWell() {
    application(One.class, Another.class);

    until(() -> told.ended(POLL + "@orders").size() > 2 && told.ended(POLL + "@stock").size() > 2);

    assertThat(told.ended(POLL + "@orders"))
        .allSatisfy(run -> assertThat(run.result().outcome()).isEqualTo(RunOutcome.FAILURE));
    assertThat(told.ended(POLL + "@stock"))
        .allSatisfy(run -> assertThat(run.result().outcome()).isEqualTo(RunOutcome.SUCCESS));
  }

  @Test
  void anOrderReachesTheBeanThatItNames() {
    SpringTaskRunner runner = application(One.class, Another.class);
    Importer orders = application.getBean(Orders.class);
    Importer stock = application.getBean(Stock.class);

    runner.pause(POLL + "@orders");
    int before = stock.runs.get();
    until(() -> stock.runs.get() > before + 2);
    int paused = orders.runs.get();
    runner.run(POLL + "@orders", "once more");

    until(() -> orders.runs.get() == paused + 1);
  }

  @Test
  void oneThatIsMadeLaterTakesTheNameOfItsBeanAndTheFirstKeepsItsOwn() {
    SpringTaskRunner runner = application(One.class, Late.class);
    assertThat(ids(runner)).containsExactly(POLL);

    application.getBean("late");

    assertThat(ids(runner)).containsExactly(POLL, POLL + "@late");
  }

  @Test
  void proxiesOfOneInterfaceAreToldApart() {
    String run = Nightly.class.getName() + ".run";

    assertThat(ids(application(Proxies.class))).containsExactly(run + "@first", run + "@second");
  }

  @Test
  void lambdasOfOneClassAreCounted() {
    String lambda = Lambdas.class.getName() + ".lambda";

    assertThat(ids(application(Lambdas.class))).containsExactly(lambda, lambda + "@2");
  }
}
