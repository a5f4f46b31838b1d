package io.healing.core.learn;

import io.healing.api.ActionType;
import io.healing.api.config.LimitsConfig;
import io.healing.api.detect.Incident;
import io.healing.api.detect.MetricName;
import io.healing.api.diagnose.Proposal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A limit of time that was passed three times or more is proposed to be doubled; one that is more
 * than ten times as long as 99 % of what it limits, over 20 or more, is proposed to be five times
 * that long. A change is not late because what answered whether it helped speaks of a timeout.
 */
final class TimeLimits implements Rule {
  private static final int ENOUGH_PASSED = 3;
  private static final int ENOUGH = 20;
  private static final int TOO_LONG = 10;
  private static final int ROOM = 5;

  /** What the guard of plug-ins says of a look that was given up. */
  private static final String PAST_LIMIT = "did not end within";

  /**
   * A limit and what is known of it.
   *
   * @param what what it limits, many of it
   * @param least no shorter one is proposed
   */
  private record Limit(
      String key, Duration now, Duration least, String what, int passed, List<Double> millis) {}

  @Override
  public List<Proposal> propose(OwnFigures figures) {
    return List.of(actions(figures), commands(figures), checks(figures)).stream()
        .flatMap(limit -> judge(limit).stream())
        .toList();
  }

  private static boolean command(Trial trial) {
    return trial.actionType().equals(ActionType.RUN_COMMAND.word());
  }

  /** It bounds a whole procedure from its beginning until its steps are in place. */
  private static Limit actions(OwnFigures figures) {
    List<Trial> trials = figures.trials().stream().filter(trial -> !command(trial)).toList();
    Duration now = Duration.ofSeconds(figures.root().recovery().recoveryTimeout());
    List<Double> procedures = figures.values(MetricName.PROCEDURE_TIME);
    long late = procedures.stream().filter(ms -> ms >= now.toMillis()).count();
    return new Limit(
        "self_healing.recovery.recovery_timeout",
        now,
        Duration.ofMinutes(1),
        late > 0 ? "changes or procedures" : procedures.isEmpty() ? "changes" : "procedures",
        passed(trials) + (int) late,
        procedures);
  }

  private static Limit commands(OwnFigures figures) {
    List<Trial> trials = figures.trials().stream().filter(TimeLimits::command).toList();
    return new Limit(
        "self_healing.limits.command_timeout",
        figures.root().limits().commandTimeout(),
        Duration.ofSeconds(30),
        "commands",
        passed(trials),
        took(trials));
  }

  private static Limit checks(OwnFigures figures) {
    LimitsConfig limits = figures.root().limits();
    int passed =
        (int)
            figures.incidents().stream()
                .filter(incident -> ofMonitor(incident, figures))
                .filter(incident -> incident.message().contains(PAST_LIMIT))
                .count();
    List<Double> means = new ArrayList<>();
    figures.monitors().keySet().forEach(id -> means.addAll(figures.values(OwnTime.METRIC + id)));
    return new Limit(
        "self_healing.limits.check_timeout",
        limits.checkTimeout(),
        LimitsConfig.LONGEST_LOOK.plusSeconds(1),
        "looks of monitors",
        passed,
        means);
  }

  private static boolean ofMonitor(Incident incident, OwnFigures figures) {
    String name = incident.subject().name();
    return name.startsWith("@healing/")
        && figures.monitors().containsKey(name.substring("@healing/".length()));
  }

  private static int passed(List<Trial> trials) {
    return (int) trials.stream().filter(Trial::timedOut).count();
  }

  private static List<Double> took(List<Trial> trials) {
    return trials.stream()
        .map(Trial::executed)
        .filter(Objects::nonNull)
        .map(span -> (double) span.toMillis())
        .toList();
  }

  private static Optional<Proposal> judge(Limit limit) {
    if (limit.passed >= ENOUGH_PASSED) {
      String words =
          "%d %s did not end within %s."
              .formatted(limit.passed, limit.what, Spans.written(limit.now));
      return Optional.of(advice(limit, limit.now.multipliedBy(2), words));
    }
    double usual = Percentiles.of(limit.millis, 99);
    Duration next = Duration.ofMillis((long) (usual * ROOM));
    Duration proposed = next.compareTo(limit.least) < 0 ? limit.least : next;
    boolean tooLong = limit.millis.size() >= ENOUGH && usual * TOO_LONG < limit.now.toMillis();
    return tooLong && proposed.compareTo(limit.now) < 0
        ? Optional.of(advice(limit, proposed, words(limit, usual)))
        : Optional.empty();
  }

  private static String words(Limit limit, double usual) {
    return "Of %d %s 99 %% took at most %d ms, less than a tenth of the limit: one that hangs is noticed late."
        .formatted(limit.millis.size(), limit.what, Math.round(usual));
  }

  private static Proposal advice(Limit limit, Duration next, String words) {
    return Rule.advice(limit.key, Spans.written(limit.now), Spans.written(next), words);
  }
}
