package io.healing.benchmarks.eval;

import io.healing.core.logs.TellingLines;
import io.healing.core.logs.TellingLines.Passage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The lines that explain why a build failed, found by comparing its log with that of a good build:
 * F1 of the lines that people marked, the mean of all cases.
 */
final class Cidiff implements Evaluation {
  private static final Pattern ERRORS = Pattern.compile("E (\\d+)(?:-(\\d+))?");

  @Override
  public String word() {
    return "cidiff";
  }

  @Override
  public void run(List<Path> folders, PrintStream out) throws IOException {
    List<Path> cases = cases(folders.get(0));
    if (cases.isEmpty()) {
      throw new IOException(folders.get(0) + " holds no folder with fail.log.gz and groundtruth");
    }
    out.printf(
        "%-34s %7s %7s %7s %9s %7s%n", "case", "marked", "found", "F1", "precision", "recall");
    double sum = 0;
    for (Path folder : cases) {
      sum += evaluate(folder, out);
    }
    double mean = sum / cases.size();
    out.printf(Locale.ROOT, "%-34s %7s %7s %7.3f%n", "mean", "", "", mean);
    out.printf(
        Locale.ROOT,
        "{\"evaluation\":\"cidiff\",\"cases\":%d,\"macroF1\":%.4f}%n",
        cases.size(),
        mean);
  }

  private static List<Path> cases(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(file -> file.endsWith("fail.log.gz"))
          .map(file -> file.resolveSibling(""))
          .filter(folder -> Files.exists(folder.resolve("groundtruth")))
          .sorted()
          .toList();
    }
  }

  private static double evaluate(Path folder, PrintStream out) throws IOException {
    BitSet marked = marked(folder.resolve("groundtruth"));
    BitSet found = new BitSet();
    List<String> good = lines(folder.resolve("pass.log.gz"));
    for (Passage passage : TellingLines.of(lines(folder.resolve("fail.log.gz")), List.of(good))) {
      found.set(passage.from(), passage.to() + 1);
    }
    BitSet both = (BitSet) marked.clone();
    both.and(found);
    double precision = share(both.cardinality(), found.cardinality());
    double recall = share(both.cardinality(), marked.cardinality());
    double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    out.printf(
        Locale.ROOT,
        "%-34s %7d %7d %7.3f %9.3f %7.3f%n",
        folder.getFileName(),
        marked.cardinality(),
        found.cardinality(),
        f1,
        precision,
        recall);
    return f1;
  }

  private static BitSet marked(Path file) throws IOException {
    BitSet marked = new BitSet();
    for (String line : Files.readAllLines(file)) {
      Matcher range = ERRORS.matcher(line.strip());
      if (range.matches()) {
        int from = Integer.parseInt(range.group(1));
        marked.set(from, 1 + (range.group(2) == null ? from : Integer.parseInt(range.group(2))));
      }
    }
    return marked;
  }

  /** A carriage return by itself ends a line too, as the numbers in the marks have it. */
  private static List<String> lines(Path file) throws IOException {
    try (InputStream packed = new GZIPInputStream(Files.newInputStream(file));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(packed, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
