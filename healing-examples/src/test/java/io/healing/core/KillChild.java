package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.act.ActionStatus;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Counter;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionEntry;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Another process with Healing in it. It opens the database of a {@link KillHome}, does what it is
 * told on standard input, and says on standard output what it knows to be stored.
 */
final class KillChild {
  private static final int CYCLES = 300;

  private final KillHome home;
  private final HealingStore store;
  private final ManualHealing healing;
  private final String name;

  private KillChild(KillHome home, HealingStore store, ManualHealing healing, String name) {
    this.home = home;
    this.store = store;
    this.healing = healing;
    this.name = name;
  }

  /** Directory, how many more jobs, name, what the clock says, and where to die. */
  public static void main(String[] args) throws IOException {
    KillHome home = new KillHome(Path.of(args[0]), Integer.parseInt(args[1]));
    warmUp(home);
    say("warm");
    listen();
    KillPoint point = new KillPoint(home, args[4]);
    try (HealingStore store = SqliteHealingStore.open(home.database())) {
      point.store(store);
      HealingBuilder builder = home.builder(store, args[2]).crashPoints(point);
      try (ManualHealing healing = builder.manual(Instant.parse(args[3]))) {
        say("ready");
        new KillChild(home, store, healing, args[2]).obey();
      }
    }
    say("end");
  }

  /** What takes long at the first time is done before anybody waits for it. */
  private static void warmUp(KillHome home) throws IOException {
    Path scratch = Files.createTempDirectory(home.directory(), "scratch");
    KillHome other = KillHome.in(scratch, 0);
    try (HealingStore store = SqliteHealingStore.open(other.database());
        ManualHealing healing = other.open(store, "warm", Instant.EPOCH)) {
      healing.tick(Duration.ofSeconds(1));
    }
  }

  private void obey() throws IOException {
    for (String told = listen(); !told.isEmpty(); told = listen()) {
      act(told);
      say("done");
    }
  }

  private void act(String told) {
    String[] words = told.split(" ", -1);
    switch (words[0]) {
      case "work" -> work();
      case "procedures" -> procedures();
      case "tick" -> tick();
      case "race" -> race();
      case "apply" -> cycle(words[1], false);
      default -> throw new IllegalArgumentException(told);
    }
  }

  private void work() {
    for (int i = 0; ; i++) {
      cycle(KillHome.ALL.get(i % KillHome.ALL.size()), i % 3 != 2);
    }
  }

  /** Approves all that is pending, and carries out what is approved, as fast as it can. */
  private void race() {
    for (SuggestionEntry entry : healing.healing().admin().suggestions(SuggestionStatus.PENDING)) {
      approve(entry);
      tick();
    }
    tick();
  }

  private void tick() {
    healing.tick(Duration.ofSeconds(11));
  }

  /** A run, a change of the job's file, and the way back. */
  private void cycle(String job, boolean back) {
    if (job.equals(KillHome.AUTO)) {
      fails(KillHome.AUTO);
      return;
    }
    run(job, RunResult.success());
    if (job.equals(KillHome.MADE)) {
      last(job).ifPresent(this::takeBack);
    }
    healing.healing().review(job, true);
    tick();
    List<SuggestionEntry> pending =
        healing.healing().admin().suggestions(SuggestionStatus.PENDING).stream()
            .filter(entry -> entry.row().jobId().equals(job))
            .toList();
    pending.forEach(this::approve);
    tick();
    if (back) {
      last(job).ifPresent(this::takeBack);
    }
  }

  /** It is tried as if for the first time each time, or it would rest after a few attempts. */
  private void procedures() {
    for (int i = 0; i < CYCLES; i++) {
      healing.healing().admin().incidents().stream()
          .filter(incident -> incident.subject().name().equals(KillHome.STEPS))
          .forEach(incident -> store.counters().save(Counter.none(incident.key())));
      fails(KillHome.STEPS);
    }
  }

  /** The job fails, its file is changed, it fails again, and the change is taken back by itself. */
  private void fails(String job) {
    run(job, RunResult.failure("the input is damaged"));
    tick();
    run(job, RunResult.failure("the input is damaged"));
    tick();
    tick();
  }

  private void run(String job, RunResult result) {
    RunHandle run = healing.healing().observer().started(job, RunStart.of(RunTrigger.SCHEDULED));
    healing.tick(Duration.ofSeconds(1));
    healing.healing().observer().finished(run, result);
    tick();
    say("ran " + run.id());
  }

  private void approve(SuggestionEntry entry) {
    if (entry.row().status() != SuggestionStatus.PENDING || entry.detail().plan() == null) {
      return;
    }
    long id = entry.row().id();
    try {
      healing.healing().admin().approve(id, entry.detail().plan().hash(), name);
      say("approved " + id);
    } catch (HealingException somebodyWasFaster) {
      say("late " + id);
    }
  }

  private Optional<ActionEntry> last(String job) {
    return store.actions().page(Page.newest(100).of(new Subject(job))).stream()
        .filter(entry -> entry.row().status() == ActionStatus.SUCCESS)
        .findFirst();
  }

  private void takeBack(ActionEntry entry) {
    say("applied " + entry.row().id());
    healing.healing().admin().rollback(entry.row().id(), name);
    say("undone " + entry.row().id());
  }

  /** The next line, empty at the end. */
  static String listen() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = System.in.read(); c >= 0 && c != '\n'; c = System.in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
