package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Plugin;
import io.healing.api.ai.LanguageModel;
import io.healing.api.ai.LanguagePrompt;
import io.healing.api.ai.LanguageReply;
import io.healing.api.config.JobConfig;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.ReviewItem;
import io.healing.api.job.ReviewSource;
import io.healing.api.job.SlaConfig;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewMaterial;
import io.healing.api.review.ReviewScopeConfig;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What reviews read, and what a language model makes of it. */
class ReviewMaterialTest extends ReviewedHouse {
  /** Keeps what the last review was shown. */
  private static final class Reader implements Analyzer {
    private @Nullable ReviewMaterial seen;

    @Override
    public String id() {
      return "acme.reader";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      seen = request.material();
      return Analysis.none();
    }
  }

  private ReviewMaterial read(int without, Plugin... plugins) {
    boolean[] on = new boolean[8];
    Arrays.fill(on, true);
    if (without >= 0) {
      on[without] = false;
    }
    ReviewScopeConfig scope =
        new ReviewScopeConfig(on[0], on[1], on[2], on[3], on[4], on[5], on[6], on[7]);
    Path place = home.resolve("house" + without);
    assertThat(place.toFile().mkdir()).isTrue();
    Reader reader = new Reader();
    List<Path> files =
        List.of(
            place.resolve("job.sh"), place.resolve("prompt.md"), place.resolve("job.properties"));
    JobConfig job =
        JobConfig.of(JobDefinition.of(JOB).withFiles(files))
            .withSla(SlaConfig.defaults().withEnabled(true).withMaxConsecutiveFailures(1))
            .withSelfHealing(proactive(AT_THREE).withReviewScope(scope));
    House.Plan plan = House.in(place).job(job).plugin(reader);
    Arrays.stream(plugins).forEach(plan::plugin);
    try (House house = plan.open()) {
      house.write("job.sh", "#!/bin/sh\necho report\n");
      house.write("prompt.md", "Write a report.\n");
      house.write("job.properties", "size=1\n");
      house.runner.does(
          JOB,
          log -> {
            log.line("one line");
            throw new IllegalStateException("odd");
          });
      for (int i = 0; i < 6; i++) {
        house.run(JOB).tick(Duration.ofMinutes(1));
      }
      house.healing.review(JOB, true);
      house.tick(Duration.ofSeconds(1));
      HealingReview row = proactive(house).get(0);
      ReviewMaterial seen = java.util.Objects.requireNonNull(reader.seen);
      assertThat(row.status()).isEqualTo("completed");
      assertThat(row.runsAnalyzed()).isEqualTo(seen.runs().size());
      assertThat(row.logsLines()).isEqualTo(seen.logLines().size());
      assertThat(seen.logTemplates().isEmpty()).isEqualTo(seen.logLines().isEmpty());
      assertThat(row.aiSessionsCount()).isEqualTo(seen.aiSessions().size());
      assertThat(row.slaViolationsCount()).isEqualTo(seen.slaViolations().size());
      return seen;
    }
  }

  /** Gives a recorded answer. */
  private static final class Recorded implements LanguageModel {
    private final Function<LanguagePrompt, LanguageReply> answer;
    private final List<LanguagePrompt> asked = new ArrayList<>();

    Recorded(Function<LanguagePrompt, LanguageReply> answer) {
      this.answer = answer;
    }

    @Override
    public String id() {
      return "acme.model";
    }

    @Override
    public LanguageReply ask(LanguagePrompt prompt) {
      asked.add(prompt);
      return answer.apply(prompt);
    }
  }

  private House asking(Recorded model) {
    House house = House.in(home).job(job(proactive(AT_THREE))).plugin(model).open();
    house.healing.review(JOB, true);
    house.tick(Duration.ofSeconds(1));
    return house;
  }

  private record Source(String id) implements ReviewSource {
    @Override
    public List<ReviewItem> aiSessions(String jobId, Instant since, int limit) {
      return List.of(new ReviewItem("session-1", since.plusSeconds(1), "talked"));
    }

    @Override
    public List<ReviewItem> workflows(String jobId, Instant since, int limit) {
      return List.of(new ReviewItem("flow-1", since.plusSeconds(1), "flowed"));
    }
  }

  @Test
  void everySwitchOfReviewScopeTakesAwayExactlyItsSource() {
    List<Function<ReviewMaterial, Integer>> sizes =
        List.of(
            m -> m.logLines().size(),
            m -> m.runs().size(),
            m -> m.aiSessions().size(),
            m -> m.slaViolations().size(),
            m -> m.workflows().size(),
            m -> m.scripts().size(),
            m -> m.prompts().size(),
            m -> m.configs().size());
    ReviewMaterial whole = read(-1, new Source("acme.source"));
    for (int i = 0; i < sizes.size(); i++) {
      assertThat(sizes.get(i).apply(whole)).as("source %d", i).isPositive();
      ReviewMaterial less = read(i, new Source("acme.source"));
      for (int j = 0; j < sizes.size(); j++) {
        int expected = i == j ? 0 : sizes.get(j).apply(whole);
        assertThat(sizes.get(j).apply(less)).as("source %d without %d", j, i).isEqualTo(expected);
      }
    }
  }

  @Test
  void withoutAReviewSourceTheReviewSaysSo() {
    ReviewMaterial seen = read(-1);
    assertThat(seen.aiSessions()).isEmpty();
    assertThat(seen.missing().values()).anyMatch(why -> why.contains("no source"));
  }

  @Test
  void aLanguageModelsAnswerBecomesPendingSuggestionsAndItsTokensAreKept() {
    String text =
        """
        Here is what I found {really}:
        ```json
        {"suggestions": [
          {"category": "performance", "severity": "low", "title": "Use ```fences``` and {braces}",
           "description": "a } in a string", "confidence": 0.7},
          {"category": "astrology", "severity": "low", "title": "Odd", "description": "unknown"}
        ]}
        ```
        """;
    try (House house = asking(new Recorded(p -> new LanguageReply(text, 321, "session-7")))) {
      HealingReview row = proactive(house).get(0);
      assertThat(row.status()).isEqualTo("completed");
      assertThat(row.aiTokensUsed()).isEqualTo(321);
      assertThat(house.admin().suggestions(SuggestionStatus.PENDING))
          .filteredOn(s -> s.row().title().contains("{braces}") || s.row().title().equals("Odd"))
          .extracting(s -> s.row().category())
          .containsExactlyInAnyOrder(SuggestionCategory.PERFORMANCE, SuggestionCategory.CONFIG);
    }
  }

  @Test
  void anAnswerWithoutJsonIsNoSuggestionAndNoFailure() {
    try (House house = asking(new Recorded(p -> new LanguageReply("All is well.", 5, null)))) {
      assertThat(proactive(house).get(0).status()).isEqualTo("completed");
      assertThat(proactive(house).get(0).aiTokensUsed()).isEqualTo(5);
    }
  }

  @Test
  void noAnswerFailsTheReview() {
    Recorded silent =
        new Recorded(
            p -> {
              throw new IllegalStateException("no connection");
            });
    try (House house = asking(silent)) {
      HealingReview row = proactive(house).get(0);
      assertThat(row.status()).isEqualTo("failed");
      assertThat(row.errorMessage()).contains("no connection");
    }
  }

  @Test
  void aModelThatIsRestedIsNoAnswerEither() {
    Recorded silent =
        new Recorded(
            p -> {
              throw new IllegalStateException("no connection");
            });
    try (House house = asking(silent)) {
      for (int i = 0; i < 3; i++) {
        house.healing.review(JOB, true);
        house.tick(Duration.ofSeconds(11));
      }
      assertThat(proactive(house)).hasSize(4).allMatch(row -> row.status().equals("failed"));
      assertThat(silent.asked).as("and it is left in peace").hasSize(3);
    }
  }
}
