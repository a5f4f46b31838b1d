package io.healing.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunOutcome;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedFileAnalyzerTest {
  private static final Instant GOOD = TestRequest.NOW.minusSeconds(3600);
  private static final Instant BETWEEN = TestRequest.NOW.minusSeconds(600);
  private static final Instant AFTER = TestRequest.NOW.minusSeconds(10);

  @TempDir Path dir;

  private final ChangedFileAnalyzer analyzer =
      new ChangedFileAnalyzer(text -> text.replace("hunter2", "[masked]"));

  private Path write(String name, String content, Instant changed) throws IOException {
    Path file = dir.resolve(name);
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(changed));
    return file;
  }

  private Proposal only(TestRequest request) {
    List<Proposal> proposals = analyzer.analyze(request).proposals();
    assertThat(proposals).hasSize(1);
    return proposals.get(0);
  }

  @Test
  void proposesTheExactBytesOfTheLastGoodRun() throws IOException {
    Path file = write("report.conf", "rows = ten\n", BETWEEN);
    TestRequest request =
        TestRequest.failed("NumberFormatException", "rows").file(file, "rows = 10\r\n", GOOD);

    ActionRequest wish = only(request).request().orElseThrow();

    assertThat(wish.type()).isEqualTo(ActionType.EDIT_CONFIG);
    assertThat(wish.target()).isEqualTo(Target.file(file));
    assertThat(Base64.getDecoder().decode(wish.parameter("content_base64").orElseThrow()))
        .isEqualTo("rows = 10\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(wish.parameters())
        .containsEntry("content_of", "last_good")
        .containsEntry("reason", "restore_last_good")
        .containsEntry("restore", request.versions(file).get(0).content().hash());
  }

  @Test
  void showsTheChangeAsADiffWithoutSecrets() throws IOException {
    Path file = write("report.conf", "a = 1\npassword = hunter2\nrows = ten\n", BETWEEN);
    TestRequest request =
        TestRequest.failed("NumberFormatException", "rows")
            .file(file, "a = 1\npassword = hunter2\nrows = 10\n", GOOD);

    Analysis analysis = analyzer.analyze(request);

    assertThat(analysis.hypotheses().get(0).supporting().get(0).text())
        .contains("-rows = 10", "+rows = ten", "[masked]")
        .doesNotContain("hunter2");
    assertThat(analysis.proposals().get(0).suggestedChange().orElseThrow())
        .contains("+rows = 10", "-rows = ten")
        .doesNotContain("hunter2");
  }

  @Test
  void isSurestWhenTheChangeCameInBetweenAndTheErrorFits() throws IOException {
    Path file = write("report.conf", "new", BETWEEN);

    Proposal fits =
        only(TestRequest.failed("ParseException", "report.conf").file(file, "old", GOOD));
    Proposal other = only(TestRequest.failed("Fault", "total 42").file(file, "old", GOOD));

    assertThat(fits.confidence()).isEqualTo(0.95);
    assertThat(other.confidence()).isEqualTo(0.90);
    assertThat(fits.severity()).isEqualTo(SuggestionSeverity.LOW);
  }

  @Test
  void isLessSureWhenTheFileSeemsOlderThanTheGoodRun() throws IOException {
    Path file = write("report.conf", "new", GOOD.minusSeconds(60));

    assertThat(only(TestRequest.failed("Fault", "x").file(file, "old", GOOD)).confidence())
        .isEqualTo(0.82);
  }

  @Test
  void leavesAFileAloneThatWasChangedAfterTheFailure() throws IOException {
    Path file = write("report.conf", "new", AFTER);

    Analysis analysis =
        analyzer.analyze(
            TestRequest.failed("ParseException", "report.conf").file(file, "old", GOOD));

    assertThat(analysis.proposals()).isEmpty();
    assertThat(analysis.hypotheses()).isEmpty();
  }

  @Test
  void doubtsAChangeThatCameOnlyAfterTheFirstFailure() throws IOException {
    Path file = write("report.conf", "new", BETWEEN);
    TestRequest request = TestRequest.failed("Fault", "x").file(file, "old", GOOD);
    request.runs.add(request.last);
    request.runs.add(TestRequest.run(30, RunOutcome.FAILURE, 1000, 1, null));
    request.runs.add(TestRequest.run(60, RunOutcome.SUCCESS, 1000, 1, null));

    Analysis analysis = analyzer.analyze(request);

    assertThat(analysis.proposals().get(0).confidence()).isEqualTo(0.40);
    assertThat(analysis.hypotheses().get(0).refuting()).hasSize(1);
  }

  @Test
  void saysNothingWhenNothingChanged() throws IOException {
    Path file = write("report.conf", "same", BETWEEN);

    assertThat(
            analyzer.analyze(TestRequest.failed("Fault", "x").file(file, "same", GOOD)).proposals())
        .isEmpty();
  }

  @Test
  void saysNothingWithoutAGoodVersionOrWithoutAFailure() throws IOException {
    Path file = write("report.conf", "new", BETWEEN);
    TestRequest unknown = TestRequest.failed("Fault", "x");
    unknown.files.add(file);
    TestRequest hung = TestRequest.failed("Fault", "x").file(file, "old", GOOD);
    hung.findings.clear();
    hung.finding("job.overdue");

    assertThat(analyzer.analyze(unknown).proposals()).isEmpty();
    assertThat(analyzer.analyze(hung).proposals()).isEmpty();
  }

  @Test
  void createsADeletedFileAgain() {
    Path file = dir.resolve("report.conf");
    TestRequest request =
        TestRequest.failed("java.nio.file.NoSuchFileException", file.toString())
            .file(file, "old", GOOD);

    Proposal proposal = only(request);

    assertThat(proposal.request().orElseThrow().type()).isEqualTo(ActionType.CREATE_FILE);
    assertThat(proposal.confidence()).isEqualTo(0.95);
    assertThat(new MissingPathAnalyzer(text -> text).analyze(request).proposals().get(0).request())
        .as("both analyzers wish the same")
        .isEqualTo(proposal.request());
  }

  @Test
  void tellsOnlySizesOfWhatIsNoText() throws IOException {
    Path file = write("report.bin", "a\0b", BETWEEN);

    assertThat(only(TestRequest.failed("Fault", "x").file(file, "a\0", GOOD)).suggestedChange())
        .contains(file + ": 3 bytes → 2 bytes");
  }

  @Test
  void editsWhatHasNoKindOfItsOwnAsConfiguration() throws IOException {
    Path file = write("rates.csv", "new", BETWEEN);

    assertThat(only(TestRequest.failed("Fault", "x").file(file, "old", GOOD)).request())
        .map(ActionRequest::type)
        .contains(ActionType.EDIT_CONFIG);
  }

  @Test
  void editsAScriptAsAScriptAndAPromptAsAPrompt() throws IOException {
    TestRequest request = TestRequest.failed("Fault", "x");
    request.definition = JobDefinition.of("report").withCommand(List.of("sh", "run"));
    request.file(write("run", "new", BETWEEN), "old", GOOD);
    request.file(write("prompt.md", "new", BETWEEN), "old", GOOD);

    List<Proposal> proposals = analyzer.analyze(request).proposals();

    assertThat(proposals)
        .extracting(proposal -> proposal.request().orElseThrow().type())
        .containsExactly(ActionType.EDIT_SCRIPT, ActionType.EDIT_PROMPT);
    assertThat(proposals)
        .extracting(Proposal::category)
        .containsExactly(SuggestionCategory.SCRIPT, SuggestionCategory.PROMPT);
  }
}
