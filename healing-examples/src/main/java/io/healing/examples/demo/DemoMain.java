package io.healing.examples.demo;

import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.HealingEvent;
import io.healing.core.HealingEvent.Step;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The whole way on one screen: jobs that really read files, start processes and talk to sockets go
 * wrong one after the other, and Healing does what it may. Ends with 1 if any of it did not happen.
 */
public final class DemoMain {
  private final Path home;
  private final Story story;
  private final DemoJobs jobs;
  private final DemoRunner runner = new DemoRunner();
  private final SilentServer rates = new SilentServer();
  private SqliteHealingStore store = null;
  private final ScheduledExecutorService plain = Executors.newScheduledThreadPool(1);

  private DemoMain(Path home) {
    this.home = home;
    story = new Story(System.out);
    jobs = new DemoJobs(home);
  }

  /** Runs the demonstration in the current directory, which becomes full of its files. */
  public static void main(String[] args) throws Exception {
    System.setProperty("org.jboss.logging.provider", "slf4j");
    DemoMain demo = new DemoMain(Path.of("").toAbsolutePath());
    List<String> missing = demo.play();
    if (missing.isEmpty()) {
      System.out.println("\nAll of it happened. The database is healing.db in " + demo.home);
      System.exit(0);
    }
    System.out.println("\nThis did not happen: " + missing);
    System.exit(1);
  }

  private List<String> play() throws Exception {
    prepare();
    Path database = home.resolve("healing.db");
    try (SqliteHealingStore opened = SqliteHealingStore.open(database);
        Healing healing =
            Healing.builder()
                .store(opened)
                .config(home.resolve("healing.yaml"))
                .plugin(runner)
                .name("demo")
                .build()) {
      store = opened;
      healing.addListener(story);
      runner.tellTo(healing.observer());
      healing.start();
      missingDirectory();
      brokenConfiguration();
      hungRun();
      silentEnd(healing);
      repairThatDoesNotHelp(healing);
      approvedAndTakenBack(healing);
      notActedOn(healing);
      secondProcess(database);
    } finally {
      runner.close();
      plain.shutdownNow();
      rates.close();
    }
    return story.missing();
  }

  private void prepare() throws IOException {
    copy("healing.yaml");
    copy("import.properties");
    copy("orders.csv");
    copy("invoice.sh");
    runner.add("report", jobs::report);
    runner.add("import", jobs::importOrders);
    runner.add("rates", log -> jobs.fetchRates(log, rates.port()));
    runner.add("stock", log -> jobs.syncStock(log, 1));
    runner.add("invoice", log -> jobs.runScript(log, home.resolve("invoice.sh")));
    runner.add("legacy", log -> jobs.syncStock(log, 1));
  }

  private void copy(String name) throws IOException {
    try (InputStream in = DemoMain.class.getResourceAsStream("/demo/" + name)) {
      if (in == null) {
        throw new IOException("The resource demo/" + name + " is missing");
      }
      Files.write(home.resolve(name), in.readAllBytes());
    }
  }

  private void missingDirectory() {
    story.scene("A directory is missing", "report");
    story.say("The job writes into out/reports, which nobody has made.");
    runner.every("report", Duration.ofSeconds(1));
    story.expect("the directory is made and that is seen to help", step(Step.VERIFIED, "verified"));
    story.check("out/reports exists", () -> Files.isDirectory(home.resolve("out/reports")));
  }

  private void brokenConfiguration() throws IOException {
    story.scene("A configuration was edited wrongly", "import");
    runner.every("import", Duration.ofSeconds(1));
    Path config = home.resolve("import.properties");
    story.await("a good run, whose configuration is remembered", () -> kept("import", config));
    String good = Files.readString(config);
    story.say("Somebody changes batch.size from 100 to 1OO (the letter O).");
    Files.writeString(config, good.replace("100", "1OO"));
    story.expect("the last good content is back and helps", step(Step.VERIFIED, "verified"));
    story.check("import.properties is as it was", () -> read(config).equals(good));
  }

  private void hungRun() {
    story.scene("A run hangs", "rates");
    story.say("The server takes the connection and does not answer.");
    runner.every("rates", Duration.ofSeconds(2));
    story.expect("the hung run is seen with its stack", event -> event.text().contains("socket"));
    story.expect("it is interrupted and run again", step(Step.VERIFIED, "verified"));
  }

  private void silentEnd(Healing healing) {
    story.scene("A periodic task ends without a word", "cleanup");
    story.say("An exception ends a task of a ScheduledExecutorService; the JDK tells nobody.");
    AtomicInteger runs = new AtomicInteger();
    Future<?> task =
        healing
            .observe(plain, "cleanup")
            .scheduleAtFixedRate(() -> cleanUp(runs), 0, 500, TimeUnit.MILLISECONDS);
    story.expect("it is scheduled again", step(Step.VERIFIED, "verified"));
    story.check("it runs again", () -> runs.get() > 3 && !task.isDone());
  }

  private static void cleanUp(AtomicInteger runs) {
    if (runs.incrementAndGet() == 3) {
      throw new IllegalStateException("the table is locked");
    }
  }

  private void repairThatDoesNotHelp(Healing healing) {
    story.scene("A repair that does not help, twice", "stock");
    story.say("Nobody listens on the port. Running again is tried, and seen not to help.");
    runner.every("stock", Duration.ofSeconds(30));
    story.expect(
        "the breaker opens", event -> event.text().contains("automatic repair is stopped"));
    story.say(healing.admin().why("stock"));
  }

  private void approvedAndTakenBack(Healing healing) throws IOException {
    story.scene("A change that wants approval", "invoice");
    runner.every("invoice", Duration.ofSeconds(1));
    Path script = home.resolve("invoice.sh");
    story.await("a good run, whose script is remembered", () -> kept("invoice", script));
    String good = read(script);
    String bad = good.replace("echo \"2 invoices\"", "ecco \"2 invoices\"; exit 127");
    story.say("Somebody breaks invoice.sh; this job wants every change approved.");
    Files.writeString(script, bad);
    story.expect("a person is asked", step(Step.DECIDED, "ask_approval"));
    SuggestionEntry suggestion =
        healing.admin().suggestions(SuggestionStatus.PENDING).stream()
            .filter(entry -> entry.row().jobId().equals("invoice"))
            .filter(entry -> entry.detail().plan() != null)
            .findFirst()
            .orElseThrow();
    story.say(healing.admin().show("s" + suggestion.row().id()));
    healing.admin().approve(suggestion.row().id(), suggestion.detail().plan().hash(), "anna");
    story.expect("it is applied and helps", step(Step.VERIFIED, "verified"));
    story.check("the script is as it was", () -> read(script).equals(good));
    story.say("Anna wants her own version back after all.");
    long action = healing.admin().actions().get(0).row().id();
    healing.admin().rollback(action, "anna");
    story.check("the script is as before the action", () -> read(script).equals(bad));
  }

  private void notActedOn(Healing healing) {
    story.scene("A job that is only observed", "legacy");
    runner.every("legacy", Duration.ofSeconds(30));
    story.expect("it is seen to fail", step(Step.DECIDED, "healing is not switched on"));
    story.say(healing.admin().why("legacy"));
  }

  private void secondProcess(Path database) throws Exception {
    story.scene("A second process reads it all while this one lives", "");
    Process reader =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                DemoReader.class.getName(),
                database.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    story.say(said);
    int code = reader.waitFor();
    story.check("the second process read it all", () -> code == 0 && said.contains("actions"));
  }

  private static Predicate<HealingEvent> step(Step step, String words) {
    return event -> event.step() == step && event.text().contains(words);
  }

  private boolean kept(String job, Path file) {
    return !store.files().of(job, file.toString()).isEmpty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
