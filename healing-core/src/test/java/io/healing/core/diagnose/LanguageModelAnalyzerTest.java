package io.healing.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.ai.LanguageModel;
import io.healing.api.ai.LanguagePrompt;
import io.healing.api.ai.LanguageReply;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.BusinessLog;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelAnalyzerTest {
  @TempDir Path dir;

  private final TestRequest request = TestRequest.review();
  private final List<LanguagePrompt> asked = new ArrayList<>();

  /** A model that gives a recorded answer. */
  private final class Recorded implements LanguageModel {
    private final String answer;

    Recorded(String answer) {
      this.answer = answer;
    }

    @Override
    public String id() {
      return "test.recorded";
    }

    @Override
    public LanguageReply ask(LanguagePrompt prompt) {
      asked.add(prompt);
      return new LanguageReply(answer, 1234, "session-7");
    }
  }

  private Analysis answer(String text) {
    List<Analyzer> analyzers =
        Diagnosing.builtIn(
            Optional.of(new Recorded(text)),
            any -> any.replace("hunter2", "[masked]"),
            any -> any.contains("hunter2") || any.contains("[masked]"));
    return analyzers.get(analyzers.size() - 1).analyze(request);
  }

  private static String suggestion(String fields) {
    return "{\"suggestions\": [{" + fields + "}]}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"suggestions\": [{\"title\": \"T\"}]}",
        "Here it is:\n```json\n{\"suggestions\": [{\"title\": \"T\"}]}\n```\nGood luck {you}!",
        "A {brace} before. {\"suggestions\": [{\"title\": \"T\"}]} and } after",
        "{\"x\": 1} {\"suggestions\": [{\"title\": \"T\"}]}",
        "```json\n{\"suggestions\": [{\"title\": \"T\", \"description\": \"use ```json\\n{}\\n``` here\"}]}\n```",
        "{\"suggestions\": [{\"description\": \"if (a) { b(); } }}\", \"title\": \"T\"}]}",
        "{\"suggestions\": [{\"title\": \"T\", \"description\": \"two\nlines\"},]}",
        "```json\nnot json\n```\n{\"suggestions\": [{\"title\": \"T\"}]}"
      })
  void findsTheSuggestionsWhereverTheyStand(String text) {
    assertThat(answer(text).proposals()).extracting(Proposal::title).containsExactly("T");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "I do not know.",
        "{",
        "{\"suggestions\": []}",
        "{\"suggestions\": \"none\"}",
        "{\"suggestions\": [{\"title\": \"cut off",
        "{\"suggestions\": [1, null, \"x\"]}",
        "[[[[["
      })
  void mayHaveNothingToSuggest(String text) {
    assertThat(answer(text).proposals()).isEmpty();
  }

  @Test
  void survivesAnAnswerThatIsNothingButBraces() {
    assertThat(answer("{".repeat(200_000)).proposals()).isEmpty();
    assertThat(answer("{\"a\":".repeat(100_000)).proposals()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cost, low, COST, LOW",
    "Security, CRITICAL, SECURITY, CRITICAL",
    "nonsense, nonsense, CONFIG, MEDIUM",
    "unknown, unknown, CONFIG, MEDIUM"
  })
  void readsUnknownWordsAsConfigAndMedium(
      String category, String severity, SuggestionCategory wanted, SuggestionSeverity risk) {
    Proposal proposal =
        answer(suggestion("\"category\": \"" + category + "\", \"severity\": \"" + severity + "\""))
            .proposals()
            .get(0);

    assertThat(proposal.category()).isEqualTo(wanted);
    assertThat(proposal.severity()).isEqualTo(risk);
    assertThat(proposal.title()).isEqualTo("Untitled suggestion");
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 0.3",
    "0.7, 0.7",
    "0.99, 0.7",
    "-1, 0",
    "1e999, 0.5",
    "'\"high\"', 0.7",
    "null, 0.5"
  })
  void isNeverSurerThanSevenTenths(String said, double wanted) {
    assertThat(answer(suggestion("\"confidence\": " + said)).proposals().get(0).confidence())
        .isEqualTo(wanted);
  }

  @Test
  void tellsTokensAndSession() {
    Analysis analysis = answer("nothing");

    assertThat(analysis.tokens()).isEqualTo(1234);
    assertThat(analysis.sessionKey()).contains("session-7");
  }

  @Test
  void failsWhenThereIsNoAnswer() {
    LanguageModel silent =
        new LanguageModel() {
          @Override
          public String id() {
            return "test.silent";
          }

          @Override
          public LanguageReply ask(LanguagePrompt prompt) {
            throw new HealingException("no answer", "ask again later");
          }
        };
    Analyzer analyzer = new LanguageModelAnalyzer(silent, text -> text, text -> false);

    assertThatThrownBy(() -> analyzer.analyze(request)).isInstanceOf(HealingException.class);
  }

  @Test
  void asksWithoutSecrets() {
    request.definition = JobDefinition.of("report").withCommand(List.of("run", "hunter2"));
    request.logLines.add("login hunter2");
    request.configs.put("/srv/a.conf", "password = hunter2");

    answer("");

    assertThat(asked.get(0).material())
        .contains("report", "login [masked]", "password = [masked]")
        .doesNotContain("hunter2");
    assertThat(asked.get(0).instruction()).contains("background job").doesNotContain("business");
  }

  @Test
  void asksAsABusinessAnalystWhereThereIsABusinessLog() {
    request.businessLog =
        new BusinessLog(List.of("{\"sold\": 3}"), "a good week", "lines are sales");

    answer("");

    assertThat(asked.get(0).instruction()).contains("business analyst", "lines are sales");
    assertThat(asked.get(0).material()).contains("{\"sold\": 3}", "a good week");
  }

  @Test
  void boundsWhatItAsks() {
    for (int i = 0; i < 100; i++) {
      request.configs.put("/srv/" + i, "x".repeat(50_000));
    }

    answer("");

    assertThat(asked.get(0).material().length()).isLessThan(121_000);
  }

  private Path shown(String content) throws IOException {
    Path file = Files.writeString(dir.resolve("report.conf"), content);
    request.files.add(file);
    request.configs.put(file.toString(), content.replace("hunter2", "[masked]"));
    return file;
  }

  private static String edit(Path file, String content) {
    return suggestion(
        "\"title\": \"T\", \"severity\": \"low\", \"target_file\": \""
            + file
            + "\", \"proposed_content\": \""
            + content
            + "\"");
  }

  @Test
  void wishesAnEditOfAFileThatWasShownWhole() throws IOException {
    Path file = shown("rows = 10\n");

    Proposal proposal = answer(edit(file, "rows = 20\\n")).proposals().get(0);

    assertThat(proposal.severity()).isEqualTo(SuggestionSeverity.MEDIUM);
    assertThat(proposal.suggestedChange().orElseThrow()).contains("-rows = 10", "+rows = 20");
    assertThat(proposal.request().orElseThrow().type()).isEqualTo(ActionType.EDIT_CONFIG);
    String content = proposal.request().orElseThrow().parameter("content_base64").orElseThrow();
    assertThat(new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8))
        .isEqualTo("rows = 20\n");
  }

  @Test
  void onlyAdvisesWhereAMaskWouldBeWrittenIntoTheFile() throws IOException {
    Path file = shown("password = hunter2\n");

    assertThat(answer(edit(file, "password = [masked]\\n")).proposals().get(0).request()).isEmpty();
  }

  @Test
  void onlyAdvisesOnFilesThatAreNotTheJobsOrWereNotShownWhole() throws IOException {
    Path foreign = Files.writeString(dir.resolve("foreign.conf"), "a");
    Path file = shown("rows = 10\n");
    Files.writeString(file, "rows = 10\nmore = 1\n");

    assertThat(answer(edit(foreign, "b")).proposals().get(0).request()).isEmpty();
    assertThat(answer(edit(file, "rows = 20\\n")).proposals().get(0).request()).isEmpty();
  }

  @Test
  void masksASecretThatTheModelRepeats() {
    assertThat(answer(suggestion("\"title\": \"use hunter2\"")).proposals().get(0).title())
        .isEqualTo("use [masked]");
  }

  @Test
  void namesACauseOnlyWhenSomethingIsWrong() {
    String text = "{\"root_cause\": \"the moon\", \"suggestions\": []}";

    assertThat(answer(text).hypotheses()).isEmpty();
    request.finding("job.failed");
    assertThat(answer(text).hypotheses().get(0).statement()).isEqualTo("the moon");
    assertThat(answer(text).hypotheses().get(0).likelihood()).isEqualTo(0.7);
  }
}
