package io.healing.cli;

import io.healing.api.WireWord;
import io.healing.api.decide.Ways;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.learn.Effectiveness;
import io.healing.api.learn.SystemStatus;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.Instance;
import io.healing.api.store.Page;
import io.healing.core.HealingAdmin;
import io.healing.sqlite.SqliteHealingStore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How all stands. */
@Command(name = "status", description = "Tells how Healing and what it watches stand.")
final class StatusCommand extends CliCommand {
  private static final int WIDTH = 24;
  private static final String INCIDENTS = "incidents_30_days";
  private static final String NEWEST = "times_and_kinds_of";

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  StatusCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Map<String, @Nullable Object> status;
    try (SqliteHealingStore store = session().reading()) {
      status = status(store);
    }
    if (json) {
      terminal().json(status);
    } else {
      if (Objects.equals(status.get(INCIDENTS), status.get(NEWEST))) {
        status.remove(NEWEST);
      }
      status.forEach(this::print);
    }
    return ExitCode.DONE;
  }

  private Map<String, @Nullable Object> status(SqliteHealingStore store) {
    List<Incident> incidents = store.incidents().active();
    List<String> living =
        store.instances().all().stream()
            .filter(instance -> store.instances().alive(instance.id()))
            .map(StatusCommand::process)
            .toList();
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("database", store.info().place());
    status.put("health", health(incidents, !living.isEmpty()));
    status.put("processes", living);
    status.put("paused", Paused.reason(store));
    status.put("jobs", store.jobs().size());
    status.put("incidents", incidents.size());
    status.put("pending_suggestions", store.suggestions().pending());
    status.put("of_these_advice", advice(store));
    status.put("approved_suggestions", store.suggestions().approved().size());
    status.put("actions", actions(store.actions().effectiveness()));
    try (HealingAdmin admin = HealingAdmin.on(session().config(), store, Ways.commands())) {
      figures(admin.status(), status);
    }
    return status;
  }

  /** How many have no plan that could be approved; of the newest thousand. */
  private static long advice(SqliteHealingStore store) {
    Page pending = Page.newest(1_000).in(SuggestionStatus.PENDING.word());
    return store.suggestions().page(pending).stream()
        .filter(entry -> entry.detail().plan() == null)
        .count();
  }

  private static void figures(SystemStatus all, Map<String, @Nullable Object> status) {
    OptionalDouble success = all.recovery().successRate();
    status.put("uptime", all.running() ? all.uptime() : null);
    status.put("success_rate", success.isPresent() ? figure(success.getAsDouble()) : null);
    status.put("mean_time_to_detection", all.detection().meanTimeToDetection());
    status.put("mean_time_to_recovery", all.recovery().meanTimeToRecovery());
    status.put("errors_per_hour", figure(all.detection().errorsPerHour()));
    status.put(INCIDENTS, all.detection().incidents());
    status.put(NEWEST, all.detection().newest());
    status.put("by_severity", new TreeMap<>(all.detection().bySeverity()));
    status.put("by_error_type", new TreeMap<>(all.detection().byErrorType()));
  }

  private static BigDecimal figure(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
  }

  private static String process(Instance instance) {
    return instance.name() + " (" + instance.pid() + ")";
  }

  /** What is not looked at by a living process is not known to be well. */
  private static HealthStatus health(List<Incident> incidents, boolean watched) {
    if (incidents.stream().anyMatch(one -> one.severity() == ErrorSeverity.CRITICAL)) {
      return HealthStatus.CRITICAL;
    } else if (!incidents.isEmpty()) {
      return HealthStatus.WARNING;
    }
    return watched ? HealthStatus.HEALTHY : HealthStatus.UNKNOWN;
  }

  private static Map<String, Integer> actions(List<Effectiveness> all) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("verified", sum(all, Effectiveness::verified));
    counts.put("ineffective", sum(all, Effectiveness::ineffective));
    counts.put("inconclusive", sum(all, Effectiveness::inconclusive));
    return counts;
  }

  private static int sum(List<Effectiveness> all, ToIntFunction<Effectiveness> count) {
    return all.stream().mapToInt(count).sum();
  }

  private void print(String key, @Nullable Object value) {
    String name = Printable.padded(key.replace('_', ' '), WIDTH);
    String text = Printable.line(text(key, value));
    if (value == HealthStatus.UNKNOWN) {
      text += " (no program that looks is running)";
    }
    terminal().out().println(name + (key.equals("health") ? painted(text) : text));
  }

  private static String text(String key, @Nullable Object value) {
    if (value == null) {
      return key.equals("paused") ? "no" : "-";
    } else if (key.equals(NEWEST)) {
      return "the newest " + value;
    } else if (value instanceof List<?> list) {
      return list.isEmpty() ? "none is running" : String.join(", ", words(list));
    } else if (value instanceof Map<?, ?> map) {
      return map.isEmpty()
          ? "-"
          : String.join(
              ", ", map.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList());
    } else if (value instanceof WireWord word) {
      return word.word();
    } else if (value instanceof Duration duration) {
      return Listing.duration(duration);
    }
    return value.toString();
  }

  private static List<String> words(List<?> list) {
    return list.stream().map(String::valueOf).toList();
  }

  private String painted(String health) {
    Colour colour =
        switch (health) {
          case "healthy" -> Colour.GOOD;
          case "critical" -> Colour.BAD;
          default -> Colour.DOUBTFUL;
        };
    return terminal().paint(colour, health);
  }
}
