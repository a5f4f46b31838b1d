package io.healing.core;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Proposes to give the job's file a content that it never had. */
final class KillAnalyzer implements Analyzer {
  private final KillHome home;
  private final String name;
  private final AtomicInteger next = new AtomicInteger();

  KillAnalyzer(KillHome home, String name) {
    this.home = home;
    this.name = name;
  }

  @Override
  public String id() {
    return "kill.new-content";
  }

  @Override
  public Analysis analyze(AnalysisRequest request) {
    if (!home.jobs().contains(request.subject().name())) {
      return Analysis.none();
    }
    Path file = home.file(request.subject().name());
    String marker = name + "-" + next.incrementAndGet();
    ActionType type = Files.exists(file) ? ActionType.EDIT_CONFIG : ActionType.CREATE_FILE;
    ActionRequest wish =
        ActionRequest.of(type, Target.file(file)).with("content", KillHome.content(marker));
    Proposal proposal =
        Proposal.of("Another content", "The file is to say " + marker, SuggestionCategory.CONFIG)
            .withConfidence(0.95)
            .withSeverity(SuggestionSeverity.LOW)
            .withRequest(wish);
    Hypothesis cause =
        Hypothesis.of("The content is wrong", 0.95, new Evidence("it always is", marker));
    return Analysis.none().withHypothesis(cause).withProposal(proposal);
  }
}
