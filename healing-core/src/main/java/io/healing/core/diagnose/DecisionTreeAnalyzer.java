package io.healing.core.diagnose;

import io.healing.api.ActionRequest;
import io.healing.api.Target;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Diagnosis;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a few questions of the worst finding, by its type of error, and says which answer led where.
 * It proposes actions only on what the finding names: {@code target}, {@code service} and {@code
 * deployment} of its evidence.
 *
 * <p>What is known of a job's run tells more than its type of error, so of a job it is 0.5 sure,
 * with the whole way through the tree as its one piece of evidence: that names the cause only where
 * no analyzer knows it better, and asks for nothing to be done but what the finding names. Where
 * the type leads no further, it says that the way ends there; of a job it is silent then, as its
 * other analyzers may know more, and what nobody knows is concluded to be unknown.
 */
final class DecisionTreeAnalyzer extends Reactive {
  /** That one action helps is less sure than what is wrong; procedures know better. */
  private static final double OF_ONE_ACTION = 0.6;

  private static final double SURE = 0.8;
  private static final Set<ErrorType> CALLS =
      EnumSet.of(ErrorType.NETWORK_TIMEOUT, ErrorType.DATABASE_CONNECTION, ErrorType.API_FAILURE);

  private static final Set<String> TO_CHANGE = Set.of("target", "service", "deployment");

  /** Just enough to be named where nobody knows more. */
  private static final double OF_A_JOB = 0.5;

  DecisionTreeAnalyzer() {
    super("decision_tree");
  }

  @Override
  Analysis cause(AnalysisRequest request, Symptoms symptoms) {
    return request.findings().stream()
        .filter(finding -> !request.subject().isEnvironment() || ofProgram(finding))
        .max(Comparator.comparing(Finding::severity))
        .map(request.subject().isJob() ? DecisionTreeAnalyzer::ofJob : DecisionTreeAnalyzer::answer)
        .orElse(Analysis.none());
  }

  /** What is measured of the program's own parts, in place of what is declared. */
  private static boolean ofProgram(Finding finding) {
    boolean measured = finding.evidence().containsKey("level");
    return !Collections.disjoint(finding.evidence().keySet(), TO_CHANGE)
        || (measured && CALLS.contains(finding.type()));
  }

  private static Analysis ofJob(Finding finding) {
    return Branch.of(finding).map(branch -> ofJob(finding, branch)).orElse(Analysis.none());
  }

  private static Analysis ofJob(Finding finding, Branch branch) {
    String first = branch.sure() >= SURE ? branch.steps().get(0) : branch.looks().get(0);
    String way = "because " + String.join(", and because ", branch.because());
    Evidence evidence = new Evidence("decision", way + "; first " + first);
    Analysis analysis =
        Analysis.none()
            .withHypothesis(new Hypothesis(branch.cause(), OF_A_JOB, List.of(evidence), List.of()));
    for (Proposal proposal : proposals(finding, branch)) {
      analysis = analysis.withProposal(proposal);
    }
    return analysis;
  }

  /** The type of the error is not known, or tells no more than the finding; a person is asked. */
  private static Analysis lost(Finding finding) {
    String way =
        finding.type() == ErrorType.UNKNOWN
            ? "because neither the program nor the words of "
                + finding.id()
                + " tell a type of error"
            : "because the type of error, " + finding.type().word() + ", says nothing of the cause";
    return Analysis.none()
        .withHypothesis(
            new Hypothesis(
                Diagnosis.UNKNOWN,
                0,
                List.of(new Evidence("decision", way + ", so no question leads on")),
                List.of()));
  }

  private static Analysis answer(Finding finding) {
    return Branch.of(finding).map(branch -> answer(finding, branch)).orElseGet(() -> lost(finding));
  }

  private static Analysis answer(Finding finding, Branch branch) {
    List<Evidence> because = new ArrayList<>();
    branch.because().forEach(reason -> because.add(new Evidence("decision", "because " + reason)));
    Analysis analysis =
        Analysis.none()
            .withHypothesis(new Hypothesis(branch.cause(), branch.sure(), because, List.of()))
            .withProposal(advice(finding, branch));
    for (Proposal proposal : proposals(finding, branch)) {
      analysis = analysis.withProposal(proposal);
    }
    return analysis;
  }

  /** What a person would do, in order; a critical trouble begins with calling somebody. */
  private static Proposal advice(Finding finding, Branch branch) {
    List<String> all = new ArrayList<>();
    if (finding.severity() == ErrorSeverity.CRITICAL) {
      all.add("call who is responsible");
    }
    all.addAll(branch.sure() >= SURE ? branch.steps() : branch.looks());
    String words =
        branch.cause()
            + ", because "
            + String.join(", and because ", branch.because())
            + ". In this order: "
            + String.join("; ", all)
            + ".";
    return Proposal.of(branch.cause(), words, SuggestionCategory.RELIABILITY)
        .withConfidence(branch.sure() * OF_ONE_ACTION / 2);
  }

  private static List<Proposal> proposals(Finding finding, Branch branch) {
    List<Proposal> proposals = new ArrayList<>();
    for (Branch.Wish wish : branch.sure() >= SURE ? branch.wishes() : List.<Branch.Wish>of()) {
      target(finding, wish)
          .map(target -> ActionRequest.of(wish.type(), target).withParameters(wish.parameters()))
          .ifPresent(request -> proposals.add(proposal(branch, request)));
    }
    return proposals;
  }

  private static Optional<Target> target(Finding finding, Branch.Wish wish) {
    Map<String, String> evidence = finding.evidence();
    String named = evidence.getOrDefault(wish.evidence(), "");
    if (named.isBlank()) {
      return Optional.empty();
    }
    boolean whole = wish.evidence().equals("target");
    return whole && named.indexOf(':') < 1
        ? Optional.empty()
        : Optional.of(whole ? Target.parse(named) : new Target(wish.evidence(), named));
  }

  private static Proposal proposal(Branch branch, ActionRequest request) {
    return Proposal.of(
            request.type().word().replace('_', ' ') + " for " + request.target(),
            branch.cause() + ", because " + String.join(", and because ", branch.because()) + ".",
            SuggestionCategory.RELIABILITY)
        .withConfidence(branch.sure() * OF_ONE_ACTION)
        .withRequest(request);
  }
}
