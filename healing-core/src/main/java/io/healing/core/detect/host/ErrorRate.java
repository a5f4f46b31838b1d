package io.healing.core.detect.host;

import io.healing.api.PluginOption;
import io.healing.api.Subject;
import io.healing.api.host.Handle;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The share of calls that failed within a sliding window, of every handle with the counters {@code
 * calls} and {@code failures}. Of too few calls nothing is said, unless all of them succeeded. The
 * share of runs that fail is only measured: each failing job is told by itself, and many at once
 * are one storm.
 */
final class ErrorRate {
  static final PluginOption WINDOW =
      PluginOption.duration(
          "window", Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofHours(24));
  static final PluginOption LEAST = PluginOption.integer("least_calls", 20, 1, 1_000_000);
  private static final double ALL = 100;
  private static final String RUNS = "calls:runs";

  private final HostSettings settings;

  ErrorRate(HostSettings settings) {
    this.settings = settings;
  }

  void read(Sheet sheet) {
    for (Handle handle : settings.handles()) {
      Subject subject = Words.part(handle.target().toString());
      try {
        Map<String, Double> seen = handle.readings();
        if (seen.keySet().containsAll(List.of("calls", "failures"))) {
          look(handle, seen, sheet);
        }
      } catch (RuntimeException e) {
        sheet.noData(subject, handle.target() + " cannot be read: " + e.getMessage());
      }
    }
  }

  private void look(Handle handle, Map<String, Double> seen, Sheet sheet) {
    Subject subject = Words.part(handle.target().toString());
    Duration span = sheet.options().duration(WINDOW.key());
    Window.Mark now =
        new Window.Mark(
            sheet.now(), seen.getOrDefault("calls", 0.0), seen.getOrDefault("failures", 0.0));
    Window window = Window.of(sheet.memo(subject)).with(now, span);
    sheet.memo(subject, window.text());
    long least = sheet.options().integer(LEAST.key());
    boolean spotless = window.all() > 0 && window.bad() == 0;
    if (window.all() < least && !spotless) {
      sheet.noData(
          subject,
          "%s calls of %s in %s, fewer than the %d that a share needs"
              .formatted(Words.number(window.all()), handle.target(), span, least));
      return;
    }
    double rate = ALL * window.bad() / window.all();
    String words =
        "%s of %s calls of %s in %d s failed, %s"
            .formatted(
                Words.number(window.bad()),
                Words.number(window.all()),
                handle.target(),
                span.toSeconds(),
                Words.percent(rate));
    String which = Words.which(handle.target().toString());
    sheet.saw(
        new Sheet.Entry(
            subject, which, rate, levels(handle), words, Concerned.handle(handle, Map.of())));
  }

  private Levels levels(Handle handle) {
    return handle.target().toString().equals(RUNS)
        ? Levels.none()
        : Levels.percent(settings.config().thresholdErrorRate(), 10);
  }
}
