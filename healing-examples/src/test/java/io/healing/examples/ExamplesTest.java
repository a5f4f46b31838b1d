package io.healing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example runs, in a process and a directory of its own, and says what it is there for. */
class ExamplesTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", "."), "src/main/java/io/healing/examples");
  private static final int SECONDS = 120;

  /** The lines that matter, in this order. */
  private static final Map<String, List<String>> SAYS =
      Map.ofEntries(
          Map.entry("HelloWorldMain", List.of("The job gave 2")),
          Map.entry(
              "NotifyMain",
              List.of("{\"version\":1,", "\"kind\":\"give_up\"", "disk full", "healing pause")),
          Map.entry("JobRunrMain", List.of("The job runs in", "Healing saw the run: success")),
          Map.entry(
              "MetersMain",
              List.of(
                  "meter.limit: shop.queue.size is 612 orders, its critical limit is 500 orders",
                  "recovered",
                  "healing.findings.active(GAUGE)",
                  "healing.findings.cleared(COUNTER)[job='@component/shop.queue.size',"
                      + " outcome='recovered', type='meter.limit']; count=1.0")),
          Map.entry(
              "OwnMonitorMain",
              List.of("detected queue.too_long: 3 files wait in target/queue", "ended recovered")),
          Map.entry(
              "OwnRemediatorMain",
              List.of(
                  "The job: the source primary is away",
                  "decided heal",
                  "source to backup",
                  "The job: fetched from backup",
                  "verified verified",
                  "The source is backup",
                  "Taken back, the source is primary")),
          Map.entry(
              "ApprovalMain",
              List.of(
                  "The job: batches of 100",
                  "The job: For input string: \"1OO\"",
                  "healing is not switched on for this job",
                  "Restore the last good content",
                  "undo          exact",
                  "Approved, and now: batch.size=100",
                  "by            anna",
                  "helped        verified",
                  "Taken back, and now: batch.size=1OO")),
          Map.entry(
              "StartThroughDoctorMain",
              List.of(
                  "The directory data is missing",
                  "made: Make the directory",
                  "data/orders.db",
                  "The application starts, and finds 0 orders")),
          Map.entry(
              "OwnCheckMain",
              List.of(
                  "needs_you 0, can_be_fixed 1",
                  "The licence is missing. Write it to licence.txt",
                  "changed: Make the file",
                  "Taken back: licence.txt is there: false")),
          Map.entry(
              "ExecutorMain",
              List.of("detected job.silenced: cleanup", "The JDK says only: done = true")),
          Map.entry("DbSchedulerMain", List.of("The task runs", "Healing saw: success")),
          Map.entry("QuartzMain", List.of("The job runs in DefaultQuartz", "Healing saw: success")),
          Map.entry("SpringMain", List.of("The method runs in", "Healing saw: success")),
          Map.entry("FuturesMain", List.of("sum 5050, price 42 EUR", "The price: SUCCESS")),
          Map.entry(
              "BasicUsageMain",
              List.of(
                  "Root cause: Memory is nearly used up (HIGH)",
                  "Advice: ",
                  "Incident: MEMORY_LEAK on web_server")),
          Map.entry(
              "CustomMonitorsMain",
              List.of(
                  "There are cpu and checkout: true", "In time true, abandoned carts are WARNING")),
          Map.entry(
              "RecoveryProceduresMain",
              List.of(
                  "detected error.reported: Orders wait",
                  "from 4 to 8",
                  "verified verified",
                  "ended verified",
                  "The pool has room for 8 threads",
                  "Taken back: 4 threads")),
          Map.entry(
              "IntegrationMain",
              List.of(
                  "Told in time: true",
                  "Recovery: IN_PROGRESS, the release is 1.2.2",
                  "the release is 1.2.3")));

  @TempDir Path home;

  static List<String> examples() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .filter(name -> name.endsWith("Main"))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyExampleHasItsLines() throws IOException {
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(5).containsOnlyOnceElementsOf(SAYS.keySet());
    assertThat(SAYS.keySet()).containsAll(examples());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleRunsAndWritesOnlyBelowTarget(String name) throws Exception {
    String said = run(name);

    assertThat(said).containsSubsequence(SAYS.get(name)).doesNotContain("Exception in thread");
    try (Stream<Path> written = Files.list(home)) {
      assertThat(written.map(Path::getFileName).map(Path::toString)).isSubsetOf("said", "target");
    }
  }

  @Test
  void helloWorldHasAtMostTenLines() throws IOException {
    String source = Files.readString(SOURCES.resolve("HelloWorldMain.java"));

    long lines = source.substring(source.indexOf("public class")).lines().count();

    assertThat(lines).isBetween(3L, 10L);
  }

  @Test
  void theExampleOfMessagesHasAtMostFifteenLines() throws IOException {
    String source = Files.readString(SOURCES.resolve("NotifyMain.java"));

    assertThat(source.substring(source.indexOf("public class")).lines().count())
        .isLessThanOrEqualTo(17);
  }

  @Test
  void theExampleOfMetersHasAtMostFifteenLines() throws IOException {
    String source = Files.readString(SOURCES.resolve("MetersMain.java"));

    String body = source.substring(source.indexOf("main(String[] args)"));
    assertThat(body.lines().count() - 3).isLessThanOrEqualTo(15);
  }

  @Test
  void theExampleOfSpringHasAtMostFifteenLinesThatSaySomething() throws IOException {
    String source = Files.readString(SOURCES.resolve("SpringMain.java"));

    assertThat(source.substring(source.indexOf("public class")).lines().map(String::strip))
        .filteredOn(line -> !line.isEmpty() && !line.equals("}"))
        .hasSizeLessThanOrEqualTo(15);
  }

  @Test
  void theExampleOfFuturesHasAtMostFifteenLines() throws IOException {
    String source = Files.readString(SOURCES.resolve("FuturesMain.java"));

    assertThat(source.substring(source.indexOf("public class")).lines().count())
        .isLessThanOrEqualTo(15);
  }

  private String run(String name) throws IOException, InterruptedException {
    Path said = home.resolve("said");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "io.healing.examples." + name)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("%s ended in time", name).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
