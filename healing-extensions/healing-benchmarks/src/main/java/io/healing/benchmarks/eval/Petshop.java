package io.healing.benchmarks.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.healing.core.diagnose.RootCauses;
import io.healing.core.diagnose.RootCauses.Cause;
import io.healing.core.diagnose.RootCauses.Question;
import io.healing.core.diagnose.RootCauses.Sample;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Root causes in the shop for pets: how often the true component is the first or among the first
 * three, and how often none is named when nothing is wrong. For the latter the normal time is cut
 * at the half and then every tenth part later; what comes after the cut is asked about.
 */
final class Petshop implements Evaluation {
  private static final int TOP = 3;
  private static final double STEP = 0.1;
  private static final int LAST = 3;

  private final ObjectMapper json = new ObjectMapper();

  private record Target(String node, String metric, String statistic) {}

  private record Scenario(Path folder, Map<String, List<String>> uses, MetricsTable normal) {
    List<Cause> causes(Target target, MetricsTable abnormal) {
      return causes(target, samples(target, normal), samples(target, abnormal));
    }

    List<Cause> causes(
        Target target, Map<String, List<Sample>> before, Map<String, List<Sample>> after) {
      Question question = new Question(uses, target.node(), MetricsTable.measure(target.metric()));
      return RootCauses.rank(question, before, after);
    }

    static Map<String, List<Sample>> samples(Target target, MetricsTable table) {
      return table.samples(target.metric(), target.statistic());
    }

    String group(Target target) {
      return folder.getFileName() + " " + target.metric();
    }
  }

  private static final class Score {
    private int issues;
    private int first;
    private int top;
    private int cuts;
    private int none;

    void add(Score other) {
      issues += other.issues;
      first += other.first;
      top += other.top;
      cuts += other.cuts;
      none += other.none;
    }
  }

  @Override
  public String word() {
    return "petshop";
  }

  @Override
  public void run(List<Path> folders, PrintStream out) throws IOException {
    Map<String, Score> scores = new TreeMap<>();
    for (Path graph : graphs(folders.get(0))) {
      Path folder = graph.resolveSibling("").normalize();
      evaluate(scenario(folder), scores, out);
    }
    if (scores.isEmpty()) {
      throw new IOException(folders.get(0) + " holds no folder with graph.csv and issues");
    }
    print(scores, out);
  }

  private static List<Path> graphs(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(file -> file.endsWith("graph.csv")).sorted().toList();
    }
  }

  private static Scenario scenario(Path folder) throws IOException {
    List<String[]> rows =
        Files.readAllLines(folder.resolve("graph.csv")).stream()
            .map(line -> line.split(",", -1))
            .toList();
    Map<String, List<String>> uses = new LinkedHashMap<>();
    for (String[] row : rows.subList(1, rows.size())) {
      uses.put(row[0], used(rows.get(0), row));
    }
    Path normal = folder.resolve("noissue").resolve("metrics.csv");
    return new Scenario(folder, uses, MetricsTable.read(normal));
  }

  private static List<String> used(String[] heads, String[] row) {
    List<String> used = new ArrayList<>();
    for (int column = 1; column < row.length; column++) {
      if (Double.parseDouble(row[column]) > 0) {
        used.add(heads[column]);
      }
    }
    return used;
  }

  private void evaluate(Scenario scenario, Map<String, Score> scores, PrintStream out)
      throws IOException {
    Map<Target, Score> targets = new LinkedHashMap<>();
    for (Path file : targets(scenario.folder())) {
      JsonNode node = json.readTree(file.toFile());
      JsonNode given = node.path("target");
      Target target =
          new Target(
              given.path("node").asText(),
              given.path("metric").asText(),
              given.path("agg").asText());
      String truth = node.path("root_cause").path("node").asText();
      MetricsTable abnormal = MetricsTable.read(file.resolveSibling("metrics.csv"));
      int place = place(scenario.causes(target, abnormal), truth);
      Score score = targets.computeIfAbsent(target, any -> new Score());
      score.issues++;
      score.first += place == 0 ? 1 : 0;
      score.top += place >= 0 && place < TOP ? 1 : 0;
      out.printf(
          "%s: %s%n",
          scenario.folder().getParent().relativize(file.getParent()),
          place < 0 ? "not named" : "place " + (place + 1));
    }
    targets.forEach((target, score) -> count(scenario, target, score));
    targets.forEach(
        (target, score) ->
            scores.computeIfAbsent(scenario.group(target), any -> new Score()).add(score));
  }

  private static List<Path> targets(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.endsWith("target.json"))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  private static int place(List<Cause> causes, String truth) {
    return causes.stream().map(Cause::component).toList().indexOf(truth);
  }

  /** Cuts the normal time; the second part is asked about although nothing was wrong in it. */
  private static void count(Scenario scenario, Target target, Score score) {
    Map<String, List<Sample>> all = Scenario.samples(target, scenario.normal());
    int moments = all.values().stream().mapToInt(List::size).max().orElse(0);
    for (int cut = moments / 2; cut < moments - LAST; cut += Math.max(1, (int) (moments * STEP))) {
      Map<String, List<Sample>> before = new LinkedHashMap<>();
      Map<String, List<Sample>> after = new LinkedHashMap<>();
      for (Map.Entry<String, List<Sample>> entry : all.entrySet()) {
        before.put(entry.getKey(), entry.getValue().subList(0, cut));
        after.put(entry.getKey(), entry.getValue().subList(cut, moments));
      }
      score.cuts++;
      score.none += scenario.causes(target, before, after).isEmpty() ? 1 : 0;
    }
  }

  private static void print(Map<String, Score> scores, PrintStream out) {
    Score sum = new Score();
    scores.values().forEach(sum::add);
    out.printf("%n%-34s %6s %6s %6s %12s%n", "group", "issues", "top-1", "top-3", "specificity");
    scores.forEach((group, score) -> print(group, score, out));
    print("all", sum, out);
    out.printf(
        Locale.ROOT,
        "{\"evaluation\":\"petshop\",\"issues\":%d,\"top1\":%.4f,\"top3\":%.4f,"
            + "\"specificity\":%.4f}%n",
        sum.issues,
        share(sum.first, sum.issues),
        share(sum.top, sum.issues),
        share(sum.none, sum.cuts));
  }

  private static void print(String group, Score score, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-34s %6d %6.3f %6.3f %12.3f%n",
        group,
        score.issues,
        share(score.first, score.issues),
        share(score.top, score.issues),
        share(score.none, score.cuts));
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
