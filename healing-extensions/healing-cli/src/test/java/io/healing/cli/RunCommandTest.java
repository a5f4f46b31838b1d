package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.api.store.Page;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrapped commands, each a process of its own, and what the database tells of them. */
class RunCommandTest {
  @TempDir private Path directory;

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        directory.resolve("healing.yaml"),
        """
        store: { path: h.db }
        plugins: { healing.analyzer.outside_failure: { first_delay: 1s } }
        jobs:
          import: { files: [imp.properties], self_healing: { suggestions: { notify_channel: log } } }
          plain: { self_healing: { suggestions: { notify_channel: log } } }
          healed: { self_healing: { enabled: true, suggestions: { notify_channel: log } } }
        """);
  }

  private Call run(String... args) throws IOException {
    String[] all = new String[args.length + 1];
    all[0] = "run";
    System.arraycopy(args, 0, all, 1, args.length);
    return Call.begin(directory, all);
  }

  private Call plain(String line) throws IOException {
    return run("--job", "plain", "--", "sh", "-c", line);
  }

  private List<JobRun> runs(String job) {
    try (SqliteHealingStore store = SqliteHealingStore.openReading(directory.resolve("h.db"))) {
      return store.runs().newest(job, 10);
    }
  }

  private JobRun last() {
    return runs("plain").get(0);
  }

  @Test
  void outputCodeAndLogTailAreThoseOfTheCommand() throws Exception {
    Call call = plain("printf 'a\\377\\000b\\nno end'; echo wrong >&2; exit 3");
    assertThat(call.code()).isEqualTo(3);
    assertThat(call.out()).isEqualTo("a\u00ff\u0000b\nno end");
    assertThat(call.err()).startsWith("wrong\n");
    assertThat(last().outcome()).isEqualTo(RunOutcome.FAILURE);
    assertThat(last().exitCode()).isEqualTo(3);
    assertThat(last().trigger()).isEqualTo(RunTrigger.SCHEDULED);
    assertThat(last().logTail()).contains("no end").contains("wrong");
  }

  @Test
  void outputIsHandedOnBeforeTheCommandEnds() throws Exception {
    Call call = plain("printf first; sleep 60 & wait").said("first").signal("TERM");
    assertThat(call.code()).isEqualTo(143);
    assertThat(last().outcome()).isEqualTo(RunOutcome.CANCELLED);
  }

  @Test
  void eachSignalReachesTheCommandOnce() throws Exception {
    for (String signal : List.of("TERM", "HUP", "INT")) {
      String trap = "trap 'n=$((n+1)); echo got $n' " + signal + "; echo up; ";
      String linger = "sleep 2 & while kill -0 $! 2>/dev/null; do wait $!; done; ";
      Call call = plain(trap + linger + "echo end $n; exit 5").said("up").signal(signal);
      assertThat(call.code()).as(signal).isEqualTo(5);
      assertThat(call.out()).as(signal).isEqualTo("up\ngot 1\nend 1\n");
    }
  }

  @Test
  void aCommandThatTakesTooLongIsEndedWithAllThatItStarted() throws Exception {
    Call call =
        run(
            "--job",
            "plain",
            "--max-runtime",
            "500ms",
            "--",
            "sh",
            "-c",
            "sleep 98 & echo $!; wait");
    assertThat(call.code()).isEqualTo(143);
    assertThat(last().outcome()).isEqualTo(RunOutcome.FAILURE);
    assertThat(last().error()).isNotNull();
    assertThat(last().error().line()).contains("TimeoutException").contains("longer than 500 ms");
    long left = Long.parseLong(call.out().strip());
    assertThat(ProcessHandle.of(left).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void whatCannotBeStartedHasTheCodesOfAShellAndIsRecorded() throws Exception {
    assertThat(run("--job", "plain", "--", "no-such-program").code()).isEqualTo(127);
    assertThat(last().exitCode()).isEqualTo(127);
    assertThat(run("--job", "plain", "--", "/").code()).isEqualTo(126);
    assertThat(last().logTail()).contains("cannot be run");
    assertThat(run("--job", "plain").code()).isEqualTo(125);
    assertThat(run("--job", "@host", "--", "true").code()).isEqualTo(125);
    assertThat(run("-c", "none.yaml", "--job", "plain", "--", "true").code()).isEqualTo(125);
  }

  @Test
  void aDatabaseThatCannotBeOpenedDoesNotStopTheCommand() throws Exception {
    Files.writeString(
        directory.resolve("h.db"), "this is no database, and it is long enough to tell");
    Call call = plain("echo ran; exit 6");
    assertThat(call.code()).isEqualTo(6);
    assertThat(call.out()).isEqualTo("ran\n");
    assertThat(call.err()).contains("This run is not recorded").contains("h.db");
  }

  @Test
  void whenNobodyReadsTheOutputAnyMoreTheCommandIsToldSo() throws Exception {
    Call call =
        Call.shell(directory, "$healing run --job plain -- yes | head -1; exit ${PIPESTATUS[0]}");
    assertThat(call.code()).isEqualTo(141);
    assertThat(call.out()).isEqualTo("y\n");
  }

  @Test
  void itWorksWithoutStandardInput() throws Exception {
    Call call = Call.shell(directory, "$healing run --job plain -- cat <&-");
    assertThat(call.code()).as(call.err()).isZero();
    assertThat(call.out()).isEmpty();
  }

  @Test
  void whatIsNewInItsLogFileBelongsToTheRun() throws Exception {
    Files.writeString(directory.resolve("job.log"), "old\n");
    Call call = run("--job", "plain", "--log", "job.log", "--", "sh", "-c", "echo new >> job.log");
    assertThat(call.code()).isZero();
    assertThat(last().logTail()).isEqualTo("new\n");
  }

  @Test
  void whatGoesWrongAroundTheCommandIsAFindingAndNotItsCode() throws Exception {
    Files.createDirectory(directory.resolve("logs"));
    Call call = run("--job", "plain", "--log", "logs", "--", "true");
    assertThat(call.code()).isZero();
    assertThat(call.err()).contains("The log file logs could not be read");
    try (SqliteHealingStore store = SqliteHealingStore.openReading(directory.resolve("h.db"))) {
      assertThat(store.incidents().page(Page.newest(10)))
          .anySatisfy(incident -> assertThat(incident.findingId()).isEqualTo("command.around"));
    }
  }

  @Test
  void thePolicyRunsItAgainAndTheLastCodeIsTheAnswer() throws Exception {
    String flaky =
        "n=$(cat n 2>/dev/null || echo 0); n=$((n+1)); echo $n > n;"
            + " [ $n -gt 1 ] && { echo fine; exit 0; };"
            + " echo 'java.net.ConnectException: Connection refused' >&2; exit 7";
    Call call = run("--job", "healed", "--", "sh", "-c", flaky);
    assertThat(call.code()).as(call.err()).isZero();
    assertThat(call.out()).isEqualTo("fine\n");
    List<JobRun> runs = runs("healed");
    assertThat(runs).hasSize(2);
    assertThat(runs.get(0).trigger()).isEqualTo(RunTrigger.HEALING);
    assertThat(runs.get(1).exitCode()).isEqualTo(7);
  }

  @Test
  void aSignalWhileItWaitsToRunAgainEndsItWithTheCodeOfTheCommand() throws Exception {
    Call call =
        run(
            "--job",
            "healed",
            "--wait",
            "60s",
            "--",
            "sh",
            "-c",
            "echo failed; echo x >>n; exit 7");
    call.said("failed");
    recorded("healed");
    assertThat(call.signal("TERM").code()).isEqualTo(7);
    assertThat(directory.resolve("n")).hasContent("x");
  }

  /** Waits until the run has ended in the database, which is when the waiting begins. */
  private void recorded(String job) throws InterruptedException {
    long until = System.nanoTime() + java.util.concurrent.TimeUnit.MINUTES.toNanos(1);
    while (runs(job).stream().noneMatch(run -> run.outcome() == RunOutcome.FAILURE)) {
      assertThat(System.nanoTime()).isLessThan(until);
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void afterOneGoodRunItIsKnownWhatChangedInTheFileOfTheNextThatFails() throws Exception {
    Path file = directory.resolve("imp.properties");
    Files.writeString(file, "size=100\n");
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
    String check = "grep -Eq '^size=[0-9]+$' imp.properties || { echo wrong size; exit 3; }";
    String[] call = {"--job", "import", "--", "sh", "-c", check, "imp.properties"};
    assertThat(run(call).code()).isZero();
    Files.writeString(file, "size=1OO\n");
    assertThat(run(call).code()).isEqualTo(3);
    try (SqliteHealingStore store = SqliteHealingStore.openReading(directory.resolve("h.db"))) {
      assertThat(store.suggestions().page(Page.newest(10)))
          .anySatisfy(
              entry ->
                  assertThat(entry.detail().plan().request().target())
                      .asString()
                      .contains("imp.properties"));
    }
  }

  @Test
  void aJobThatIsNotHealedIsNotRunAgain() throws Exception {
    Call call = plain("echo 'java.net.ConnectException: Connection refused' >&2; exit 7");
    assertThat(call.code()).isEqualTo(7);
    assertThat(runs("plain")).hasSize(1);
  }
}
