package io.healing.core;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.HealingStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory with a database and with jobs that have one file each. Every content that is ever
 * meant to be in such a file tells its marker, and is wholly known from it.
 */
record KillHome(Path directory, int more) {
  /** The job whose file is made and removed again. */
  static final String MADE = "made";

  /** The job that is healed without asking. */
  static final String AUTO = "auto";

  /** The jobs in the order in which they are worked on. */
  static final List<String> ALL = List.of("one", MADE, "two", AUTO);

  static final String ABSENT = "absent";

  private static final int LINES = 400;

  /** The files as they are at first. */
  static KillHome in(Path directory, int more) throws IOException {
    KillHome home = new KillHome(directory.toRealPath(), more);
    for (String job : home.jobs()) {
      if (!job.equals(MADE)) {
        Files.writeString(home.file(job), content("old"));
      }
    }
    return home;
  }

  /** The jobs by their ids, with so many more of those that are changed after approval. */
  List<String> jobs() {
    List<String> jobs = new ArrayList<>(ALL);
    for (int i = 0; i < more; i++) {
      jobs.add("more" + i);
    }
    return jobs;
  }

  Path database() {
    return directory.resolve("healing.db");
  }

  Path file(String job) {
    return directory.resolve(job + ".conf");
  }

  /** The whole content that belongs to a marker. */
  static String content(String marker) {
    return ("marker " + marker + " of a file\n").repeat(LINES);
  }

  /** The marker of what is there, or {@link #ABSENT}; fails when it is not whole. */
  static String marker(String content) {
    String marker = content.substring("marker ".length(), content.indexOf(" of a file"));
    if (!content.equals(content(marker))) {
      throw new IllegalStateException(
          "Not whole: " + content.length() + " characters of " + marker);
    }
    return marker;
  }

  String markerOf(String job) throws IOException {
    return Files.exists(file(job)) ? marker(Files.readString(file(job))) : ABSENT;
  }

  /** One line of what was really done to a file, written by who did it. */
  void note(String line) throws IOException {
    Files.write(
        directory.resolve("ledger.txt"),
        (line + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  List<String> ledger() throws IOException {
    Path ledger = directory.resolve("ledger.txt");
    return Files.exists(ledger) ? Files.readAllLines(ledger) : List.of();
  }

  HealingBuilder builder(HealingStore store, String name) {
    return Healing.builder()
        .store(store)
        .name(name)
        .config(config())
        .plugin(new KillAnalyzer(this, name));
  }

  ManualHealing open(HealingStore store, String name, Instant at) {
    return builder(store, name).manual(at);
  }

  private HealingConfig config() {
    HealingConfig config =
        HealingConfig.defaults(directory)
            .withSelfHealing(RootConfig.defaults().withLimits(generous()));
    for (String job : jobs()) {
      config = config.withJob(job(job));
    }
    return config;
  }

  private JobConfig job(String id) {
    JobDefinition definition = JobDefinition.of(id).withFiles(List.of(file(id)));
    if (!id.equals(AUTO)) {
      return JobConfig.of(definition)
          .withSelfHealing(SelfHealingConfig.defaults().withSuggestions(quiet()));
    }
    HealingRemediationConfig may =
        HealingRemediationConfig.defaults()
            .withAllowedActions(List.of("edit_config"))
            .withMaxAttempts(100);
    return JobConfig.of(definition)
        .withSelfHealing(
            SelfHealingConfig.defaults()
                .withEnabled(true)
                .withSuggestions(quiet().withMinSeverityForApproval(SuggestionSeverity.CRITICAL))
                .withRemediation(may));
  }

  private static SuggestionBehaviorConfig quiet() {
    return SuggestionBehaviorConfig.defaults()
        .withNotifyOnSuggestion(false)
        .withNotifyChannel("log");
  }

  /** Nothing is to be held back here but by the journal. */
  private static LimitsConfig generous() {
    LimitsConfig d = LimitsConfig.defaults();
    Duration second = Duration.ofSeconds(1);
    return new LimitsConfig(
        second,
        d.checkTimeout(),
        d.analysisTimeout(),
        d.commandTimeout(),
        d.commandOutput(),
        d.pluginFailures(),
        d.pluginRest(),
        second,
        second,
        100,
        d.breakerHalfOpen(),
        10_000,
        10_000,
        100.0,
        100_000,
        100.0,
        d.stormWindow(),
        d.pendingExpiry(),
        d.approvedExpiry(),
        d.unscheduledDeadline(),
        d.eventQueue(),
        d.logTail());
  }

  /** The temporary files that lie about. */
  List<Path> leftovers() throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(f -> f.getFileName().toString().startsWith(".healing-tmp-")).toList();
    }
  }
}
