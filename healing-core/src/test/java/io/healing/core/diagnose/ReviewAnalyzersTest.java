package io.healing.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Image;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.FileVersion;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStatistics;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.SlaConfig;
import io.healing.api.review.SuggestionCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewAnalyzersTest {
  @TempDir Path dir;

  private final TestRequest request = TestRequest.review();

  private List<String> titles(Analyzer analyzer) {
    return analyzer.analyze(request).proposals().stream().map(Proposal::title).toList();
  }

  /** Runs an hour apart, newest first; the function is given 0 for the oldest. */
  private void runs(int count, Function<Integer, JobRun> run) {
    for (int i = count - 1; i >= 0; i--) {
      request.runs.add(run.apply(i));
    }
  }

  private static long minutes(int count, int i) {
    return 60L * (count - i);
  }

  @ParameterizedTest
  @CsvSource({"9, 100, 0", "10, 100, 1", "30, 100, 1", "10, 0, 0", "10, 10, 0", "10, -100, 0"})
  void tellsDurationsThatRise(int count, int step, int told) {
    runs(
        count,
        i -> TestRequest.run(minutes(count, i), RunOutcome.SUCCESS, 2000 + i * step, 1, null));

    assertThat(titles(new DurationTrendAnalyzer())).hasSize(told);
  }

  @Test
  void isNotMisledByOneSlowRunAtTheEnd() {
    runs(
        12,
        i ->
            TestRequest.run(
                minutes(12, i), RunOutcome.SUCCESS, i == 11 ? 90_000 : 1000 + i % 3, 1, null));

    assertThat(titles(new DurationTrendAnalyzer())).isEmpty();
  }

  @Test
  void knowsTheSlopeAndTheSignificanceOfATrend() {
    Trend rising = new Trend(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    assertThat(rising.slope()).isEqualTo(1);
    // S = 45, variance = 10 * 9 * 25 / 18 = 125
    assertThat(rising.z()).isEqualTo(44 / Math.sqrt(125));
    assertThat(new Trend(3, 3, 3).z()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0, 5, 1",
    "10, 0, 3, 0",
    "10, 5, 5, 0",
    "8, 0, 4, 0",
    "20, 1, 7, 1",
    "20, 7, 1, 0"
  })
  void tellsFailuresThatBecomeMoreFrequent(int count, int older, int newer, int told) {
    runs(
        count,
        i -> {
          boolean bad = i < count / 2 ? i < older : i - count / 2 < newer;
          RunOutcome outcome = bad ? RunOutcome.FAILURE : RunOutcome.SUCCESS;
          return TestRequest.run(minutes(count, i), outcome, 1000, 1, null);
        });

    assertThat(titles(new FailureTrendAnalyzer())).hasSize(told);
  }

  @Test
  void computesFishersProbability() {
    // 5 marked of 10, all 5 among the 5 drawn: 1 / C(10,5) = 1/252
    assertThat(FailureTrendAnalyzer.chance(10, 5, 5, 5)).isBetween(1.0 / 252.01, 1.0 / 251.99);
  }

  private JobSnapshot scheduled(String id, JobSchedule schedule, Set<String> uses, int minutes) {
    JobDefinition definition = JobDefinition.of(id).withSchedule(schedule).withUses(uses);
    long usual = Duration.ofMinutes(minutes).toMillis();
    return new JobSnapshot(
        definition,
        List.of(),
        TestRequest.run(60, RunOutcome.SUCCESS, usual, 1, null),
        null,
        0,
        new JobStatistics(10, usual, 0, usual, 0, null, null),
        null,
        null);
  }

  private static JobSchedule cron(String expression) {
    return JobSchedule.cron(expression, ZoneId.of("Europe/Lisbon"));
  }

  @ParameterizedTest
  @CsvSource({
    "0 3 * * *, 10 3 * * *, db, 30, 1",
    "0 3 * * *, 30 3 * * *, db, 30, 0",
    "0 3 * * *, 29 3 * * *, db, 30, 1",
    "0 3 * * *, 10 4 * * *, db, 30, 0",
    "0 3 * * *, 10 3 * * *, other, 30, 0",
    "0 3 * * *, 10 3 * * 0, db, 30, 0",
    "nonsense, 10 3 * * *, db, 30, 0"
  })
  void tellsJobsThatCollide(String own, String theirs, String uses, int minutes, int told) {
    JobSnapshot job = scheduled("report", cron(own), Set.of("db"), minutes);
    request.definition = job.definition();
    request.statistics = job.statistics();
    request.others.add(scheduled("backup", cron(theirs), Set.of(uses), minutes));

    List<String> titles = titles(new CollisionAnalyzer());

    assertThat(titles).hasSize(told).allMatch("report and backup run at the same time"::equals);
  }

  @Test
  void tellsPeriodicJobsThatCollide() {
    JobSnapshot job = scheduled("report", JobSchedule.every(Duration.ofHours(1)), Set.of("db"), 5);
    request.definition = job.definition();
    request.statistics = job.statistics();
    request.last = job.last();
    request.others.add(
        scheduled("sync", JobSchedule.every(Duration.ofMinutes(30)), Set.of("db"), 5));

    assertThat(titles(new CollisionAnalyzer())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"4, 0, ''", "5, 0, never", "5, 5, helps", "5, 3, ''", "4, 4, ''"})
  void tellsRetriesThatNeverOrAlwaysHelp(int retries, int helped, String word) {
    for (int i = 0; i < retries; i++) {
      RunOutcome outcome = i < helped ? RunOutcome.SUCCESS : RunOutcome.FAILURE;
      request.runs.add(TestRequest.run(60L * i, outcome, 1000, 2, null));
      request.runs.add(TestRequest.run(60L * i + 1, RunOutcome.FAILURE, 1000, 1, null));
    }

    List<String> titles = titles(new RetryAnalyzer());

    assertThat(titles).hasSize(word.isEmpty() ? 0 : 1).allMatch(title -> title.contains(word));
  }

  @ParameterizedTest
  @CsvSource({"10, 10, 1", "10, 9, 1", "10, 8, 0", "9, 9, 0", "30, 28, 1"})
  void tellsRunsThatDoNothing(int count, int idle, int told) {
    request.definition = request.definition.withSchedule(JobSchedule.every(Duration.ofMinutes(10)));
    runs(
        count,
        i -> TestRequest.run(minutes(count, i), RunOutcome.SUCCESS, 1000, 1, i < idle ? 0L : 5L));

    assertThat(titles(new IdleRunAnalyzer())).hasSize(told);
  }

  @Test
  void namesALongerPeriodForRunsThatMostlyDoNothing() {
    request.definition = request.definition.withSchedule(JobSchedule.every(Duration.ofMinutes(10)));
    runs(40, i -> TestRequest.run(minutes(40, i), RunOutcome.SUCCESS, 1000, 1, i < 38 ? 0L : 5L));

    Proposal proposal = new IdleRunAnalyzer().analyze(request).proposals().get(0);

    assertThat(proposal.category()).isEqualTo(SuggestionCategory.COST);
    assertThat(proposal.suggestedChange().orElseThrow()).contains("PT1H40M");
  }

  @Test
  void tellsFilesThatOthersCanWrite() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("jobs"));
    Path open = Files.createFile(folder.resolve("open.conf"));
    Path closed = Files.createFile(folder.resolve("closed.conf"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-rw-r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    request.files.addAll(List.of(open, closed, folder.resolve("gone.conf")));

    assertThat(titles(new OpenFileAnalyzer())).containsExactly("Every user can write " + open);

    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(titles(new OpenFileAnalyzer()))
        .containsExactlyInAnyOrder(
            "Every user can write " + open, "Every user can write " + folder);
  }

  @Test
  void doesNotTellADirectoryThatProtectsItsFiles() throws Exception {
    Path folder = Files.createDirectory(dir.resolve("sticky"));
    Path file = Files.createFile(folder.resolve("a.conf"));
    Files.setAttribute(folder, "unix:mode", 01777);
    request.files.add(file);

    assertThat(titles(new OpenFileAnalyzer())).isEmpty();
  }

  @Test
  void tellsSecretsWithoutSayingThem() {
    request.configs.put("/srv/a.conf", "user = bob\npassword = hunter2\n");
    request.scripts.put("/srv/a.sh", "echo hello\n");
    request.logLines.addAll(List.of("start", "login with hunter2"));

    List<Proposal> proposals =
        new SecretAnalyzer(text -> text.contains("hunter2")).analyze(request).proposals();

    assertThat(proposals)
        .extracting(Proposal::title)
        .containsExactly("A secret stands in /srv/a.conf", "report writes a secret to its log");
    assertThat(proposals)
        .allSatisfy(
            proposal -> {
              assertThat(proposal.category()).isEqualTo(SuggestionCategory.SECURITY);
              assertThat(
                      proposal.description() + proposal.currentState() + proposal.suggestedChange())
                  .doesNotContain("hunter2");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#!/bin/sh\\ncp a b\\necho done | goes on after",
        "#!/bin/sh\\nset -e\\ncp a b\\necho done | ",
        "#!/bin/bash\\nset -euo pipefail\\ncp a b\\necho done | ",
        "#!/bin/bash -e\\ncp a b\\necho done | ",
        "#!/bin/sh\\nexec java -jar x.jar | ",
        "set -e\\ncurl https://x/y -o z\\ntrue | takes an HTTP error",
        "set -e\\ncurl -f https://x/y -o z\\ntrue | ",
        "set -e\\ncurl -fsSL https://x/y -o z\\ntrue | ",
        "set -e\\ncurl --fail https://x/y\\ntrue | ",
        "set -e\\n# curl https://x/y\\ntrue | ",
        "set -e\\nrm -rf $OUT/*\\ntrue | may remove",
        "set -eu\\nrm -rf $OUT/*\\ntrue | ",
        "set -e\\nrm -rf ${OUT:?}/*\\ntrue | "
      })
  void tellsHabitsOfShellScriptsThatHideFailures(String text, String wanted) {
    request.scripts.put("/srv/run.sh", text.replace("\\n", "\n"));

    List<String> titles = titles(new ScriptAnalyzer());

    assertThat(titles).hasSize(wanted == null ? 0 : 1).allMatch(title -> title.contains(wanted));
  }

  @Test
  void tellsAPythonScriptThatIgnoresEveryException() {
    request.scripts.put("/srv/a.py", "try:\n  run()\nexcept Exception:\n    pass\n");
    request.scripts.put("/srv/b.py", "try:\n  run()\nexcept KeyError:\n    pass\n");

    assertThat(titles(new ScriptAnalyzer()))
        .containsExactly("/srv/a.py ignores every exception (except … pass)");
  }

  @ParameterizedTest
  @CsvSource({
    "'Sum up the day.', ''",
    "'  ', is empty",
    "'Sum up {{day}}.', still has {{day}}",
    "'Sum up. TODO: tone', still has TODO",
    "'Write to-do lists', ''"
  })
  void tellsPromptsThatAreNotFilledIn(String text, String wanted) {
    request.prompts.put("/srv/prompts/a.md", text);

    assertThat(titles(new PromptAnalyzer()))
        .hasSize(wanted.isEmpty() ? 0 : 1)
        .allMatch(title -> title.endsWith(wanted));
  }

  @ParameterizedTest
  @CsvSource({"20000, 0", "20001, 1"})
  void tellsPromptsThatAreVeryLong(int length, int told) {
    request.prompts.put("/srv/prompts/a.md", "x".repeat(length));

    assertThat(titles(new PromptAnalyzer())).hasSize(told);
  }

  @ParameterizedTest
  @CsvSource({"5, 24, 1", "4, 24, 0", "5, 48, 0"})
  void tellsPromptsThatChangeAllTheTime(int count, int hoursApart, int told) throws IOException {
    Path prompt = Files.writeString(dir.resolve("prompt.md"), "x");
    List<FileVersion> versions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      versions.add(
          new FileVersion(
              i,
              "report",
              prompt.toString(),
              Image.of("v" + i),
              TestRequest.NOW.minus(Duration.ofHours((long) i * hoursApart))));
    }
    request.files.add(prompt);
    request.versions.put(prompt, versions);

    assertThat(titles(new PromptAnalyzer())).hasSize(told);
  }

  @Test
  void tellsAPromptThatIsMissing() {
    request.files.add(dir.resolve("prompts/daily.md"));

    assertThat(titles(new PromptAnalyzer())).singleElement().asString().endsWith("is missing");
  }

  @ParameterizedTest
  @CsvSource({"10, 61000, 1", "10, 60000, 0", "9, 61000, 0"})
  void tellsAnAgreedDurationThatCannotBeKept(int samples, long usual, int told) {
    request.sla = SlaConfig.defaults().withEnabled(true).withMaxDuration(60);
    request.statistics = new JobStatistics(samples, usual, 0, usual, 0, null, null);

    assertThat(titles(new ConfigAnalyzer())).hasSize(told);
  }

  @Test
  void doesNotJudgeAnAgreementThatIsSwitchedOff() {
    request.sla = SlaConfig.defaults().withMaxDuration(60);
    request.statistics = new JobStatistics(20, 90_000, 0, 90_000, 0, null, null);

    assertThat(titles(new ConfigAnalyzer())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"60, 0", "59, 1"})
  void tellsAnAgreedDurationThatIsNeverReached(int seconds, int told) {
    request.sla = SlaConfig.defaults().withEnabled(true).withMaxDuration(60);
    request.definition = request.definition.withMaxDuration(Duration.ofSeconds(seconds));

    assertThat(titles(new ConfigAnalyzer())).hasSize(told);
  }

  @ParameterizedTest
  @CsvSource({"5, 1", "6, 0"})
  void tellsAGraceThatHidesEveryMissedStart(int period, int told) {
    request.definition =
        request.definition.withSchedule(JobSchedule.every(Duration.ofMinutes(period)));

    assertThat(titles(new ConfigAnalyzer())).hasSize(told);
  }

  @ParameterizedTest
  @CsvSource({"65, 12, 0", "66, 12, 1", "66, 10, 0"})
  void tellsAGraceThatIsShorterThanTheUsualDelay(int gap, int count, int told) {
    request.definition = request.definition.withSchedule(JobSchedule.every(Duration.ofHours(1)));
    runs(count, i -> TestRequest.run((long) gap * (count - i), RunOutcome.SUCCESS, 1000, 1, null));

    assertThat(titles(new ConfigAnalyzer())).hasSize(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"performance", "cost", "reliability", "security", "config", "prompt", "script"})
  void looksForSomethingInEveryCategory(String category) throws IOException {
    runs(
        20,
        i -> TestRequest.run(minutes(20, i), RunOutcome.SUCCESS, 1000 + 100L * i, i % 2 + 1, 0L));
    request.definition = request.definition.withSchedule(JobSchedule.every(Duration.ofMinutes(1)));
    request.configs.put("/srv/a.conf", "secret");
    request.prompts.put("/srv/p.md", "");
    request.scripts.put("/srv/a.sh", "cp a b\ncp c d\n");

    List<String> categories =
        Diagnosing.builtIn(java.util.Optional.empty(), text -> text, "secret"::equals).stream()
            .flatMap(analyzer -> analyzer.analyze(request).proposals().stream())
            .map(proposal -> proposal.category().word())
            .toList();

    assertThat(categories).contains(category);
  }

  @Test
  void staysSilentWhileSomethingIsWrong() {
    request.configs.put("/srv/a.conf", "secret");
    request.finding("job.sla");

    assertThat(titles(new SecretAnalyzer("secret"::equals))).isEmpty();
  }
}
