package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.Told;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * An application that left Micrometer's observations out. Spring takes no annotated methods then,
 * but the tasks of a configurer.
 */
@Timeout(60)
class WithoutObservationsTest {

  @EnableScheduling
  static class Configurer implements SchedulingConfigurer {
    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
      registrar.addFixedRateTask(() -> {}, Duration.ofMillis(20));
    }
  }

  /** Ends when a run was told. */
  static final class Program {
    public static void main(String[] arguments) {
      Told told = new Told();
      String job = Configurer.class.getName() + ".lambda";
      try (var application = new AnnotationConfigApplicationContext()) {
        SpringTaskRunner runner = new SpringTaskRunner(application.getBeanFactory());
        runner.join(told);
        application.registerBean(SpringTaskRunner.class, () -> runner);
        application.register(Configurer.class);
        application.refresh();
        while (told.ended(job).isEmpty()) {
          LockSupport.parkNanos(2_000_000);
        }
        System.out.println("told: " + told.ended(job).get(0).result().outcome());
      }
    }
  }

  @Test
  void tasksAreObservedAsEver() throws Exception {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String without =
        Arrays.stream(all.split(File.pathSeparator))
            .filter(one -> !one.contains("micrometer"))
            .collect(Collectors.joining(File.pathSeparator));
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                without,
                Program.class.getName())
            .redirectErrorStream(true)
            .start();

    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).contains("told: SUCCESS").doesNotContain("NoClassDefFoundError");
    assertThat(program.waitFor()).isZero();
  }
}
