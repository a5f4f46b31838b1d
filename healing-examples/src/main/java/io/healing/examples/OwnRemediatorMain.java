package io.healing.examples;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A remediator of one's own with its undo, on a clock that the program holds. The store is the one
 * for tests, which begins empty each time.
 */
public class OwnRemediatorMain {
  public static void main(String[] args) throws IOException {
    Path home = Path.of("target/own-remediator").toAbsolutePath();
    Path source = Files.createDirectories(home).resolve("source");
    Files.writeString(source, "primary");
    try (ManualHealing manual =
        Healing.builder()
            .store(InMemoryStore.trusted())
            .job(feed())
            .plugin(new SourceAnalyzer(source))
            .plugin(new SourceRemediator())
            .manual(Instant.parse("2026-11-02T08:00:00Z"))) {
      Healing healing = manual.healing();
      healing.addListener(
          event -> System.out.println(event.step().word() + " " + firstLine(event.text())));
      run(healing, source);
      manual.tick(Duration.ofMinutes(1)).tick(Duration.ofSeconds(1));
      run(healing, source);
      manual.tick(Duration.ofMinutes(2));
      long action = healing.admin().actions().get(0).row().id();
      System.out.println("The source is " + Files.readString(source));
      healing.admin().rollback(action, "anna");
      System.out.println("Taken back, the source is " + Files.readString(source));
    }
  }

  private static JobConfig feed() {
    return JobConfig.of(JobDefinition.of("feed"))
        .withSelfHealing(
            SelfHealingConfig.defaults()
                .withEnabled(true)
                .withSuggestions(SuggestionBehaviorConfig.defaults().withNotifyChannel("log"))
                .withRemediation(
                    HealingRemediationConfig.defaults()
                        .withAllowedActions(List.of(SourceRemediator.TURN.word()))));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static void run(Healing healing, Path source) {
    try {
      healing.observe("feed", () -> System.out.println("The job: " + fetch(source)));
    } catch (IllegalStateException e) {
      System.out.println("The job: " + e.getMessage());
    }
  }

  private static String fetch(Path source) {
    try {
      String name = Files.readString(source);
      if (name.equals("primary")) {
        throw new IllegalStateException("the source primary is away");
      }
      return "fetched from " + name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
