package io.healing.core.logs;

import io.healing.api.review.LogTemplateKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What in the log of a good run is worth telling although the run ended well: a template of level
 * ERROR or WARN that the good runs before did not log, and a burst of one that they did. What is
 * told goes on for a while, so that it does not come and go: what is new in the next two good runs
 * that log it, a burst as long as it keeps half its distance.
 */
final class GoodRuns {
  /** Fewer good runs before do not show what is usual. */
  private static final int LEAST = 5;

  /** Logged by more good runs in a row, it is no longer new. */
  private static final int STAYS_NEW = 2;

  private final List<PastRun> before;
  private final PastRun newest;
  private final Map<Long, LogTemplate> templates;

  /**
   * Holds the newest run against those before it.
   *
   * @param good at least one run, the oldest first
   */
  GoodRuns(List<PastRun> good, Map<Long, LogTemplate> templates) {
    before = good.subList(0, good.size() - 1);
    newest = good.get(good.size() - 1);
    this.templates = templates;
  }

  /**
   * What is worth telling, in the order of the log.
   *
   * @param all whether all templates are known, without which nothing is called new
   */
  List<LogPattern> told(boolean all) {
    List<LogPattern> told = new ArrayList<>();
    if (before.size() >= LEAST) {
      newest.counts().keySet().stream()
          .map(templates::get)
          .filter(Objects::nonNull)
          .forEach(
              template ->
                  burst(template)
                      .or(() -> all ? fresh(template) : Optional.empty())
                      .ifPresent(told::add));
    }
    return told;
  }

  private Optional<LogPattern> fresh(LogTemplate template) {
    int last = before.size();
    while (last > 0 && before.get(last - 1).count(template.id()) > 0) {
      last--;
    }
    boolean earlier =
        before.subList(0, last).stream().anyMatch(run -> run.count(template.id()) > 0)
            || template.firstSeen().isBefore(before.get(0).run().at());
    if (last == 0 || before.size() - last > STAYS_NEW || earlier || !warns(template)) {
      return Optional.empty();
    }
    Instant since = before.get(last - 1).run().at().truncatedTo(ChronoUnit.SECONDS);
    String words = "new since the good run of " + since + ", 0 in a usual run";
    return Optional.of(pattern(LogTemplateKind.NEW, template, words));
  }

  private static boolean warns(LogTemplate template) {
    return LineKind.warns(template.text());
  }

  /** Only the runs since the first that logged it tell how often is usual. */
  private Optional<LogPattern> burst(LogTemplate template) {
    if (!UsualCount.many(newest.count(template.id()))) {
      return Optional.empty();
    }
    int first = 0;
    while (first < before.size() && before.get(first).count(template.id()) == 0) {
      first++;
    }
    UsualCount usual = new UsualCount(0, 0, 0);
    boolean told = false;
    for (int at = first; at <= before.size(); at++) {
      usual = UsualCount.of(before.subList(first, at), template.id());
      int count = (at < before.size() ? before.get(at) : newest).count(template.id());
      told = usual.bursts(count) || (told && usual.burstsOn(count));
    }
    return told
        ? Optional.of(pattern(LogTemplateKind.BURST, template, usual.words()))
        : Optional.empty();
  }

  private LogPattern pattern(LogTemplateKind kind, LogTemplate template, String words) {
    return LogPatterns.pattern(kind, template, newest.count(template.id()), words);
  }
}
