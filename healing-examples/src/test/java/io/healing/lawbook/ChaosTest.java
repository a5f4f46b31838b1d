package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Image;
import io.healing.api.Plugin;
import io.healing.api.Target;
import io.healing.api.job.RunTrigger;
import io.healing.api.store.HealingStore;
import io.healing.api.store.StoreException;
import io.healing.core.Held;
import io.healing.core.store.InMemoryStore;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Monitors, analyzers, remediators, the store, the clock, the jobs and the people misbehave at
 * random, processes die without a word, and the laws hold after each step. What fails tells its
 * seed; {@code -Dhealing.chaos.seed} plays it again, {@code -Dhealing.chaos.steps} makes it longer.
 */
class ChaosTest {
  private static final long[] SEEDS = {1, 20};
  private static final long ON_DISK = 300;
  private static final int STEPS = Integer.getInteger("healing.chaos.steps", 120);
  private static final double FAULTS = 0.02;
  private static final int MOMENTS = 80;
  private static final List<String> JOBS = ChaosJobs.ALL;

  @TempDir Path temp;

  private Random random = new Random();
  private Path home = Path.of("");
  private HealingStore store = InMemoryStore.trusted();
  private MortalStore mortal = new MortalStore(store);
  private FaultyStore faulty = new FaultyStore(store, random);
  private ChaosLaws laws = new ChaosLaws(store, ChaosJobs.HEALED);
  private ChaosSteps steps = new ChaosSteps(store);
  private ChaosPlugins plugins = new ChaosPlugins(random, home, JOBS);
  private House house = House.in(home).store(store).open();
  private final Map<String, Image> contents = new HashMap<>();
  private long procedures;
  private int step;
  private int faults;
  private int deaths;

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void theLawsHoldWhateverMisbehaves() throws IOException {
    Long given = Long.getLong("healing.chaos.seed");
    for (long seed : given == null ? SEEDS : new long[] {given}) {
      told(seed, InMemoryStore.trusted());
    }
    assertThat(procedures).as("procedures that were begun").isPositive();
  }

  @Test
  void theyHoldOnARealDatabaseToo() throws IOException {
    long seed = Long.getLong("healing.chaos.seed", ON_DISK);
    Path place = Files.createDirectories(temp.resolve("database"));
    try (HealingStore disk = SqliteHealingStore.open(place.resolve("healing.db"))) {
      told(seed, disk);
    }
  }

  private void told(long seed, HealingStore on) throws IOException {
    step = 0;
    String where = "-Dhealing.chaos.seed=" + seed + " on " + on.info().kind() + ": ";
    try {
      play(seed, on);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(where + "step " + step + ": " + e.getMessage(), e);
    }
    System.out.printf(
        "%s%d steps, %d changes, %d procedures, %d deaths, %d faults of the store%n",
        where, STEPS, laws.intents(), steps.begun(), deaths, faults);
  }

  private void play(long seed, HealingStore on) throws IOException {
    begin(seed, on);
    for (step = 1; step <= STEPS; step++) {
      makeStep();
    }
    calmDown();
    laws.nothingHangs();
    stillSees();
    assertThat(laws.intents()).as("changes that were begun").isPositive();
    assertThat(faults).as("faults of the store").isPositive();
    assertThat(deaths).as("ends without a word").isPositive();
    procedures += steps.begun();
  }

  private void begin(long seed, HealingStore on) throws IOException {
    house.close();
    random = new Random(seed);
    home = Files.createDirectories(temp.resolve(on.info().kind() + seed)).toRealPath();
    store = on;
    faults = 0;
    deaths = 0;
    laws = new ChaosLaws(store, ChaosJobs.HEALED);
    steps = new ChaosSteps(store);
    plugins = new ChaosPlugins(random, home, JOBS);
    open(House.NOON);
    for (String job : JOBS) {
      edit(job, "old");
    }
  }

  /** A process of its own: what it was when it died is its own, too. */
  private void open(Instant from) {
    mortal = new MortalStore(store);
    MortalStore its = mortal;
    faulty = new FaultyStore(its.store(), random);
    House.Plan plan = new ChaosJobs(home).plan().store(faulty.store()).from(from);
    plan.with(builder -> Held.steps(builder, its::moment));
    for (Plugin plugin : plugins.all()) {
      plan.plugin(plugin);
    }
    house = plan.open();
    for (String job : JOBS) {
      house.runner.does(job, log -> work(job));
    }
  }

  private Path file(String job) {
    return new ChaosJobs(home).file(job);
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
      new ChaosPeople(random).act(house.admin(), targets());
      faulty.failing(0);
    }
    boolean paused = house.healing.status().pausedBecause() != null;
    faulty.failing(once(3) ? 0 : FAULTS);
    if (once(10)) {
      mortal.diesIn(random.nextInt(MOMENTS));
    }
    tick(time());
    mortal.lives();
    faulty.failing(0);
    if (mortal.dead() || once(40)) {
      dieWithoutAWord();
    } else {
      house.runner.runOrdered();
    }
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
    } catch (MortalStore.Death death) {
      assertThat(mortal.dead()).isTrue();
    }
  }

  /** The process is gone, and only the store and the files are left. Another one begins. */
  private void dieWithoutAWord() {
    deaths++;
    faults += faulty.faults();
    mortal.die();
    mortal.bury();
    open(house.now());
  }

  private List<String> targets() {
    return JOBS.stream()
        .flatMap(
            job -> Stream.of(Target.file(file(job)).toString(), ChaosPlugins.SCHEME + ":" + job))
        .toList();
  }

  private void check(boolean paused) {
    laws.check(new ChaosLaws.Step(paused, plugins.takeMarked()));
    steps.check();
    for (String job : JOBS) {
      Image now = image(job);
      laws.fileIsAsIntended(file(job), contents.getOrDefault(job, now), now);
      laws.takenBackIsExact(file(job), now);
      contents.put(job, now);
    }
    assertThat(home.getParent().resolve("outside.conf")).doesNotExist();
    assertThat(home.resolve("b")).as("law 4").doesNotExist();
    assertThat(home.resolve("c")).as("law 4").doesNotExist();
  }

  private void restart() {
    var now = house.now();
    long began = System.nanoTime();
    house.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(25));
    faults += faulty.faults();
    mortal.die();
    open(now);
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
