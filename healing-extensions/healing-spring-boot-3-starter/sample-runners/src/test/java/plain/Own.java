package plain;

import io.healing.api.job.JobControl.Order;
import io.healing.api.job.JobRunner;
import io.healing.core.Healing;
import io.healing.postgres.Database;
import io.healing.postgres.Postgres;
import io.healing.spring.RunnerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that makes its schedulers itself, with Healing. */
record Own(ConfigurableApplicationContext application) implements AutoCloseable {

  /** The starters of the schedulers stay out. */
  @EnableAutoConfiguration(
      excludeName = {
        "org.jobrunr.spring.autoconfigure.JobRunrAutoConfiguration",
        "org.jobrunr.spring.autoconfigure.storage.JobRunrSqlStorageAutoConfiguration"
      })
  static class Application {}

  static Own with(Path home, Class<?>... parts) throws IOException {
    Database database = Postgres.database();
    Path file = home.resolve("healing.yaml");
    Files.writeString(file, "self_healing: { error_detection: { monitoring_interval: 1 } }\n");
    return new Own(
        new SpringApplicationBuilder(Application.class)
            .sources(parts)
            .web(WebApplicationType.NONE)
            .run(
                "--db-scheduler.enabled=false",
                "--jobrunr.background-job-server.enabled=false",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--healing.config-file=" + file));
  }

  Healing healing() {
    return application.getBean(Healing.class);
  }

  /** Waits until a run of it was seen to fail. */
  void untilFailed(String job) {
    until(
        () ->
            healing().admin().incidents().stream()
                .anyMatch(one -> one.subject().name().equals(job)));
  }

  Set<Order> orders(String source, String job) {
    return application.getBean(source, RunnerSource.class).runners().stream()
        .flatMap(runner -> runner.orders(job).stream())
        .collect(Collectors.toSet());
  }

  /** What the runners of this source are called. */
  List<String> runners(String source) {
    return application.getBean(source, RunnerSource.class).runners().stream()
        .map(JobRunner::runner)
        .toList();
  }

  static void until(BooleanSupplier happened) {
    while (!happened.getAsBoolean()) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Override
  public void close() {
    application.close();
  }
}
