package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.Plugin;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.StoreException;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.HealingAdmin;
import io.healing.core.store.InMemoryStore;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Monitors, analyzers, remediators, the store, the clock, the jobs and the people misbehave at
 * random, and the laws hold after each step. What fails tells its seed; {@code
 * -Dhealing.chaos.seed} plays it again, {@code -Dhealing.chaos.steps} makes it longer.
 */
class ChaosTest {
  private static final long[] SEEDS = {1, 20, 300};
  private static final int STEPS = Integer.getInteger("healing.chaos.steps", 150);
  private static final int WIDE = 1_000;
  private static final double FAULTS = 0.02;
  private static final List<String> JOBS = List.of("auto", "eager", "asks", "watched");

  /** These may be changed without a person; the others only with one's approval. */
  private static final Set<String> HEALED = Set.of("auto", "eager");

  @TempDir Path temp;

  private Random random = new Random();
  private Path home = Path.of("");
  private InMemoryStore store = InMemoryStore.trusted();
  private FaultyStore faulty = new FaultyStore(store, random);
  private ChaosLaws laws = new ChaosLaws(store, HEALED);
  private ChaosPlugins plugins = new ChaosPlugins(random, home, JOBS);
  private House house = House.in(home).store(store).open();
  private final Map<String, Image> contents = new HashMap<>();
  private int step;

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void theLawsHoldWhateverMisbehaves() throws IOException {
    Long given = Long.getLong("healing.chaos.seed");
    for (long seed : given == null ? SEEDS : new long[] {given}) {
      step = 0;
      try {
        play(seed);
      } catch (AssertionError | RuntimeException e) {
        String where = "-Dhealing.chaos.seed=" + seed + ", step " + step + ": ";
        throw new AssertionError(where + e.getMessage(), e);
      }
    }
  }

  private void play(long seed) throws IOException {
    begin(seed);
    for (step = 1; step <= STEPS; step++) {
      makeStep();
    }
    calmDown();
    laws.nothingHangs();
    stillSees();
    assertThat(laws.intents()).as("changes that were begun").isPositive();
    assertThat(faulty.faults()).as("faults of the store").isPositive();
  }

  private void begin(long seed) throws IOException {
    house.close();
    random = new Random(seed);
    home = Files.createDirectories(temp.resolve("seed" + seed)).toRealPath();
    store = InMemoryStore.trusted();
    faulty = new FaultyStore(store, random);
    laws = new ChaosLaws(store, HEALED);
    plugins = new ChaosPlugins(random, home, JOBS);
    open(House.in(home));
    for (String job : JOBS) {
      edit(job, "old");
    }
  }

  private void open(House.Plan plan) {
    plan.store(faulty.store()).root(root -> root.withLimits(limits(root.limits())));
    for (String job : JOBS) {
      plan.job(job(job));
    }
    for (Plugin plugin : plugins.all()) {
      plan.plugin(plugin);
    }
    house = plan.open();
    for (String job : JOBS) {
      house.runner.does(job, log -> work(job));
    }
  }

  private static LimitsConfig limits(LimitsConfig given) {
    LimitsConfig calm = Changed.in(given, "stormSubjects", WIDE);
    LimitsConfig wide = Changed.in(calm, "blastRadiusSubjects", WIDE);
    LimitsConfig soon = Changed.in(wide, "coolDown", Duration.ofMinutes(1));
    LimitsConfig again = Changed.in(soon, "breakerHalfOpen", Duration.ofHours(1));
    return Changed.in(again, "actionsPerHour", ChaosLaws.ACTIONS_PER_HOUR);
  }

  private JobConfig job(String id) {
    HealingRemediationConfig may =
        HealingRemediationConfig.defaults()
            .withMaxAttempts(ChaosLaws.ATTEMPTS)
            .withRequireApproval(id.equals("asks"))
            .withAllowedActions(List.of("edit_config", "restart_job", ChaosPlugins.MARK.word()));
    SelfHealingConfig healing =
        SelfHealingConfig.defaults()
            .withEnabled(!id.equals("watched"))
            .withSuggestions(
                SuggestionBehaviorConfig.defaults()
                    .withNotifyChannel("log")
                    .withMinSeverityForApproval(SuggestionSeverity.CRITICAL))
            .withRemediation(may);
    return JobConfig.of(JobDefinition.of(id).withFiles(List.of(file(id)))).withSelfHealing(healing);
  }

  private Path file(String job) {
    return home.resolve(job + ".conf");
  }

  private void edit(String job, String marker) {
    house.write(job + ".conf", ChaosLaws.content(marker));
    contents.put(job, image(job));
  }

  private Image image(String job) {
    return Image.of(house.read(job + ".conf"));
  }

  private void work(String job) throws Exception {
    switch (random.nextInt(4)) {
      case 0 -> throw below(new ConnectException("Connection refused"));
      case 1 -> throw below(new IllegalStateException("odd"));
      default -> laws.ranWell(job, house.now());
    }
  }

  private static Exception below(Exception trouble) {
    StackTraceElement frame = new StackTraceElement("com.acme.Job", "work", null, 7);
    trouble.setStackTrace(new StackTraceElement[] {frame});
    return trouble;
  }

  private String anyJob() {
    return JOBS.get(random.nextInt(JOBS.size()));
  }

  private boolean once(int inSoMany) {
    return random.nextInt(inSoMany) == 0;
  }

  private void makeStep() {
    if (once(25)) {
      restart();
    }
    if (once(12)) {
      edit(anyJob(), "by-host-" + step);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      house.runner.execute(anyJob(), RunTrigger.SCHEDULED);
    }
    if (once(3)) {
      faulty.failing(FAULTS);
      somebodyActs();
      faulty.failing(0);
    }
    boolean paused = house.healing.status().pausedBecause() != null;
    faulty.failing(once(3) ? 0 : FAULTS);
    tick(time());
    faulty.failing(0);
    house.runner.runOrdered();
    check(paused);
  }

  /** The clock mostly goes on; now and then it leaps, or is set back. */
  private Duration time() {
    return switch (random.nextInt(20)) {
      case 0 -> Duration.ofMinutes(-random.nextInt(30));
      case 1 -> Duration.ofHours(random.nextInt(30));
      case 2 -> Duration.ZERO;
      default -> Duration.ofSeconds(5 + random.nextInt(120));
    };
  }

  /** As the loop's own thread does it: the store may fail a turn, nobody else. */
  private void tick(Duration by) {
    try {
      house.tick(by);
    } catch (StoreException full) {
      assertThat(full).hasMessageContaining("The disk is full");
    }
  }

  private void check(boolean paused) {
    laws.check(new ChaosLaws.Step(paused, plugins.takeMarked()));
    for (String job : JOBS) {
      Image now = image(job);
      laws.fileIsAsIntended(file(job), contents.getOrDefault(job, now), now);
      laws.takenBackIsExact(file(job), now);
      contents.put(job, now);
    }
    assertThat(home.getParent().resolve("outside.conf")).doesNotExist();
  }

  private void restart() {
    var now = house.now();
    long began = System.nanoTime();
    house.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(25));
    open(House.in(home).from(now));
  }

  private void somebodyActs() {
    HealingAdmin admin = house.admin();
    try {
      switch (random.nextInt(7)) {
        case 0 -> admin.pause("a look around", "ben");
        case 1, 2 -> admin.resume();
        case 3 -> reject(admin);
        case 4 -> rollBack(admin);
        case 5 -> retry(admin);
        default -> approve(admin);
      }
    } catch (HealingException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  private void approve(HealingAdmin admin) {
    for (SuggestionEntry pending : admin.suggestions(SuggestionStatus.PENDING)) {
      if (once(2)) {
        admin.approve(pending, "anna");
      }
    }
  }

  private void reject(HealingAdmin admin) {
    for (SuggestionEntry pending : admin.suggestions(SuggestionStatus.PENDING)) {
      if (once(3)) {
        admin.reject(pending.row().id(), "anna", "not today");
      }
    }
  }

  private void rollBack(HealingAdmin admin) {
    for (ActionEntry action : admin.actions()) {
      if (once(4)) {
        admin.rollback(action.row().id(), "anna");
      }
    }
  }

  private void retry(HealingAdmin admin) {
    for (Incident incident : admin.incidents()) {
      if (once(3)) {
        admin.retry(incident.id());
      }
    }
  }

  /** Everything but the plug-ins behaves again; what was begun comes to its end. */
  private void calmDown() {
    house.admin().resume();
    restart();
    for (int i = 0; i < 10; i++) {
      house.ticks(1, Duration.ofMinutes(1));
      check(false);
    }
  }

  private void stillSees() {
    house.runner.does(
        "late",
        log -> {
          throw new IllegalStateException("new");
        });
    house.run("late").ticks(4, Duration.ofSeconds(15));
    assertThat(house.admin().incidents())
        .anyMatch(i -> i.subject().name().equals("late") && i.findingId().equals("job.failed"));
  }
}
