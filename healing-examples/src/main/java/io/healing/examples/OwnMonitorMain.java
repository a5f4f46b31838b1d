package io.healing.examples;

import io.healing.api.job.JobDefinition;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A monitor of one's own, found through ServiceLoader, on a clock that the program holds. */
public class OwnMonitorMain {
  public static void main(String[] args) throws IOException {
    Path queue = Files.createDirectories(Path.of("target/queue"));
    for (int i = 0; i < 3; i++) {
      Files.writeString(queue.resolve("order-" + i), "waiting");
    }
    try (ManualHealing manual =
        Healing.builder().job(JobDefinition.of("queue")).discoverPlugins().manual(Instant.EPOCH)) {
      manual
          .healing()
          .addListener(event -> System.out.println(event.step().word() + " " + event.text()));
      manual.tick(Duration.ofMinutes(1));
      Files.delete(queue.resolve("order-0"));
      manual.tick(Duration.ofMinutes(1)).tick(Duration.ofMinutes(2));
    }
  }
}
