package io.healing.benchmarks.eval;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.healing.core.series.AnomalyDetector;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The table for people and the line for programs. */
final class NabReport {
  private static final double FIXED = AnomalyDetector.THRESHOLD;

  private final List<NabSeries> series;
  private final List<NabRow> rows;
  private final Map<NabProfile, NabScore> best = new EnumMap<>(NabProfile.class);

  NabReport(List<NabSeries> series, List<NabRow> rows) {
    this.series = series;
    this.rows = rows;
    NabScore.Case all = only("");
    for (NabProfile profile : NabProfile.values()) {
      best.put(profile, NabScore.best(all, profile));
    }
  }

  void print(DetectorCost cost, PrintStream out) {
    say(out, "%-24s %6s %7s |%24s |%26s", "", "", "", "best threshold", "fixed threshold");
    say(
        out,
        "%-24s %6s %7s |%8s %7s %7s |%8s %6s %10s",
        "group",
        "series",
        "windows",
        "standard",
        "low FP",
        "low FN",
        "standard",
        "found",
        "false al.");
    series.stream().map(NabSeries::group).distinct().forEach(group -> line(group, out));
    line("", out);
    say(
        out,
        "%.0f ns a point, %d bytes a series, %d bytes of stored state",
        cost.nanos(),
        cost.bytes(),
        cost.stored());
    out.println(json(cost));
  }

  private void line(String group, PrintStream out) {
    NabScore.Case given = only(group);
    NabScore fixed = NabScore.at(FIXED, given, NabProfile.STANDARD);
    say(
        out,
        "%-24s %6d %7d |%8.2f %7.2f %7.2f |%8.2f %6d %10d",
        group.isEmpty() ? "all" : group,
        series.stream().filter(one -> isOf(one, group)).count(),
        given.windows(),
        percent(NabProfile.STANDARD, given),
        percent(NabProfile.LOW_FP, given),
        percent(NabProfile.LOW_FN, given),
        fixed.percent(),
        fixed.found(),
        fixed.falseAlarms());
  }

  private double percent(NabProfile profile, NabScore.Case given) {
    return NabScore.at(best(profile).threshold(), given, profile).percent();
  }

  private NabScore best(NabProfile profile) {
    return Objects.requireNonNull(best.get(profile));
  }

  private NabScore.Case only(String group) {
    List<NabRow> some = rows.stream().filter(row -> isOf(series.get(row.series()), group)).toList();
    int windows =
        series.stream().filter(one -> isOf(one, group)).mapToInt(one -> one.windows().size()).sum();
    return new NabScore.Case(some, windows);
  }

  private static boolean isOf(NabSeries one, String group) {
    return group.isEmpty() || one.group().equals(group);
  }

  private ObjectNode json(DetectorCost cost) {
    NabScore.Case all = only("");
    ObjectNode line = new ObjectMapper().createObjectNode();
    line.put("evaluation", "nab").put("series", series.size()).put("windows", all.windows());
    line.put("points", series.stream().mapToInt(NabSeries::size).sum());
    for (NabProfile profile : NabProfile.values()) {
      line.put(profile.word(), rounded(best(profile).percent()));
      line.put(profile.word() + "_threshold", best(profile).threshold());
      line.put(profile.word() + "_fixed", rounded(NabScore.at(FIXED, all, profile).percent()));
    }
    line.put("fixed_threshold", FIXED).put("ns_per_point", rounded(cost.nanos()));
    return line.put("bytes_per_series", cost.bytes()).put("stored_bytes", cost.stored());
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static void say(PrintStream out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
