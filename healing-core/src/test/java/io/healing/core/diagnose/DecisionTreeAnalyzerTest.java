package io.healing.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions whose answers lead to a cause, and are told. */
class DecisionTreeAnalyzerTest {
  private static final Subject POOL = Subject.jvm("app");

  private static Finding sick(ErrorType type, String message) {
    return Finding.of("pool.sick", POOL, message).withType(type);
  }

  private static Analysis analysis(Finding finding) {
    TestRequest request = TestRequest.review();
    request.subject = finding.subject();
    request.findings.add(finding);
    return new DecisionTreeAnalyzer().analyze(request);
  }

  private static Hypothesis cause(Finding finding) {
    return analysis(finding).hypotheses().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MEMORY_LEAK         | It uses 91 %                         | 0.7 | Memory is nearly used up
          CPU_SPIKE           | It uses 91 %                         | 0.8 | The processors are busy
          NETWORK_TIMEOUT     | No answer within 2 s                 | 0.8 | Answers come too late
          NETWORK_TIMEOUT     | Connection refused                   | 0.9 | The other side does not accept connections
          DATABASE_CONNECTION | The pool is exhausted                | 0.9 | The connection pool is used up
          DATABASE_CONNECTION | Connection refused                   | 0.9 | The database does not accept connections
          DATABASE_CONNECTION | The query ran into its timeout       | 0.8 | Queries take too long
          DATABASE_CONNECTION | Something                            | 0.7 | Connections to the database are short
          API_FAILURE         | 502                                  | 0.7 | A service that is called fails
          DEPLOYMENT_FAILURE  | The deployment failed                | 0.8 | What was deployed last does not work
          """)
  void theAnswersLeadToACause(ErrorType type, String message, double sure, String cause) {
    assertThat(cause(sick(type, message)).statement()).isEqualTo(cause);
    assertThat(cause(sick(type, message)).likelihood()).isEqualTo(sure);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONFIGURATION_ERROR", "DEPENDENCY_FAILURE", "PERFORMANCE_DEGRADATION"})
  void aTypeOfErrorAloneIsNoCause(ErrorType type) {
    Analysis plugin =
        analysis(Finding.of("plugin.failed", Subject.plugin("p"), "x").withType(type));
    assertThat(plugin.proposals()).isEmpty();
    assertThat(plugin.hypotheses())
        .singleElement()
        .satisfies(
            lost -> {
              assertThat(lost.statement()).isEqualTo("unknown");
              assertThat(lost.supporting())
                  .extracting(Evidence::text)
                  .containsExactly(
                      "because the type of error, "
                          + type.word()
                          + ", says nothing of the cause, so no question leads on");
            });
    Analysis job = analysis(Finding.of("job.failed", Subject.job("report"), "x").withType(type));
    assertThat(job.hypotheses()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"UNKNOWN", "CONFIGURATION_ERROR", "DEPENDENCY_FAILURE", "PERFORMANCE_DEGRADATION"},
      mode = EnumSource.Mode.EXCLUDE)
  void everyBranchSaysWhichAnswerLedThere(ErrorType type) {
    assertThat(cause(sick(type, "sick")).supporting())
        .extracting(Evidence::text)
        .first()
        .isEqualTo("because the type of error is " + type.word());
  }

  @Test
  void unknownIsAnAnswerToo() {
    assertThat(cause(sick(ErrorType.UNKNOWN, "sick")))
        .isEqualTo(
            new Hypothesis(
                "unknown",
                0,
                List.of(
                    new Evidence(
                        "decision",
                        "because neither the program nor the words of pool.sick tell a type of"
                            + " error, so no question leads on")),
                List.of()));
  }

  @Test
  void memoryThatRisesLookByLookIsALeak() {
    Finding rising = sick(ErrorType.MEMORY_LEAK, "x").withEvidence("trend", "rising by 4");
    assertThat(cause(rising).statement()).isEqualTo("Memory grows and is not given back");
    assertThat(cause(rising).supporting())
        .extracting(Evidence::text)
        .contains("because its use is rising look by look");
  }

  @Test
  void itProposesActionsOnlyOnWhatTheFindingNames() {
    Finding full = sick(ErrorType.DATABASE_CONNECTION, "The pool is exhausted");
    assertThat(analysis(full).proposals()).extracting(Proposal::request).allMatch(r -> r.isEmpty());

    List<Proposal> proposals =
        analysis(full.withEvidence("target", "pool:orders")).proposals().stream()
            .filter(proposal -> proposal.request().isPresent())
            .toList();
    assertThat(proposals)
        .extracting(proposal -> proposal.request().orElseThrow().toString())
        .containsExactly(
            "increase_resources pool:orders [factor]", "adjust_timeout pool:orders [factor]");
    assertThat(proposals.get(0).description())
        .isEqualTo(
            "The connection pool is used up, because the type of error is database_connection,"
                + " and because its pool has none left.");
  }

  @Test
  void aCriticalTroubleBeginsWithCallingSomebody() {
    Finding critical = sick(ErrorType.DEPLOYMENT_FAILURE, "x").withSeverity(ErrorSeverity.CRITICAL);
    assertThat(analysis(critical).proposals().get(0).description())
        .contains("In this order: call who is responsible; go back to the release before");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"UNKNOWN", "CONFIGURATION_ERROR", "DEPENDENCY_FAILURE", "PERFORMANCE_DEGRADATION"},
      mode = EnumSource.Mode.EXCLUDE)
  void ofAJobItIsJustSureEnoughToBeNamedWhereNobodyKnowsMore(ErrorType type) {
    Finding job = Finding.of("job.failed", Subject.job("report"), "x").withType(type);
    Analysis told = analysis(job);

    assertThat(told.hypotheses()).singleElement();
    assertThat(told.hypotheses().get(0).likelihood()).isEqualTo(0.5);
    assertThat(told.hypotheses().get(0).supporting())
        .singleElement()
        .satisfies(
            way ->
                assertThat(way.text())
                    .startsWith("because the type of error is " + type.word())
                    .contains("; first "));
    assertThat(told.proposals()).as("nothing that the finding does not name").isEmpty();
  }

  @Test
  void theWholeWayThroughTheTreeIsTheEvidence() {
    Finding job = Finding.of("job.failed", Subject.job("report"), "Connection refused");
    assertThat(cause(job.withType(ErrorType.DATABASE_CONNECTION)).supporting())
        .extracting(Evidence::text)
        .containsExactly(
            "because the type of error is database_connection, and because a connection was"
                + " refused; first see whether the database runs");
  }

  @Test
  void ofAJobItProposesWhatTheFindingNames() {
    Finding job =
        Finding.of("job.failed", Subject.job("report"), "The pool is exhausted")
            .withType(ErrorType.DATABASE_CONNECTION)
            .withEvidence("target", "pool:orders");
    assertThat(analysis(job).proposals())
        .extracting(proposal -> proposal.request().orElseThrow().toString())
        .containsExactly(
            "increase_resources pool:orders [factor]", "adjust_timeout pool:orders [factor]");
  }

  @Test
  void aPartOfTheEnvironmentIsNotItsBusiness() {
    Finding part = Finding.of("env.x", Subject.environment("java"), "x");
    assertThat(analysis(part.withType(ErrorType.MEMORY_LEAK)).hypotheses()).isEmpty();
  }
}
