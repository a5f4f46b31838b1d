package io.healing.core.logs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is unusual in the log of a job's newest run, by what its last runs logged. Frames of stack
 * traces are passed over: their exception is a line of its own.
 *
 * <p>Remembers 10 runs and 128 templates; in logs with more kinds of lines nothing is called new.
 * Not safe for use by several threads.
 */
public final class LogPatterns {
  static final int RUNS = 10;
  static final int MOST_TEMPLATES = 128;

  /** With more templates some may have been forgotten, so that what is new cannot be told. */
  private static final int ENOUGH_TEMPLATES = 110;

  private static final int LEAST_FAILED = 2;
  private static final int LEAST_USUAL = 5;
  private static final int LEAST_OF_BURST = 5;
  private static final double SPREADS = 5;
  private static final double MAD_TO_SIGMA = 1.4826;

  private final LogTemplates templates;
  private final List<PastRun> past = new ArrayList<>();
  private @Nullable PastRun newest;

  /** Knows nothing yet. */
  public LogPatterns() {
    this(new LogTemplates(MOST_TEMPLATES), List.of());
  }

  LogPatterns(LogTemplates templates, List<PastRun> runs) {
    this.templates = templates;
    runs.forEach(this::remember);
  }

  /**
   * A run whose log is told.
   *
   * @param id tells it from other runs of the job
   * @param good whether it succeeded
   * @param at when it started
   */
  public record Run(long id, boolean good, Instant at) {}

  /**
   * What is unusual in a run's log. Told of the same run again, it says the same again.
   *
   * @param log its lines, or their last ones; what is secret must be taken out before
   * @return what recurs first, then what is new, then what bursts, each in the order of the log
   */
  public List<LogPattern> told(Run run, String log) {
    if (newest == null || newest.run().id() != run.id()) {
      remember(counted(run, log));
    }
    past.replaceAll(one -> one.current(templates));
    return newest == null ? List.of() : unusual(newest.current(templates));
  }

  private void remember(PastRun run) {
    if (newest != null) {
      past.add(newest);
    }
    if (past.size() > RUNS) {
      past.remove(0);
    }
    newest = run;
  }

  private PastRun counted(Run run, String log) {
    Map<Long, Integer> counts = new LinkedHashMap<>();
    log.lines()
        .filter(line -> !line.isBlank() && !StackLines.frame(line))
        .forEach(line -> counts.merge(templates.add(line, run.at()), 1, Integer::sum));
    return new PastRun(run, counts);
  }

  private List<LogPattern> unusual(PastRun now) {
    Map<Long, String> texts =
        templates.templates().stream()
            .collect(Collectors.toMap(LogTemplate::id, LogTemplate::text));
    boolean all = texts.size() < ENOUGH_TEMPLATES;
    List<LogPattern> unusual = new ArrayList<>();
    now.counts()
        .forEach(
            (id, count) -> {
              String text = texts.get(id);
              if (text != null) {
                pattern(id, count, text)
                    .filter(pattern -> all || pattern.kind() == LogPattern.Kind.BURST)
                    .ifPresent(unusual::add);
              }
            });
    unusual.sort(Comparator.comparing(pattern -> order(pattern.kind())));
    return unusual;
  }

  private static int order(LogPattern.Kind kind) {
    return List.of(LogPattern.Kind.RECURRING, LogPattern.Kind.FRESH, LogPattern.Kind.BURST)
        .indexOf(kind);
  }

  private Optional<LogPattern> pattern(long id, int count, String text) {
    PastRun lastGood = past.stream().filter(PastRun::good).reduce((a, b) -> b).orElse(null);
    if (lastGood == null) {
      return Optional.empty();
    }
    if (past.stream().anyMatch(run -> run.good() && run.count(id) > 0)) {
      return burst(id, count, text);
    }
    return Optional.of(unknownToGood(id, lastGood, new Line(text, count)));
  }

  private record Line(String text, int count) {
    LogPattern pattern(LogPattern.Kind kind, String words) {
      String times = count == 1 ? "once" : count + " times";
      return new LogPattern(kind, text, count, words + ": " + text + " (" + times + ")");
    }
  }

  private LogPattern unknownToGood(long id, PastRun lastGood, Line line) {
    List<PastRun> failed = past.stream().filter(run -> !run.good()).toList();
    long in = failed.stream().filter(run -> run.count(id) > 0).count();
    if (in >= LEAST_FAILED) {
      String words = "in %d of the last %d failed runs, in no good one";
      return line.pattern(LogPattern.Kind.RECURRING, words.formatted(in + 1, failed.size() + 1));
    }
    Instant since = lastGood.run().at().truncatedTo(ChronoUnit.SECONDS);
    return line.pattern(LogPattern.Kind.FRESH, "new since the good run of " + since);
  }

  /**
   * The count is so many spreads above the median of the good runs; the spread is that of chance
   * around the median (its root) or what is measured (the median deviation), whichever is larger.
   */
  private Optional<LogPattern> burst(long id, int count, String text) {
    double[] counts = past.stream().filter(PastRun::good).mapToDouble(r -> r.count(id)).toArray();
    double usual = median(counts);
    double deviation = median(Arrays.stream(counts).map(c -> Math.abs(c - usual)).toArray());
    double spread = Math.max(Math.sqrt(usual + 1), MAD_TO_SIGMA * deviation);
    if (counts.length < LEAST_USUAL || count < LEAST_OF_BURST || count < usual + SPREADS * spread) {
      return Optional.empty();
    }
    String words = "a burst, " + Math.round(usual) + " in a usual run";
    return Optional.of(new Line(text, count).pattern(LogPattern.Kind.BURST, words));
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /**
   * All that is remembered, to be kept over a restart: at most 12,288 bytes; where it would be
   * more, the oldest runs and then the templates are left out.
   */
  public byte[] state() {
    List<PastRun> runs = new ArrayList<>(past);
    if (newest != null) {
      runs.add(newest);
    }
    return PatternBytes.write(templates, runs);
  }

  /**
   * What was remembered when {@link #state()} was taken.
   *
   * @throws IllegalArgumentException when the bytes are no such state
   */
  public static LogPatterns restored(byte[] state) {
    return PatternBytes.read(state);
  }
}
