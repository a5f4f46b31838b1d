package io.healing.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Target;
import io.healing.api.diagnose.Analysis;
import io.healing.api.job.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a relative path that an error names is looked for. */
class MissingPathAnalyzerTest {
  @TempDir Path dir;
  private Path program;
  private Path config;

  private TestRequest request(String missing) {
    TestRequest request = TestRequest.failed("java.nio.file.NoSuchFileException", missing);
    request.definition = request.definition.withJobFile(config.resolve("healing.yaml"));
    request.logLines.add("writing " + missing);
    return request;
  }

  @BeforeEach
  void twoDirectories() throws IOException {
    program = Files.createDirectory(dir.resolve("program"));
    config = Files.createDirectory(program.resolve("config"));
  }

  @Test
  void aJobOfThisProgramMeansTheDirectoryInWhichTheProgramRuns() {
    TestRequest request = request("config/exp/out/x.txt");
    request.definition = request.definition.withFiles(List.of(config.resolve("exp/out")));

    assertThat(cause(request))
        .isEqualTo("The directory " + config.resolve("exp/out") + " is missing");
    assertThat(analysis(request).proposals().get(0).request().orElseThrow().target())
        .isEqualTo(Target.file(config.resolve("exp/out")));
  }

  @Test
  void whatLiesInTheFilesOfTheJobIsMeantFirst() {
    TestRequest request = request("exp/out/x.txt");
    request.definition = request.definition.withFiles(List.of(config.resolve("exp/out")));

    assertThat(cause(request))
        .isEqualTo("The directory " + config.resolve("exp/out") + " is missing");
  }

  @Test
  void whatIsThereIsNotMeant() throws IOException {
    Files.createDirectories(program.resolve("out"));
    Files.createFile(program.resolve("out/x.txt"));

    assertThat(cause(request("out/x.txt")))
        .isEqualTo("The directory " + config.resolve("out") + " is missing");
  }

  @Test
  void aFileBesideTheFilesOfTheJobIsNotTakenForOneOfThem() {
    TestRequest request = request("x.txt");
    request.definition =
        request
            .definition
            .withFiles(List.of(program.resolve("exp/in.txt")))
            .withCommand(List.of("sh", "x.sh"));
    request.logLines.clear();

    assertThat(cause(request)).isEqualTo("The file " + config.resolve("x.txt") + " is missing");
  }

  @Test
  void aCommandMeansTheDirectoryOfTheFileThatDeclaresIt() {
    TestRequest declared = request("out/x.txt");
    declared.definition = declared.definition.withCommand(List.of("sh", "x.sh"));
    TestRequest ended = request("out/x.txt");
    ended.last =
        TestRequest.failure(
            new RunError("exit", "cannot create out/x.txt: Directory nonexistent", ""), "", 2);
    String meant = "The directory " + config.resolve("out") + " is missing";

    assertThat(cause(declared)).isEqualTo(meant);
    assertThat(cause(ended)).isEqualTo(meant);
  }

  @Test
  void theDirectoryInWhichTheJobIsSaidToRunIsTheOnlyOne() throws IOException {
    Path work = Files.createDirectory(dir.resolve("work"));
    TestRequest request = request("exp/out/x.txt");
    request.definition =
        request.definition.withFiles(List.of(config.resolve("exp/out"))).withDirectory(work);

    assertThat(cause(request))
        .isEqualTo("The directory " + work.resolve("exp/out") + " is missing");
  }

  private Analysis analysis(TestRequest request) {
    return new MissingPathAnalyzer(text -> text, program).analyze(request);
  }

  private String cause(TestRequest request) {
    return analysis(request).hypotheses().get(0).statement();
  }
}
