package io.healing.examples;

import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A person says yes, and later takes it back: by code, on a clock that the program holds. The store
 * is the one for tests, which begins empty each time.
 */
public class ApprovalMain {
  private static final Instant MORNING = Instant.parse("2026-11-02T08:00:00Z");

  public static void main(String[] args) throws IOException {
    Path home = Path.of("target/approval").toAbsolutePath();
    Path config = Files.createDirectories(home).resolve("batch.properties");
    write(config, "batch.size=100\n", MORNING.minusSeconds(60));
    JobConfig job =
        JobConfig.of(JobDefinition.of("import").withFiles(List.of(config)))
            .withSelfHealing(
                SelfHealingConfig.defaults()
                    .withSuggestions(SuggestionBehaviorConfig.defaults().withNotifyChannel("log")));
    try (ManualHealing manual =
        Healing.builder().store(InMemoryStore.trusted()).job(job).manual(MORNING)) {
      Healing healing = manual.healing();
      run(healing, config);
      manual.tick(Duration.ofMinutes(1));
      write(config, "batch.size=1OO\n", manual.now());
      manual.tick(Duration.ofMinutes(1));
      run(healing, config);
      manual.tick(Duration.ofMinutes(1));
      approve(healing.admin());
      manual.tick(Duration.ofMinutes(1));
      System.out.println("Approved, and now: " + Files.readString(config).strip());
      manual.tick(Duration.ofSeconds(1));
      run(healing, config);
      manual.tick(Duration.ofMinutes(2));
      takeBack(healing.admin());
      System.out.println("Taken back, and now: " + Files.readString(config).strip());
    }
  }

  /** The file's time must be of the held clock too: what changed since when is read from it. */
  private static void write(Path file, String text, Instant at) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(at));
  }

  private static void approve(HealingAdmin admin) {
    System.out.println(admin.why("import"));
    SuggestionEntry suggestion = admin.suggestions(SuggestionStatus.PENDING).get(0);
    System.out.println(admin.show("s" + suggestion.row().id()));
    admin.approve(suggestion, "anna");
  }

  private static void takeBack(HealingAdmin admin) {
    long action = admin.actions().get(0).row().id();
    System.out.println(admin.show("a" + action));
    admin.rollback(action, "anna");
  }

  private static void run(Healing healing, Path config) {
    try {
      healing.observe("import", () -> work(config));
    } catch (NumberFormatException e) {
      System.out.println("The job: " + e.getMessage());
    }
  }

  private static void work(Path config) {
    try {
      String text = Files.readString(config).strip();
      System.out.println(
          "The job: batches of " + Integer.parseInt(text.substring(text.indexOf('=') + 1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
