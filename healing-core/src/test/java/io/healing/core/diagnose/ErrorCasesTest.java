package io.healing.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.healing.api.ActionRequest;
import io.healing.api.Options;
import io.healing.api.detect.Finding;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunError;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Errors as data: {@code cases/*.error} says what went wrong and, behind {@code --- expect},
 * exactly what all analyzers together answer. {@code ${dir}} is a directory that exists and holds
 * the directory {@code here} and the file {@code jobs.yaml}.
 */
class ErrorCasesTest {
  @TempDir Path dir;

  static Stream<Path> cases() throws IOException, URISyntaxException {
    Path folder = Path.of(ErrorCasesTest.class.getResource("/cases").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }

  @Test
  void thereAreManyCases() throws Exception {
    assertThat(cases()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysExactlyWhatTheCaseExpects(Path file) throws IOException {
    Files.createDirectory(dir.resolve("here"));
    Files.writeString(dir.resolve("jobs.yaml"), "jobs: {}\n");
    Map<String, String> parts = parts(Files.readString(file).replace("${dir}", dir.toString()));

    List<String> said = said(request(parts));

    assertThat(said)
        .containsExactlyInAnyOrderElementsOf(parts.getOrDefault("expect", "").lines().toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        ":",
        "'",
        "/",
        " -> ",
        ": ",
        "cannot ",
        "cannot move ' to '",
        "open(",
        "open('a',",
        "NoSuchFileException: ",
        "ENOENT: ",
        "connection ",
        "response",
        "error code",
        "No such file",
        "Permission denied",
        "not found",
        "C:\\",
        "retry after",
        "cd: "
      })
  void doesNotLoseTimeOnHostileLogs(String hostile) {
    RunError error = new RunError("exit", hostile.repeat(4_000 / hostile.length()), "");
    String line = hostile.repeat(65_000 / hostile.length());
    TestRequest oneLine = TestRequest.failed("exit", "exit code 1");
    oneLine.last = TestRequest.failure(error, line, 1);
    TestRequest manyLines = TestRequest.failed("exit", "exit code 1");
    manyLines.last = TestRequest.failure(error, (line.substring(0, 1_500) + "\n").repeat(40), 1);

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          said(oneLine);
          said(manyLines);
        });
  }

  @Test
  void readsWhatTheHostsOwnMonitorSays() {
    TestRequest request = TestRequest.review();
    request.findings.add(
        Finding.of("acme.queue", request.subject(), "the broker: Connection refused"));

    assertThat(said(request))
        .containsExactly("cause: A service outside refused or reset the connection");
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new TreeMap<>();
    String section = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("--- ")) {
        section = line.substring(4);
      } else if (section.isEmpty()) {
        int colon = line.indexOf(": ");
        parts.put(line.substring(0, colon), line.substring(colon + 2));
      } else {
        parts.merge(section, line, (above, below) -> above + "\n" + below);
      }
    }
    return parts;
  }

  private TestRequest request(Map<String, String> parts) {
    TestRequest request = TestRequest.review();
    request.definition =
        JobDefinition.of(TestRequest.JOB).withJobFile(dir.resolve("jobs.yaml")).withDirectory(dir);
    request.failures = Integer.parseInt(parts.getOrDefault("failures", "1"));
    String exit = parts.get("exit");
    RunError error =
        new RunError(
            parts.getOrDefault("type", "exit"),
            parts.getOrDefault("message", "exit code " + exit),
            parts.getOrDefault("stack", ""));
    request.last =
        TestRequest.failure(
            error, parts.getOrDefault("log", ""), exit == null ? null : Integer.valueOf(exit));
    Finding finding =
        Finding.of(
            parts.getOrDefault("finding", "job.failed"), request.subject(), "something is wrong");
    for (String key : List.of("run", "stack", "classification")) {
      String value = parts.get("evidence." + key);
      finding = value == null ? finding : finding.withEvidence(key, value);
    }
    request.findings.add(finding);
    return request;
  }

  private static List<String> said(TestRequest request) {
    List<String> said = new ArrayList<>();
    for (Analyzer analyzer : Diagnosing.builtIn(Optional.empty(), text -> text, text -> false)) {
      request.options = Options.of(analyzer.options(), Map.of());
      Analysis analysis = analyzer.analyze(request);
      analysis.hypotheses().forEach(any -> said.add("cause: " + any.statement()));
      analysis.proposals().forEach(any -> said.add(words(any)));
    }
    return said;
  }

  private static String words(Proposal proposal) {
    String sure = String.format(Locale.ROOT, "%.2f ", proposal.confidence());
    return proposal
        .request()
        .map(wish -> "do: " + sure + wish.type() + " " + wish.target() + parameters(wish))
        .orElse("tell: " + sure + proposal.title());
  }

  private static String parameters(ActionRequest wish) {
    return wish.parameters().isEmpty() ? "" : " " + wish.parameters();
  }
}
