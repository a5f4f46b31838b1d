package io.healing.core.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.diagnose.Diagnosis;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosingTest {
  private final Diagnosing diagnosing = new Diagnosing();

  private Diagnosis diagnose(Hypothesis... hypotheses) {
    List<Analysis> analyses = new ArrayList<>();
    for (Hypothesis hypothesis : hypotheses) {
      analyses.add(Analysis.none().withHypothesis(hypothesis));
    }
    return diagnosing
        .conclude(analyses, Diagnosing.Around.of(List.of()), null, any -> 1)
        .diagnosis();
  }

  private static Hypothesis hypothesis(double likelihood, int supporting, int refuting) {
    return new Hypothesis(
        "the disk is full", likelihood, evidence("for", supporting), evidence("against", refuting));
  }

  private static List<Evidence> evidence(String word, int count) {
    List<Evidence> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new Evidence("log", word + i));
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 1, 0, 0.5",
    "0.5, 2, 0, 0.65",
    "0.5, 3, 1, 0.6",
    "0.5, 0, 0, 0.5",
    "0.9, 5, 0, 1.0",
    "0.1, 1, 3, 0.0"
  })
  void recomputesTheLikelihoodFromTheEvidence(double initial, int up, int down, double wanted) {
    assertThat(diagnose(hypothesis(initial, up, down)).confidence())
        .isEqualTo(wanted, within(1e-9));
  }

  @Test
  void countsTheSameEvidenceOfTwoAnalyzersOnce() {
    Diagnosis diagnosis = diagnose(hypothesis(0.5, 1, 0), hypothesis(0.5, 2, 0));

    assertThat(diagnosis.hypotheses()).hasSize(1);
    assertThat(diagnosis.confidence()).isEqualTo(0.65, within(1e-9));
  }

  @Test
  void doesNotDependOnTheOrderOfTheAnalyzers() {
    Hypothesis weak = hypothesis(0.3, 2, 0);
    Hypothesis strong = hypothesis(0.6, 1, 0);

    assertThat(diagnose(weak, strong).confidence()).isEqualTo(diagnose(strong, weak).confidence());
  }

  @Test
  void listsCompetingCausesMostLikelyFirst() {
    Hypothesis other = Hypothesis.of("the network is down", 0.6, new Evidence("log", "x"));

    Diagnosis diagnosis = diagnose(other, hypothesis(0.8, 1, 0));

    assertThat(diagnosis.rootCause()).isEqualTo("the disk is full");
    assertThat(diagnosis.hypotheses())
        .extracting(Hypothesis::statement)
        .containsExactly("the disk is full", "the network is down");
  }

  @ParameterizedTest
  @CsvSource({"0.49, true", "0.50, false", "0.51, false"})
  void saysUnknownBelowOneHalf(double likelihood, boolean unknown) {
    Diagnosis diagnosis = diagnose(hypothesis(likelihood, 1, 0));

    assertThat(diagnosis.isUnknown()).isEqualTo(unknown);
    assertThat(diagnosis.hypotheses()).hasSize(1);
  }

  @Test
  void saysUnknownOfNothing() {
    assertThat(diagnose()).isEqualTo(Diagnosis.unknown());
  }

  private static Proposal proposal(String title, double confidence) {
    return Proposal.of(title, title, SuggestionCategory.RELIABILITY).withConfidence(confidence);
  }

  private List<String> ranked(List<Proposal> proposals) {
    Analysis all = Analysis.none();
    for (Proposal proposal : proposals) {
      all = all.withProposal(proposal);
    }
    return diagnosing
        .conclude(
            List.of(all),
            Diagnosing.Around.of(List.of()),
            null,
            any -> any.title().equals("learned") ? 0.1 : 1)
        .ranked()
        .stream()
        .map(Proposal::title)
        .toList();
  }

  @Test
  void ranksByConfidenceTimesWhatWasLearned() {
    assertThat(ranked(List.of(proposal("b", 0.5), proposal("learned", 0.9), proposal("a", 0.8))))
        .containsExactly("a", "b", "learned");
  }

  @Test
  void prefersTheLessRiskyOfTwoEquallyGoodOnes() {
    Proposal risky = proposal("risky", 0.5).withSeverity(SuggestionSeverity.HIGH);

    assertThat(ranked(List.of(risky, proposal("safe", 0.5)))).containsExactly("safe", "risky");
  }

  @Test
  void keepsTheSurerOneOfTheSameWish() {
    ActionRequest wish = ActionRequest.of(ActionType.RESTART_JOB, Target.job("report"));

    assertThat(
            ranked(
                List.of(
                    proposal("unsure", 0.3).withRequest(wish),
                    proposal("sure", 0.6).withRequest(wish))))
        .containsExactly("sure");
  }

  @Test
  void addsUpTheTokensAndKeepsTheSession() {
    List<Analysis> analyses =
        List.of(Analysis.none().withModelUse(10, null), Analysis.none().withModelUse(5, "s-1"));

    Diagnosing.Conclusion conclusion =
        diagnosing.conclude(analyses, Diagnosing.Around.of(List.of()), null, any -> 1);

    assertThat(conclusion.tokens()).isEqualTo(15);
    assertThat(conclusion.sessionKey()).contains("s-1");
  }

  private static Incident incident(
      String id, String job, ErrorType type, ErrorSeverity severity, long second) {
    Finding finding =
        Finding.of("job.failed", Subject.job(job), "x").withType(type).withSeverity(severity);
    return Incident.open(id, "healing.monitor.job", "f", finding, Instant.ofEpochSecond(second));
  }

  @ParameterizedTest
  @CsvSource({
    // type .3 + severity .1 + time .2 = .6; later the time counts .1, and .5 is not more than .5
    "b, DATABASE_CONNECTION, MEDIUM, 299, true",
    "b, DATABASE_CONNECTION, MEDIUM, 300, false",
    "b, DATABASE_CONNECTION, CRITICAL, 10, false",
    "b, API_FAILURE, MEDIUM, 10, false",
    // the same job adds .2
    "a, DATABASE_CONNECTION, MEDIUM, 899, true",
    "a, DATABASE_CONNECTION, MEDIUM, 900, true",
    "a, DATABASE_CONNECTION, MEDIUM, 3600, true",
    "a, DATABASE_CONNECTION, MEDIUM, 3601, false",
    "a, API_FAILURE, MEDIUM, 10, false"
  })
  void correlatesIncidentsByTypeSubjectSeverityAndTime(
      String job, ErrorType type, ErrorSeverity severity, long second, boolean wanted) {
    Incident incident =
        incident("i-1", "a", ErrorType.DATABASE_CONNECTION, ErrorSeverity.MEDIUM, 0);
    Incident other = incident("i-2", job, type, severity, second);

    List<String> correlated =
        diagnosing
            .conclude(List.of(), Diagnosing.Around.of(List.of(incident, other)), incident, any -> 1)
            .diagnosis()
            .correlated();

    assertThat(correlated).isEqualTo(wanted ? List.of("i-2") : List.of());
  }

  @Test
  void correlatesSubjectsThatShareWhatTheyUse() {
    Incident one = incident("i-1", "a", ErrorType.API_FAILURE, ErrorSeverity.MEDIUM, 0);
    Incident two = incident("i-2", "b", ErrorType.API_FAILURE, ErrorSeverity.CRITICAL, 60);
    List<Incident> both = List.of(one, two);
    Diagnosing.Around apart = Diagnosing.Around.of(both);
    Diagnosing.Around sharing = new Diagnosing.Around(both, any -> Set.of("db"), List.of());

    double more = new Correlation(sharing).score(one, two) - new Correlation(apart).score(one, two);
    assertThat(more).isCloseTo(0.2, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void correlatesWhatBeganAfterTheSameChange() {
    Incident one = incident("i-1", "a", ErrorType.API_FAILURE, ErrorSeverity.MEDIUM, 0);
    Incident two = incident("i-2", "b", ErrorType.API_FAILURE, ErrorSeverity.CRITICAL, 60);
    List<Incident> both = List.of(one, two);
    ChangeEvent change = ChangeEvent.deploy("2", one.detectedAt());
    double without = new Correlation(Diagnosing.Around.of(both)).score(one, two);

    assertThat(new Correlation(after(both, change)).score(one, two)).isGreaterThan(without);
    assertThat(new Correlation(after(both, change.touching("a"))).score(one, two))
        .isEqualTo(without);
    assertThat(
            new Correlation(after(both, change, ChangeEvent.deploy("1", NOT_YET))).score(one, two))
        .isGreaterThan(without);
  }

  private static final java.time.Instant NOT_YET = java.time.Instant.parse("2999-01-01T00:00:00Z");

  private static Diagnosing.Around after(List<Incident> incidents, ChangeEvent... changes) {
    return new Diagnosing.Around(incidents, any -> Set.of(), List.of(changes));
  }

  @Test
  void doesNotTakeTwoUnknownTypesForTheSame() {
    Incident one = incident("i-1", "a", ErrorType.UNKNOWN, ErrorSeverity.MEDIUM, 0);
    Incident two = incident("i-2", "b", ErrorType.UNKNOWN, ErrorSeverity.MEDIUM, 0);

    assertThat(new Correlation(Diagnosing.Around.of(List.of(two))).with(one)).isEmpty();
  }

  @Test
  void givesEveryBuiltInAnalyzerAnIdOfItsOwn() {
    List<Analyzer> analyzers = Diagnosing.builtIn(Optional.empty(), text -> text, text -> false);

    assertThat(analyzers).hasSizeGreaterThanOrEqualTo(16);
    assertThat(analyzers)
        .extracting(Analyzer::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("healing\\.analyzer\\.[a-z_]+"))
        .doesNotContain("healing.analyzer.language_model");
  }
}
