package io.healing.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Image;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.FileVersion;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobStatistics;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.SlaConfig;
import io.healing.api.review.SuggestionCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a review finds in the files of a job and in its settings. */
class ReviewedFilesTest extends ReviewAnalyzers {
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
  void tellsPromptsThatAreVeryLong(int length, int told) throws IOException {
    Path prompt = Files.writeString(dir.resolve("a.md"), "x".repeat(length));
    request.prompts.put(prompt.toString(), "x".repeat(5_000));

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
}
