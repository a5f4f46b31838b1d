package io.healing.core.logs;

import io.healing.api.Plural;
import io.healing.api.review.LogTemplateKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is unusual in the log of a job's newest run, by what its last runs logged. Frames of stack
 * traces are passed over: their exception is a line of its own.
 *
 * <p>Remembers 10 runs and 1,000 templates. Where that is not enough the templates that were logged
 * least are left out, nothing is called new, and {@link #leftOut()} says so. Not safe for use by
 * several threads.
 */
public final class LogPatterns {
  static final int RUNS = 10;
  static final int MOST_TEMPLATES = 1_000;

  private static final int LEAST_FAILED = 2;
  private static final List<LogTemplateKind> ORDER =
      List.of(LogTemplateKind.RECURRING, LogTemplateKind.NEW, LogTemplateKind.BURST);

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
    return new PastRun(run, counts, 0);
  }

  private List<LogPattern> unusual(PastRun now) {
    Map<Long, LogTemplate> known = known();
    boolean all = all(known);
    List<LogPattern> unusual = new ArrayList<>();
    now.counts()
        .forEach(
            (id, count) ->
                Optional.ofNullable(known.get(id))
                    .flatMap(template -> pattern(template, count))
                    .filter(pattern -> all || pattern.kind() == LogTemplateKind.BURST)
                    .ifPresent(unusual::add));
    unusual.sort(Comparator.comparing(pattern -> ORDER.indexOf(pattern.kind())));
    return unusual;
  }

  private Map<Long, LogTemplate> known() {
    return templates.templates().stream()
        .collect(Collectors.toMap(LogTemplate::id, template -> template));
  }

  /** With some of their templates left out what the good runs did not log cannot be told. */
  private boolean all(Map<Long, LogTemplate> known) {
    return past.stream().noneMatch(run -> run.good() && run.of(known.keySet()).leftOut() > 0);
  }

  /**
   * What of the good runs before the newest is not remembered, because their logs have too many
   * kinds of lines; nothing is called new then.
   *
   * @return in words, or empty when nothing is left out
   */
  public Optional<String> leftOut() {
    Set<Long> known = known().keySet();
    List<PastRun> cut =
        past.stream()
            .filter(PastRun::good)
            .map(run -> run.of(known))
            .filter(run -> run.leftOut() > 0)
            .toList();
    int most = cut.stream().mapToInt(PastRun::leftOut).max().orElse(0);
    return cut.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Up to %d kinds of lines of %s were left out, those that were logged least, since logs"
                    .formatted(most, Plural.of(cut.size(), "good run"))
                + " with so many do not fit: what is new cannot be told");
  }

  private Optional<LogPattern> pattern(LogTemplate template, int count) {
    List<PastRun> good = past.stream().filter(PastRun::good).toList();
    if (good.isEmpty()) {
      return Optional.empty();
    }
    if (good.stream().anyMatch(run -> run.count(template.id()) > 0)) {
      UsualCount usual = UsualCount.of(good, template.id());
      return usual.bursts(count)
          ? Optional.of(pattern(LogTemplateKind.BURST, template, count, usual.words()))
          : Optional.empty();
    }
    return Optional.of(unknownToGood(template, count, good.get(good.size() - 1)));
  }

  private LogPattern unknownToGood(LogTemplate template, int count, PastRun lastGood) {
    List<PastRun> failed = past.stream().filter(run -> !run.good()).toList();
    long in = failed.stream().filter(run -> run.count(template.id()) > 0).count();
    if (in >= LEAST_FAILED) {
      String words =
          "in %d of the last %d failed runs, in no good one".formatted(in + 1, failed.size() + 1);
      return pattern(LogTemplateKind.RECURRING, template, count, words);
    }
    Instant since = lastGood.run().at().truncatedTo(ChronoUnit.SECONDS);
    return pattern(LogTemplateKind.NEW, template, count, "new since the good run of " + since);
  }

  static LogPattern pattern(LogTemplateKind kind, LogTemplate template, int count, String words) {
    String times = count == 1 ? "once" : Plural.of(count, "time");
    String all = words + ": " + template.text() + " (" + times + ")";
    return new LogPattern(kind, template.id(), template.text(), count, all);
  }

  /**
   * What is worth telling of the newest run although it ended well: a template of level ERROR or
   * WARN that no good run before logged, and a burst, each with how often is usual. Nothing before
   * 5 good runs were told, and nothing of a run that failed.
   */
  public List<LogPattern> worthTelling() {
    if (newest == null || !newest.good()) {
      return List.of();
    }
    Map<Long, LogTemplate> known = known();
    List<PastRun> good =
        Stream.concat(past.stream(), Stream.of(newest))
            .filter(PastRun::good)
            .map(run -> run.current(templates))
            .toList();
    return new GoodRuns(good, known).told(all(known));
  }

  /** How often the newest run logged each template, by its id. */
  Map<Long, Integer> counts() {
    return newest == null ? Map.of() : newest.current(templates).counts();
  }

  LogTemplates templates() {
    return templates;
  }

  /**
   * All that is remembered, to be kept over a restart: at most 49,152 bytes; where it would be
   * more, the templates that were logged least are left out.
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
