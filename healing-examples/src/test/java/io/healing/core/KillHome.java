package io.healing.core;

import io.healing.api.Target;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.LearningConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.RecoveryConfig;
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
import java.util.Map;

/**
 * A directory with a database and with jobs that have one file each, and one whose two files are
 * changed by a recovery procedure. Every content that is ever meant to be in such a file tells its
 * marker, and is wholly known from it.
 */
record KillHome(Path directory, int more) {
  /** The job whose file is made and removed again. */
  static final String MADE = "made";

  /** The job that is healed without asking. */
  static final String AUTO = "auto";

  /** The jobs in the order in which they are worked on. */
  static final List<String> ALL = List.of("one", MADE, "two", AUTO);

  /** The job that is healed by a procedure of two steps. */
  static final String STEPS = "steps";

  /** The files of {@link #STEPS}, in the order of the procedure. */
  static final String FIRST = "first";

  static final String SECOND = "second";

  /** What the procedure wants in them. */
  static final String NEW = "new";

  static final String ABSENT = "absent";

  private static final int LINES = 400;

  /** The files as they are at first. */
  static KillHome in(Path directory, int more) throws IOException {
    KillHome home = new KillHome(directory.toRealPath(), more);
    for (String name : home.names()) {
      if (!name.equals(MADE)) {
        Files.writeString(home.file(name), content("old"));
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

  /** What their files are called: as the job, and the two of the procedure. */
  List<String> names() {
    List<String> names = new ArrayList<>(jobs());
    names.add(FIRST);
    names.add(SECOND);
    return names;
  }

  Path database() {
    return directory.resolve("healing.db");
  }

  Path file(String name) {
    return directory.resolve(name + ".conf");
  }

  /** The name of a file of a job. */
  static String name(Target file) {
    String last = String.valueOf(Path.of(file.name()).getFileName());
    return last.substring(0, last.length() - ".conf".length());
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

  String markerOf(String name) throws IOException {
    return Files.exists(file(name)) ? marker(Files.readString(file(name))) : ABSENT;
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
            .withSelfHealing(
                RootConfig.defaults()
                    .withLimits(generous())
                    .withRecovery(patient())
                    .withLearning(LearningConfig.defaults().withMinSamplesForLearning(10_000))
                    .withRecoveryProcedures(List.of(procedure())))
            .withJob(healed(STEPS, List.of(file(FIRST), file(SECOND))));
    for (String job : jobs()) {
      config = config.withJob(job(job));
    }
    return config;
  }

  /** A process goes on with the procedure of one that died hours before, however often. */
  private static RecoveryConfig patient() {
    return new RecoveryConfig(100, 300, true, true, true, 86_400, List.of());
  }

  private ProcedureSpec procedure() {
    return ProcedureSpec.of("both", "Both files are old.", edit(FIRST), edit(SECOND))
        .forFindings("job.failed")
        .forSubjects(STEPS);
  }

  private ProcedureStep edit(String name) {
    return ProcedureStep.of("edit_config", "Renew " + name + ".")
        .withTarget(Target.file(file(name)).toString())
        .withParameters(Map.of("content", content(NEW)));
  }

  private JobConfig job(String id) {
    return id.equals(AUTO)
        ? healed(id, List.of(file(id)))
        : JobConfig.of(JobDefinition.of(id).withFiles(List.of(file(id))))
            .withSelfHealing(SelfHealingConfig.defaults().withSuggestions(quiet()));
  }

  private static JobConfig healed(String id, List<Path> files) {
    JobDefinition definition = JobDefinition.of(id).withFiles(files);
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
        d.logTail(),
        d.goodRunsPerMinute());
  }

  /** The temporary files that lie about. */
  List<Path> leftovers() throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(f -> f.getFileName().toString().startsWith(".healing-tmp-")).toList();
    }
  }
}
