package io.healing.lawbook;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.Plugin;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** A monitor, an analyzer and a remediator that misbehave at random. */
@NullUnmarked // they answer nothing at all where something is due
final class ChaosPlugins {
  static final ActionType MARK = new ActionType("vendor.mark");
  static final String SCHEME = "mark";

  private final Random random;
  private final Path home;
  private final List<String> jobs;
  private final Map<String, String> marks = new HashMap<>();
  private final List<Target> marked = new ArrayList<>();
  private int next;

  ChaosPlugins(Random random, Path home, List<String> jobs) {
    this.random = random;
    this.home = home;
    this.jobs = jobs;
  }

  List<Plugin> all() {
    return List.of(new Looks(), new Thinks(), new Marks());
  }

  /** The targets that were changed or begun to be changed since this was last asked. */
  List<Target> takeMarked() {
    List<Target> taken = List.copyOf(marked);
    marked.clear();
    return taken;
  }

  private boolean once(int inSoMany) {
    return random.nextInt(inSoMany) == 0;
  }

  private void perhapsThrow(int inSoMany) {
    if (once(inSoMany)) {
      switch (random.nextInt(4)) {
        case 0 -> throw new IllegalStateException("broken");
        case 1 -> throw new NoClassDefFoundError("com/acme/Missing");
        case 2 -> throw new StackOverflowError();
        default -> throw new HealingException("It cannot be done", "");
      }
    }
  }

  private final class Looks implements Monitor {
    @Override
    public String id() {
      return "vendor.looks";
    }

    @Override
    public Duration interval() {
      return Duration.ofSeconds(15);
    }

    @Override
    public Observation check(MonitorRequest request) {
      perhapsThrow(6);
      if (once(8)) {
        return null;
      }
      Observation.Builder said = Observation.builder();
      for (int i = random.nextInt(4); i > 0; i--) {
        say(said, subject());
      }
      return said.build();
    }

    private void say(Observation.Builder said, Subject subject) {
      switch (random.nextInt(3)) {
        case 0 -> said.clear(subject);
        case 1 -> said.noData(subject, "out to lunch").clear(subject);
        default ->
            said.clear(subject)
                .finding(
                    Finding.of("vendor.odd", subject, "It hums " + random.nextInt())
                        .withSeverity(ErrorSeverity.values()[random.nextInt(4)])
                        .withCause("hum " + random.nextInt(2)));
      }
    }

    private Subject subject() {
      return switch (random.nextInt(6)) {
        case 0 -> Subject.host();
        case 1 -> Subject.job("ghost" + random.nextInt(3));
        case 2 -> Subject.plugin("vendor.marks");
        default -> Subject.job(jobs.get(random.nextInt(jobs.size())));
      };
    }
  }

  private final class Thinks implements Analyzer {
    @Override
    public String id() {
      return "vendor.thinks";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      perhapsThrow(8);
      if (once(10)) {
        return null;
      }
      String job = request.subject().name();
      Proposal proposal =
          Proposal.of("Change it " + next, "It may help.", SuggestionCategory.CONFIG)
              .withConfidence(0.9 + random.nextInt(2) / 10.0)
              .withSeverity(SuggestionSeverity.LOW)
              .withRequest(wish(jobs.contains(job) ? job : jobs.get(0)));
      return Analysis.none()
          .withHypothesis(Hypothesis.of("It is so", 1.0, new Evidence("vendor", "it is known")))
          .withProposal(proposal);
    }

    private ActionRequest wish(String job) {
      String other = jobs.get(random.nextInt(jobs.size()));
      return switch (random.nextInt(12)) {
        case 10 -> command(ChaosJobs.COMMAND);
        case 11 -> command(once(2) ? "touch c" : "sh -c touch c");
        case 0 -> ActionRequest.of(new ActionType("vendor.nonsense"), Target.job(job));
        case 1 -> edit(home.resolveSibling("outside.conf"));
        case 2 -> edit(home.resolve(other + ".conf"));
        case 3 -> ActionRequest.of(ActionType.RESTART_JOB, Target.job(other));
        case 4, 5, 6 -> ActionRequest.of(MARK, Target.parse(SCHEME + ":" + job)).with("to", mark());
        default -> edit(home.resolve(job + ".conf"));
      };
    }

    private ActionRequest command(String line) {
      return ActionRequest.of(ActionType.RUN_COMMAND, new Target("command", line));
    }

    private ActionRequest edit(Path file) {
      return ActionRequest.of(ActionType.EDIT_CONFIG, Target.file(file))
          .with("content", ChaosLaws.content(mark()));
    }

    private String mark() {
      next++;
      return "m" + next;
    }
  }

  private final class Marks implements Remediator {
    @Override
    public String id() {
      return "vendor.marks";
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of(new Ability(MARK, SCHEME, Undo.EXACT));
    }

    @Override
    public ActionPlan plan(PlanRequest request) {
      perhapsThrow(10);
      if (once(15)) {
        return null;
      }
      return ActionPlan.of(request.wish(), "Mark it")
          .withUndo(once(5) ? Undo.IMPOSSIBLE : Undo.EXACT)
          .withRisk(SuggestionSeverity.LOW)
          .withImages(
              Image.of(there(request.wish())), Image.of(request.wish().parameters().get("to")));
    }

    @Override
    public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
      perhapsThrow(10);
      if (once(12)) {
        return once(3) ? null : Inspection.values()[random.nextInt(4)];
      }
      Image now = Image.of(there(plan.request()));
      if (now.equals(plan.before())) {
        return Inspection.BEFORE;
      }
      return now.equals(plan.after()) ? Inspection.AFTER : Inspection.OTHER;
    }

    @Override
    public String apply(ActionPlan plan, PlanRequest request) {
      marked.add(plan.request().target());
      perhapsThrow(8);
      String to = plan.request().parameters().get("to");
      if (once(8)) {
        marks.put(plan.request().target().toString(), to.substring(0, 1));
        throw new IllegalStateException("half way");
      }
      if (!once(8)) {
        marks.put(plan.request().target().toString(), to);
      }
      perhapsThrow(8);
      return once(5) ? null : "marked";
    }

    @Override
    public void undo(ActionPlan plan, PlanRequest request) {
      marked.add(plan.request().target());
      perhapsThrow(5);
      if (!once(5)) {
        marks.remove(plan.request().target().toString());
      }
    }

    private String there(ActionRequest wish) {
      return marks.getOrDefault(wish.target().toString(), "");
    }
  }
}
