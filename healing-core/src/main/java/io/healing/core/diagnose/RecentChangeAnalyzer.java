package io.healing.core.diagnose;

import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * It began soon after somebody changed something. How likely that is the cause follows from the
 * time between, from 0.45 within 5 minutes down to 0.2 within a day; that the change concerns the
 * subject or something it uses, and that it was well until then and not once since, each speak for
 * it; that it was well since then speaks against it. A change that concerns something else only is
 * no candidate.
 */
final class RecentChangeAnalyzer extends Reactive {
  private static final int CANDIDATES = 3;

  RecentChangeAnalyzer() {
    super("recent_change");
  }

  @Override
  Analysis cause(AnalysisRequest request, Symptoms symptoms) {
    Instant began = request.began().orElse(request.now());
    List<Hypothesis> all =
        request.changes().stream()
            .filter(change -> !change.at().isAfter(began) && concerns(request, change))
            .map(change -> told(request, change, began))
            .sorted(Comparator.comparingDouble(RecentChangeAnalyzer::weight).reversed())
            .limit(CANDIDATES)
            .toList();
    Analysis analysis = Analysis.none();
    for (Hypothesis hypothesis : all) {
      analysis = analysis.withHypothesis(hypothesis);
    }
    return analysis;
  }

  private static double weight(Hypothesis hypothesis) {
    return hypothesis.likelihood()
        + 0.15 * hypothesis.supporting().size()
        - 0.2 * hypothesis.refuting().size();
  }

  private static boolean concerns(AnalysisRequest request, ChangeEvent change) {
    Set<String> names = new HashSet<>(uses(request));
    names.add(request.subject().name());
    return change.touches().isEmpty() || change.touches().stream().anyMatch(names::contains);
  }

  private static Set<String> uses(AnalysisRequest request) {
    return request.job().map(job -> job.definition().uses()).orElse(Set.of());
  }

  private static Hypothesis told(AnalysisRequest request, ChangeEvent change, Instant began) {
    Duration after = Duration.between(change.at(), began);
    String what = words(change);
    List<Evidence> supporting = new ArrayList<>();
    List<Evidence> refuting = new ArrayList<>();
    supporting.add(
        new Evidence(
            "change",
            what + " at " + change.at() + (change.by().isEmpty() ? "" : " by " + change.by())));
    touched(request, change).map(text -> new Evidence("change", text)).ifPresent(supporting::add);
    Optional<JobRun> good = request.job().map(JobSnapshot::lastSuccess);
    good.ifPresent(run -> since(run, change, supporting, refuting));
    return new Hypothesis(
        "It began " + words(after) + " after " + what, likelihood(after), supporting, refuting);
  }

  private static Optional<String> touched(AnalysisRequest request, ChangeEvent change) {
    if (change.touches().contains(request.subject().name())) {
      return Optional.of("The change concerns " + request.subject().name());
    }
    return uses(request).stream()
        .filter(change.touches()::contains)
        .sorted()
        .findFirst()
        .map(use -> "The change concerns " + use + ", which " + request.subject() + " uses");
  }

  private static void since(
      JobRun good, ChangeEvent change, List<Evidence> supporting, List<Evidence> refuting) {
    boolean before = good.startedAt().isBefore(change.at());
    if (before) {
      supporting.add(
          new Evidence("run", "The last good run began before it, at " + good.startedAt()));
    } else {
      refuting.add(new Evidence("run", "A run since then was good, at " + good.startedAt()));
    }
  }

  private static double likelihood(Duration after) {
    if (after.compareTo(Duration.ofMinutes(5)) <= 0) {
      return 0.45;
    }
    if (after.compareTo(Duration.ofMinutes(15)) <= 0) {
      return 0.4;
    }
    return after.compareTo(Duration.ofHours(1)) <= 0 ? 0.3 : 0.2;
  }

  private static String words(ChangeEvent change) {
    return switch (change.kind()) {
      case DEPLOY -> "deploy " + change.text();
      case CONFIGURATION -> "the configuration change \"" + change.text() + "\"";
      case OTHER -> "the change \"" + change.text() + "\"";
    };
  }

  private static String words(Duration after) {
    if (after.toMinutes() < 1) {
      return after.toSeconds() + " s";
    }
    return after.toHours() < 2 ? after.toMinutes() + " min" : after.toHours() + " h";
  }
}
