package io.healing.laws;

import io.healing.api.Plugin;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.core.HealingBuilder;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;

/**
 * A job whose configuration file is edited wrongly after a good run, on a held clock, with a real
 * file and a real database. As it is set up the file is restored; one changed fact, and it is not.
 */
public final class BrokenConfigScenario implements AutoCloseable {
  public static final String JOB = "import";
  public static final String GOOD = "batch.size=100\nsource=orders.csv\n";
  public static final String BAD = "batch.size=1OO\nsource=orders.csv\n";

  /** A Monday. */
  public static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final Setup setup;
  private final HealingStore store;
  private ManualHealing manual;

  private BrokenConfigScenario(Setup setup) {
    this.setup = setup;
    if (Files.notExists(file())) {
      write(GOOD, START.minus(Duration.ofDays(1)));
    }
    store = setup.store == null ? SqliteHealingStore.open(setup.database()) : setup.store;
    manual = begin(setup.start);
  }

  /** What may differ from one scenario to the next. */
  public static final class Setup {
    private final Path home;
    private final List<UnaryOperator<HealingBuilder>> more = new java.util.ArrayList<>();
    private Instant start = START;
    private HealingStore store;
    private RootConfig root = RootConfig.defaults();
    private JobDefinition definition;
    private SelfHealingConfig healing;

    private Setup(Path home) {
      this.home = home;
      definition = JobDefinition.of(JOB).withFiles(List.of(file()));
      healing = healed();
    }

    /** The directory of it all. */
    public Path home() {
      return home;
    }

    /** The job's configuration file. */
    public Path file() {
      return home.resolve("import.properties");
    }

    private Path database() {
      return home.resolve("healing.db");
    }

    /** With another way of healing the job. */
    public Setup job(UnaryOperator<SelfHealingConfig> change) {
      healing = change.apply(healing);
      return this;
    }

    /** With other things known of the job. */
    public Setup definition(UnaryOperator<JobDefinition> change) {
      definition = change.apply(definition);
      return this;
    }

    /** With another root. */
    public Setup root(UnaryOperator<RootConfig> change) {
      root = change.apply(root);
      return this;
    }

    /** With more given to the builder. */
    public Setup with(UnaryOperator<HealingBuilder> given) {
      more.add(given);
      return this;
    }

    /** With one more plug-in. */
    public Setup plugin(Plugin plugin) {
      return with(builder -> builder.plugin(plugin));
    }

    /** With another store than a SQLite database beside the file. */
    public Setup store(HealingStore other) {
      store = other;
      return this;
    }

    /** With the clock at another moment at first. */
    public Setup at(Instant moment) {
      start = moment;
      return this;
    }

    /** Sets it up; nothing has run yet. */
    public BrokenConfigScenario open() {
      return new BrokenConfigScenario(this);
    }
  }

  /** In this directory, which is also that of the configuration and of the database. */
  public static Setup in(Path home) {
    return new Setup(real(home));
  }

  /** As a job is healed whose configuration may be restored. */
  public static SelfHealingConfig healed() {
    SelfHealingConfig defaults = SelfHealingConfig.defaults();
    return defaults
        .withEnabled(true)
        .withRemediation(
            defaults.remediation().withAllowedActions(List.of("restart_job", "edit_config")));
  }

  private ManualHealing begin(Instant now) {
    HealingBuilder builder =
        Healing.builder()
            .store(store)
            .config(HealingConfig.defaults(setup.home).withSelfHealing(setup.root))
            .job(JobConfig.of(setup.definition).withSelfHealing(setup.healing));
    for (UnaryOperator<HealingBuilder> given : setup.more) {
      builder = given.apply(builder);
    }
    return builder.manual(now);
  }

  /** A good run, the wrong edit, a run that fails of it, and time for Healing to act. */
  public BrokenConfigScenario play() {
    return remember().breakFile().run().pass(Duration.ofMinutes(1)).pass(Duration.ofMillis(1));
  }

  /** Two good runs, so that the content is known to be good. */
  public BrokenConfigScenario remember() {
    return run().pass(Duration.ofMinutes(1)).run().pass(Duration.ofMinutes(1));
  }

  /** Somebody gives the file these bytes, now. */
  public BrokenConfigScenario edit(byte[] content) {
    write(content, manual.now());
    return pass(Duration.ofSeconds(1));
  }

  /** Somebody edits the file wrongly, now. */
  public BrokenConfigScenario breakFile() {
    return edit(BAD);
  }

  /** Somebody gives the file this content, now. */
  public BrokenConfigScenario edit(String content) {
    write(content, manual.now());
    return pass(Duration.ofSeconds(1));
  }

  /** The job runs: it reads its file, and fails where the batch size is no number. */
  public BrokenConfigScenario run() {
    return run(RunTrigger.SCHEDULED);
  }

  /** The job runs for this reason. */
  public BrokenConfigScenario run(RunTrigger trigger) {
    return run(trigger, outcome());
  }

  /** The job runs and ends like this, whatever its file says. */
  public BrokenConfigScenario run(RunTrigger trigger, RunResult result) {
    RunHandle run = manual.healing().observer().started(JOB, RunStart.of(trigger));
    pass(Duration.ofSeconds(1));
    manual.healing().observer().finished(run, result);
    return pass(Duration.ofSeconds(1));
  }

  /** How a run ends that reads the file as it is. */
  public RunResult outcome() {
    Properties config = new Properties();
    try {
      config.load(new StringReader(content()));
      return RunResult.success().size(Integer.parseInt(config.getProperty("batch.size", "")));
    } catch (NumberFormatException e) {
      return RunResult.failure(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Time passes, and Healing does what is due. */
  public BrokenConfigScenario pass(Duration time) {
    manual.tick(time);
    return this;
  }

  /** Time passes in steps, as it does for a process that lives on. */
  public BrokenConfigScenario pass(Duration time, Duration step) {
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
      manual.tick(step);
    }
    return this;
  }

  /** The program ends, and another one begins on the same database with the clock as it was. */
  public BrokenConfigScenario restart() {
    Instant now = manual.now();
    manual.close();
    manual = begin(now);
    return this;
  }

  /** Another process on the same database that knows the same job, with a clock of its own. */
  public ManualHealing another() {
    return begin(manual.now());
  }

  /** Healing on the held clock. */
  public ManualHealing manual() {
    return manual;
  }

  /** What a person may do. */
  public HealingAdmin admin() {
    return manual.healing().admin();
  }

  /** The store. */
  public HealingStore store() {
    return store;
  }

  /** The directory of it all. */
  public Path home() {
    return setup.home;
  }

  /** The job's configuration file. */
  public Path file() {
    return setup.file();
  }

  /** The file's content as it is now. */
  public String content() {
    try {
      return Files.readString(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes another file in the scenario's directory. */
  public Path write(String name, String text) {
    try {
      return Files.writeString(setup.home.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why Healing did or did not act on the job. */
  public String why() {
    return admin().why(JOB);
  }

  /** All actions, the oldest first. */
  public List<ActionEntry> actions() {
    List<ActionEntry> all = new java.util.ArrayList<>(admin().actions());
    java.util.Collections.reverse(all);
    return all;
  }

  /** The job's incidents that have not ended. */
  public List<Incident> incidents() {
    return admin().incidents().stream().filter(i -> i.subject().name().equals(JOB)).toList();
  }

  /** The one pending suggestion for the job that has a plan. */
  public SuggestionEntry pending() {
    return admin().suggestions(SuggestionStatus.PENDING).stream()
        .filter(entry -> entry.row().jobId().equals(JOB) && entry.detail().plan() != null)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is pending; " + why()));
  }

  /** A person approves the plan of a suggestion. */
  public BrokenConfigScenario approve(SuggestionEntry entry, String person) {
    admin().approve(entry.row().id(), entry.detail().plan().hash(), person);
    return this;
  }

  private void write(String content, Instant at) {
    write(content.getBytes(StandardCharsets.UTF_8), at);
  }

  private void write(byte[] content, Instant at) {
    try {
      Files.write(file(), content);
      Files.setLastModifiedTime(file(), FileTime.from(at));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    manual.close();
    if (store != setup.store) {
      store.close();
    }
  }
}
