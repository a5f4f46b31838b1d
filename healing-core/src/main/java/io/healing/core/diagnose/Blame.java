package io.healing.core.diagnose;

import io.healing.core.diagnose.RootCauses.Cause;
import io.healing.core.diagnose.RootCauses.Measure;
import io.healing.core.diagnose.RootCauses.Question;
import io.healing.core.diagnose.RootCauses.Sample;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Shares the target's excess out among the components in which it began. */
final class Blame {
  /** What reaches the target with less than this share of its excess does not explain it. */
  private static final double WORTH = 0.1;

  /** How much it counts that excess passed through, compared with that it began here. */
  private static final double PASSED = 0.1;

  private final Question question;
  private final CallGraph graph;
  private final int bad;
  private final Map<String, Excess> excesses;
  private final Map<String, Double> reaching = new HashMap<>();
  private final Map<String, Set<String>> explaining = new LinkedHashMap<>();

  private Blame(Question question, CallGraph graph, int bad, Map<String, Excess> excesses) {
    this.question = question;
    this.graph = graph;
    this.bad = bad;
    this.excesses = excesses;
    graph.components().forEach(one -> reaching.put(one, reach(one)));
    excesses.keySet().forEach(one -> explaining.put(one, graph.nearest(one, this::clear)));
  }

  static Blame of(
      Question question, Map<String, List<Sample>> normal, Map<String, List<Sample>> abnormal) {
    CallGraph graph = new CallGraph(question.uses(), question.target());
    Map<String, Usual> usual = usual(question.measure(), graph, normal);
    Usual target = usual.get(question.target());
    List<Sample> samples = abnormal.getOrDefault(question.target(), List.of());
    if (target == null) {
      return new Blame(question, graph, 0, Map.of());
    }
    Episode episode = Episode.of(samples, target);
    return new Blame(question, graph, episode.bad().size(), excesses(episode, usual, abnormal));
  }

  private static Map<String, Usual> usual(
      Measure measure, CallGraph graph, Map<String, List<Sample>> normal) {
    Map<String, Usual> usual = new LinkedHashMap<>();
    for (String one : graph.components()) {
      List<Sample> samples = normal.getOrDefault(one, List.of());
      if (samples.stream().filter(Sample::known).count() >= Usual.ENOUGH) {
        usual.put(one, Usual.of(samples, measure));
      }
    }
    return usual;
  }

  private static Map<String, Excess> excesses(
      Episode episode, Map<String, Usual> usual, Map<String, List<Sample>> abnormal) {
    Map<String, Excess> excesses = new LinkedHashMap<>();
    usual.forEach(
        (one, normal) -> {
          List<Sample> samples = abnormal.getOrDefault(one, List.of());
          List<Sample> then = episode.bad(samples);
          if (!then.isEmpty()) {
            excesses.put(one, Excess.of(then, normal, episode.level(samples, normal)));
          }
        });
    return excesses;
  }

  List<Cause> causes() {
    double whole = reaching.getOrDefault(question.target(), 0.0);
    if (whole <= 0) {
      return List.of();
    }
    return excesses.keySet().stream()
        .filter(one -> clear(one) && reaching(one) >= WORTH * whole)
        .map(one -> cause(one, whole))
        .sorted(
            Comparator.comparingDouble((Cause cause) -> -cause.score())
                .thenComparing(cause -> -graph.depth(cause.component()))
                .thenComparing(Cause::component))
        .toList();
  }

  /** What of its excess can reach the target: no more than passes through its callers. */
  private double reach(String component) {
    Excess excess = excesses.get(component);
    if (component.equals(question.target())) {
      return excess == null ? 0 : excess.total();
    }
    double above = graph.callers(component).stream().mapToDouble(this::reaching).max().orElse(0);
    return excess == null ? above : Math.min(above, excess.total());
  }

  private double reaching(String component) {
    return reaching.getOrDefault(component, 0.0);
  }

  private boolean clear(String component) {
    Excess excess = excesses.get(component);
    return excess != null && excess.clear(bad);
  }

  private Cause cause(String component, double whole) {
    double own = Math.min(own(component), reaching(component)) / whole;
    double score = own + PASSED * reaching(component) / whole;
    return new Cause(component, score, why(component, own));
  }

  /** The excess that its callees do not explain. */
  private double own(String component) {
    double total = total(component);
    double explained =
        explaining.getOrDefault(component, Set.of()).stream()
            .mapToDouble(callee -> total(callee) * portion(callee, total))
            .sum();
    return Math.max(0, total - explained);
  }

  /** What of a callee's excess falls to one of its callers: in proportion to what they lost. */
  private double portion(String callee, double lost) {
    double all =
        explaining.entrySet().stream()
            .filter(entry -> entry.getValue().contains(callee))
            .mapToDouble(entry -> total(entry.getKey()))
            .sum();
    return all > 0 ? lost / all : 0;
  }

  private double total(String component) {
    Excess excess = excesses.get(component);
    return excess == null ? 0 : excess.total();
  }

  private String why(String component, double own) {
    Excess excess = excesses.getOrDefault(component, new Excess(0, 0, 0, 0));
    return String.format(
        Locale.ROOT,
        words(),
        component,
        excess.each(),
        excess.times(),
        excess.samples(),
        bad,
        question.target(),
        100 * own);
  }

  private String words() {
    return switch (question.measure()) {
      case SECONDS ->
          "%s took %.3g s longer a call than usual, %.0f × its usual spread, in %d of %d"
              + " moments in which %s was slow; %.0f %% of that began here";
      case FAILURES ->
          "%s failed in %.2g of its calls more than usual, %.0f × its usual spread, in %d of %d"
              + " moments in which %s failed; %.0f %% of that began here";
      case WRONG ->
          "%s went wrong in %.2g of its uses more than usual, %.0f × its usual spread, in %d of %d"
              + " moments in which %s went wrong; %.0f %% of that began here";
    };
  }
}
