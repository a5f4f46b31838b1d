package io.healing.quartz;

import io.healing.api.PluginOption;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.quartz.Rows.FiredRow;
import io.healing.quartz.Rows.TriggerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds triggers that stand in a state in which they never fire, and runs of instances that are
 * dead. A row must be the same at three looks and for {@code stuck_after} by the clock of the
 * database, so a look at the wrong moment, or a clock that is wrong, raises no alarm.
 */
final class StuckMonitor implements Monitor {
  /** The finding of a trigger that never fires. */
  static final String STUCK = "quartz.trigger_stuck";

  static final String SCHEDULER = "scheduler";

  private static final String DEAD = "quartz.fired_by_dead";
  private static final String AFTER = "stuck_after";

  private final String plugin;
  private final String runner;
  private final Rows rows;
  private final Supplier<String> ourInstance;
  private final Sightings sightings = new Sightings();

  StuckMonitor(String plugin, String runner, Rows rows, Supplier<String> ourInstance) {
    this.plugin = plugin;
    this.runner = runner;
    this.rows = rows;
    this.ourInstance = ourInstance;
  }

  @Override
  public String id() {
    return plugin + ".rows";
  }

  /** Shorter than the 30 seconds for which Quartz may hold a trigger would be no sign. */
  @Override
  public List<PluginOption> options() {
    return List.of(
        PluginOption.duration(
            AFTER, Duration.ofMinutes(2), Duration.ofSeconds(45), Duration.ofDays(1)));
  }

  @Override
  public synchronized Observation check(MonitorRequest request) {
    Rows.Sample sample = rows.look();
    sightings.see(sample, ourInstance.get(), request.options().duration(AFTER));
    Observation.Builder said = Observation.builder();
    request.jobsOf(runner).forEach(said::clear);
    sample.taken().stream()
        .filter(row -> sightings.stuck(row, sample))
        .sorted(Comparator.comparing(row -> row.at().toString()))
        .collect(
            Collectors.groupingBy(
                row -> List.of(row.job(), row.state()), LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(rows -> said.finding(stuck(rows, sample)));
    sample.fired().stream()
        .filter(sightings::left)
        .forEach(row -> left(row, sample).ifPresent(said::finding));
    return said.build();
  }

  /** Triggers of one job in one state are one trouble. */
  private Finding stuck(List<TriggerRow> rows, Rows.Sample sample) {
    TriggerRow first = rows.get(0);
    Finding finding =
        Finding.of(STUCK, Subject.job(first.job()), words(rows, sample))
            .withType(ErrorType.DEPENDENCY_FAILURE)
            .withSeverity(ErrorSeverity.HIGH)
            .withCause(first.state())
            .withHint(
                "It never fires again by itself, and the scheduler looks well. Approve the change"
                    + " of its row, or set it free in the store by hand.")
            .explaining(FaultWords.MISSED)
            .withEvidence(SCHEDULER, runner);
    return StuckRows.told(finding, rows);
  }

  private String words(List<TriggerRow> rows, Rows.Sample sample) {
    TriggerRow first = rows.get(0);
    String others = rows.size() == 1 ? "" : " and " + (rows.size() - 1) + " more of its job";
    return "Trigger "
        + first.at()
        + others
        + (rows.size() == 1 ? " stands in " : " stand in ")
        + first.state()
        + " since "
        + Duration.between(sightings.since(first), sample.now()).toSeconds()
        + " s at least, nobody holds "
        + (rows.size() == 1 ? "it, and it was" : "them, and the first was")
        + " to fire at "
        + Instant.ofEpochMilli(first.next());
  }

  /** What is taken and not fired yet names no job; its trigger does. */
  private static Optional<Finding> left(FiredRow row, Rows.Sample sample) {
    return row.job().isEmpty()
        ? sample.taken().stream()
            .filter(trigger -> trigger.at().equals(row.at()))
            .findFirst()
            .map(trigger -> left(row, trigger.job()))
        : Optional.of(left(row, row.job()));
  }

  private static Finding left(FiredRow row, String job) {
    return Finding.of(
            DEAD,
            Subject.job(job),
            "Instance "
                + row.instance()
                + " no longer lives and still has trigger "
                + row.at()
                + " as "
                + row.state())
        .withType(ErrorType.DEPENDENCY_FAILURE)
        .withSeverity(ErrorSeverity.MEDIUM)
        .withCause(row.state())
        .withHint(
            "Quartz clears it when an instance of the cluster checks in, or when a scheduler of"
                + " that name starts again.")
        .explaining(FaultWords.MISSED)
        .withEvidence("instance", row.instance());
  }
}
