package io.healing.benchmarks.eval;

import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How well lines were grouped and their templates told.
 *
 * @param ga grouping accuracy: share of the lines whose group is exactly their true group
 * @param fga F1 over groups: exact groups of those found and of the true ones
 * @param pa share of the lines whose template reads exactly as the true one
 * @param fta F1 over templates: a template counts when the true templates of its lines are only it
 */
record Grouping(double ga, double fga, double pa, double fta) {

  /** What was found and what is true, one each for each line. */
  record Labels(List<String> found, List<String> truth) {}

  static Grouping of(Labels groups, Labels templates) {
    Map<String, BitSet> found = sets(groups.found());
    Map<String, BitSet> truth = sets(groups.truth());
    Set<BitSet> exact = new HashSet<>(truth.values());
    exact.retainAll(new HashSet<>(found.values()));
    double lines = groups.truth().size();
    return new Grouping(
        exact.stream().mapToInt(BitSet::cardinality).sum() / lines,
        f1(exact.size(), found.size(), truth.size()),
        same(templates) / lines,
        fta(templates));
  }

  private static double fta(Labels templates) {
    Map<String, Set<String>> truths = new LinkedHashMap<>();
    for (int i = 0; i < templates.found().size(); i++) {
      truths
          .computeIfAbsent(templates.found().get(i), text -> new HashSet<>())
          .add(templates.truth().get(i));
    }
    long right =
        truths.entrySet().stream().filter(e -> e.getValue().equals(Set.of(e.getKey()))).count();
    return f1(right, truths.size(), new HashSet<>(templates.truth()).size());
  }

  private static int same(Labels templates) {
    int same = 0;
    for (int i = 0; i < templates.found().size(); i++) {
      same += templates.found().get(i).equals(templates.truth().get(i)) ? 1 : 0;
    }
    return same;
  }

  private static Map<String, BitSet> sets(List<String> labels) {
    Map<String, BitSet> sets = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      sets.computeIfAbsent(labels.get(i), label -> new BitSet()).set(i);
    }
    return sets;
  }

  private static double f1(double right, double found, double truth) {
    return right == 0 ? 0 : 2 * right / (found + truth);
  }

  static Grouping mean(List<Grouping> all) {
    return new Grouping(
        all.stream().collect(Collectors.averagingDouble(Grouping::ga)),
        all.stream().collect(Collectors.averagingDouble(Grouping::fga)),
        all.stream().collect(Collectors.averagingDouble(Grouping::pa)),
        all.stream().collect(Collectors.averagingDouble(Grouping::fta)));
  }
}
