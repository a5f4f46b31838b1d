package io.healing.core.diagnose;

import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Neighbourhood;
import io.healing.api.job.JobRun;
import io.healing.core.diagnose.RootCauses.Cause;
import io.healing.core.diagnose.RootCauses.Measure;
import io.healing.core.diagnose.RootCauses.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ranks what a sick job uses by how much of its trouble began there, over the graph of jobs and
 * what they share, with the runs and samples of all of them. Of the incident under which several
 * sick jobs hang, it says what they share, with who was sick and who was well.
 *
 * <p>A used thing is 0.25 likely and up to 0.5 more by its share of the trouble. What several jobs
 * share is 0.95 likely, times the share of those of its users that went wrong among those that were
 * seen since it began.
 */
final class RootCauseAnalyzer extends Reactive {
  private static final double LEAST = 0.25;
  private static final double SHARE = 0.5;
  private static final double COMMON = 0.95;
  private static final double WORTH_TELLING = 0.3;
  private static final int MOST = 3;
  private static final Duration TOGETHER = Duration.ofHours(1);

  RootCauseAnalyzer() {
    super("root_causes");
  }

  @Override
  Analysis cause(AnalysisRequest request, Symptoms symptoms) {
    Optional<String> shared =
        request.findings().stream()
            .map(Finding::evidence)
            .filter(evidence -> evidence.containsKey("sharing") || evidence.containsKey("count"))
            .map(evidence -> evidence.getOrDefault("resource", ""))
            .filter(name -> !name.isEmpty())
            .findFirst();
    if (shared.isPresent()) {
      return common(request, shared.get());
    }
    Measure measure = symptoms.failed().isPresent() ? Measure.WRONG : Measure.SECONDS;
    return request.job().isPresent() ? used(request, measure) : Analysis.none();
  }

  /** What of the things that a job uses explains its trouble. */
  private static Analysis used(AnalysisRequest request, Measure measure) {
    Neighbourhood near = request.neighbours();
    String job = request.subject().name();
    Analysis analysis = Analysis.none();
    for (Cause cause : ranked(request, near, job, measure)) {
      boolean other = !cause.component().equals(job) && cause.score() >= WORTH_TELLING;
      if (other && analysis.hypotheses().size() < MOST) {
        analysis = analysis.withHypothesis(told(request, near, cause));
      }
    }
    return analysis;
  }

  private static List<Cause> ranked(
      AnalysisRequest request, Neighbourhood near, String job, Measure measure) {
    List<JobRun> runs = near.runs().getOrDefault(job, List.of());
    Instant began = request.began().orElse(request.now());
    Moments moments = Moments.of(runs, measure, began, request.now());
    Map<String, List<Sample>> all = new Course(near, job, measure, moments).samples();
    Map<String, List<Sample>> normal = new LinkedHashMap<>();
    Map<String, List<Sample>> abnormal = new LinkedHashMap<>();
    all.forEach(
        (name, samples) -> {
          normal.put(name, samples.subList(0, moments.normal()));
          abnormal.put(name, samples.subList(moments.from(), samples.size()));
        });
    return RootCauses.rank(new RootCauses.Question(near.uses(), job, measure), normal, abnormal);
  }

  private static Hypothesis told(AnalysisRequest request, Neighbourhood near, Cause cause) {
    String thing = cause.component();
    List<Evidence> supporting = new ArrayList<>();
    supporting.add(new Evidence("metrics", cause.why()));
    beside(request, near, thing, supporting);
    return new Hypothesis(
        "It began in " + thing + ", which " + request.subject() + " uses",
        LEAST + SHARE * Math.min(1, cause.score()),
        supporting,
        List.of());
  }

  /** What else speaks for it: what monitors say of it, and what was changed before. */
  private static void beside(
      AnalysisRequest request, Neighbourhood near, String thing, List<Evidence> supporting) {
    near.incidents().stream()
        .filter(incident -> Course.of(incident, thing))
        .limit(MOST)
        .map(incident -> new Evidence("incident", words(incident)))
        .forEach(supporting::add);
    Instant began = request.began().orElse(request.now());
    request.changes().stream()
        .filter(change -> change.touches().contains(thing) && !change.at().isAfter(began))
        .findFirst()
        .map(change -> new Evidence("change", words(change, thing)))
        .ifPresent(supporting::add);
  }

  private static String words(Incident incident) {
    return incident.id()
        + " on "
        + incident.subject()
        + " since "
        + incident.detectedAt()
        + ": "
        + Symptoms.quote(incident.message());
  }

  private static String words(ChangeEvent change, String thing) {
    return thing
        + " was changed at "
        + change.at()
        + ": "
        + change.kind().word()
        + " "
        + change.text();
  }

  /** What sick jobs share. */
  private static Analysis common(AnalysisRequest request, String thing) {
    Neighbourhood near = request.neighbours();
    Instant began = request.began().orElse(request.now());
    Set<String> users = new TreeSet<>();
    near.uses().keySet().stream()
        .filter(job -> near.uses().getOrDefault(job, Set.of()).contains(thing))
        .forEach(users::add);
    Set<String> sick = sick(near, users, began);
    if (sick.isEmpty()) {
      return Analysis.none();
    }
    List<Evidence> well = well(near, users, sick, began);
    int seen = sick.size() + well.size();
    List<Evidence> supporting = new ArrayList<>();
    supporting.add(
        new Evidence(
            "run",
            "%d of %d jobs that use %s and ran since it began went wrong: %s"
                .formatted(sick.size(), seen, thing, String.join(", ", sick))));
    supporting.addAll(ranking(request, near, thing, sick));
    supporting.addAll(correlated(near, sick));
    beside(request, near, thing, supporting);
    String statement = "%s is the common cause: %d jobs that use it went wrong";
    return Analysis.none()
        .withHypothesis(
            new Hypothesis(
                statement.formatted(thing, sick.size()),
                COMMON * sick.size() / seen,
                supporting,
                well.stream().limit(MOST).toList()));
  }

  /** Those with an incident; of a thing that no job names, those that hang under one. */
  private static Set<String> sick(Neighbourhood near, Set<String> users, Instant began) {
    Set<String> sick = new TreeSet<>();
    near.incidents().stream()
        .filter(incident -> incident.subject().isJob() && incident.clearSince() == null)
        .filter(incident -> !incident.detectedAt().isBefore(began.minus(TOGETHER)))
        .filter(
            incident ->
                users.isEmpty()
                    ? incident.causeId() != null
                    : users.contains(incident.subject().name()))
        .forEach(incident -> sick.add(incident.subject().name()));
    return sick;
  }

  private static List<Evidence> well(
      Neighbourhood near, Set<String> users, Set<String> sick, Instant began) {
    List<Evidence> well = new ArrayList<>();
    for (String job : users) {
      Optional<JobRun> last =
          near.runs().getOrDefault(job, List.of()).stream().filter(Moments::told).findFirst();
      last.filter(run -> !sick.contains(job) && Moments.well(run))
          .filter(run -> !run.startedAt().isBefore(began))
          .map(run -> new Evidence("run", job + " uses it and was well at " + Moments.end(run)))
          .ifPresent(well::add);
    }
    return well;
  }

  /** Where the ranking of each sick job by itself says that it began. */
  private static List<Evidence> ranking(
      AnalysisRequest request, Neighbourhood near, String thing, Set<String> sick) {
    List<Evidence> told = new ArrayList<>();
    for (String job : sick) {
      ranked(request, near, job, Measure.WRONG).stream()
          .findFirst()
          .filter(cause -> cause.component().equals(thing) && told.size() < MOST)
          .map(cause -> new Evidence("metrics", cause.why()))
          .ifPresent(told::add);
    }
    return told;
  }

  private static List<Evidence> correlated(Neighbourhood near, Set<String> sick) {
    return near.incidents().stream()
        .filter(incident -> sick.contains(incident.subject().name()))
        .limit(MOST)
        .map(incident -> new Evidence("incident", words(incident)))
        .toList();
  }
}
