package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Image;
import io.healing.api.job.FileVersion;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FileVersionsTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path dir;
  private Path file;
  private final FileVersions versions = new FileVersions(System.getLogger("test"));

  @BeforeEach
  void writeFile() throws IOException {
    file = dir.resolve("job.conf");
    write("good", START.minusSeconds(60));
  }

  private void write(String content, Instant modified) throws IOException {
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }

  private static JobRun run(RunOutcome outcome) {
    return new JobRun(
        JobRun.id(1, 1),
        "job",
        START,
        outcome == RunOutcome.RUNNING ? null : START.plusSeconds(5),
        outcome,
        5_000L,
        1,
        RunTrigger.SCHEDULED,
        null,
        "",
        false,
        null,
        null);
  }

  @Test
  void theContentThatARunHadFromStartToGoodEndIsKept() {
    versions.noteStart(run(RunOutcome.RUNNING), List.of(file));

    assertThat(versions.noteEnd(run(RunOutcome.SUCCESS), List.of(file)))
        .containsExactly(
            new FileVersion(0, "job", file.toString(), Image.of("good"), START.plusSeconds(5)));
  }

  @ParameterizedTest
  @EnumSource(value = RunOutcome.class, names = "SUCCESS", mode = EnumSource.Mode.EXCLUDE)
  void aRunThatDidNotEndWellKeepsNothing(RunOutcome outcome) {
    versions.noteStart(run(RunOutcome.RUNNING), List.of(file));
    assertThat(versions.noteEnd(run(outcome), List.of(file))).isEmpty();
  }

  @Test
  void aContentChangedMeanwhileIsNotKeptEvenWithAnOldTime() throws IOException {
    versions.noteStart(run(RunOutcome.RUNNING), List.of(file));
    write("changed", START.minusSeconds(60));

    assertThat(versions.noteEnd(run(RunOutcome.SUCCESS), List.of(file))).isEmpty();
  }

  @Test
  void aFileThatAppearedMeanwhileIsNotKept() throws IOException {
    Files.delete(file);
    versions.noteStart(run(RunOutcome.RUNNING), List.of(file));
    write("new", START.minusSeconds(60));

    assertThat(versions.noteEnd(run(RunOutcome.SUCCESS), List.of(file))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, 0", "1, 0"})
  void withoutALookAtTheStartTheTimeOfTheFileDecides(int millis, int kept) throws IOException {
    write("good", START.plusMillis(millis));
    assertThat(versions.noteEnd(run(RunOutcome.SUCCESS), List.of(file))).hasSize(kept);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, 1", "1, 0"})
  void aFileAboveTheLimitIsLeftOut(int more, int kept) throws IOException {
    write("x".repeat(FileVersions.MAX_BYTES + more), START.minusSeconds(60));
    assertThat(versions.noteEnd(run(RunOutcome.SUCCESS), List.of(file))).hasSize(kept);
  }

  @Test
  void whatIsMissingOrNoFileIsLeftOutAndTheOthersAreKept() {
    assertThat(
            versions.noteEnd(run(RunOutcome.SUCCESS), List.of(dir, dir.resolve("missing"), file)))
        .extracting(FileVersion::path)
        .containsExactly(file.toString());
  }

  @Test
  void anEmptyFileIsAContent() throws IOException {
    write("", START.minusSeconds(60));
    assertThat(versions.noteEnd(run(RunOutcome.SUCCESS), List.of(file)))
        .extracting(FileVersion::content)
        .containsExactly(Image.of(""));
  }
}
