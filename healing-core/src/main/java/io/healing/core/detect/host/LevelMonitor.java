package io.healing.core.detect.host;

import io.healing.api.Options;
import io.healing.api.PluginOption;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.MetricName;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a reader sees with levels. Bad looks raise suspicion and good ones lower it; enough
 * of it is a finding, which lasts until the value has been well below its level for some looks.
 */
final class LevelMonitor implements Monitor {
  /** A standing that is older than so many looks says nothing about now. */
  private static final int LOOKS_REMEMBERED = 10;

  private final Rule rule;
  private final HostSettings settings;
  private final Reader reader;
  private final List<PluginOption> more;

  LevelMonitor(Rule rule, HostSettings settings, Reader reader, PluginOption... more) {
    this.rule = rule;
    this.settings = settings;
    this.reader = reader;
    this.more = List.of(more);
  }

  @Override
  public String id() {
    return "healing.monitor." + rule.name();
  }

  @Override
  public Duration interval() {
    return settings.interval();
  }

  @Override
  public List<PluginOption> options() {
    List<PluginOption> all = new ArrayList<>(rule.tuning().options());
    all.addAll(more);
    return all;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Sheet sheet = new Sheet(request);
    reader.read(sheet);
    Observation.Builder said = Observation.builder();
    sheet.noData().forEach(said::noData);
    sheet.samples().forEach((name, value) -> said.metric(sample(name, value, sheet)));
    keepMemos(sheet, said);
    sheet.entries().forEach(entry -> judge(entry, sheet, said));
    return said.build();
  }

  /** A reader's note is kept also where nothing can be said yet; what is judged keeps more. */
  private static void keepMemos(Sheet sheet, Observation.Builder said) {
    sheet.memos().forEach((s, memo) -> said.state(s, sheet.standing(s).withMemo(memo).kept()));
  }

  private HealthMetric sample(String name, double value, Sheet sheet) {
    return sample(name, value, Levels.none(), sheet.now());
  }

  private HealthMetric sample(String name, double value, Levels levels, Instant at) {
    return new HealthMetric(
        settings.ids().get(),
        name,
        value,
        levels.warning(),
        levels.critical(),
        HealthMetric.status(value, levels.warning(), levels.critical()),
        at);
  }

  private void judge(Sheet.Entry entry, Sheet sheet, Observation.Builder said) {
    if (Double.isFinite(entry.value())) {
      String name = MetricName.of(rule.metric(), entry.which());
      said.metric(sample(name, entry.value(), entry.levels(), sheet.now()));
    }
    Instant warm = settings.started().plus(sheet.options().duration(Tuning.WARM_UP));
    if (sheet.now().isBefore(warm)) {
      said.noData(entry.subject(), "the program has only begun; it is judged from " + warm + " on");
      return;
    }
    Standing now = next(entry, sheet);
    said.state(entry.subject(), now.kept());
    say(entry, now, said);
  }

  private Standing next(Sheet.Entry entry, Sheet sheet) {
    Instant oldest = sheet.now().minus(interval().multipliedBy(LOOKS_REMEMBERED));
    Standing before = sheet.standing(entry.subject()).after(oldest);
    String memo = sheet.memos().getOrDefault(entry.subject(), before.memo());
    return before
        .next(entry.value(), entry.levels(), Tuning.of(sheet.options()), sheet.now())
        .withMemo(memo);
  }

  private void say(Sheet.Entry entry, Standing now, Observation.Builder said) {
    if (now.level() != Level.WELL) {
      said.finding(found(entry, now));
    } else if (rule.nears() && now.near()) {
      said.finding(near(entry, now));
    } else {
      said.clear(entry.subject(), entry.words() + doubt(now));
    }
  }

  private static String doubt(Standing now) {
    return now.suspicion() == 0 ? "" : "; suspicion " + Words.number(now.suspicion());
  }

  private Finding found(Sheet.Entry entry, Standing now) {
    boolean critical = now.level() == Level.CRITICAL;
    double bound = entry.levels().bound(now.level());
    String against =
        Double.isFinite(entry.value()) && Double.isFinite(bound)
            ? "; " + now.level().word() + " is from " + Words.number(bound) + rule.unit() + " on"
            : "";
    Finding finding =
        Finding.of(rule.finding(), entry.subject(), entry.words() + against + since(now))
            .withType(rule.type())
            .withSeverity(critical ? ErrorSeverity.HIGH : ErrorSeverity.MEDIUM)
            .withHint(rule.hint())
            .withEvidence("level", now.level().word());
    return evidence(finding, entry, now);
  }

  private static String since(Standing now) {
    return now.since() == null ? "" : "; since " + now.since();
  }

  private Finding near(Sheet.Entry entry, Standing now) {
    String words =
        "%s; the mean of the last 10 looks is %s%s, more than 90 %% of the warning at %s%s"
            .formatted(
                entry.words(),
                Words.number(now.mean()),
                rule.unit(),
                Words.number(entry.levels().bound(Level.WARNING)),
                rule.unit());
    Finding finding =
        Finding.of(rule.finding() + "_near", entry.subject(), words)
            .withType(ErrorType.PERFORMANCE_DEGRADATION)
            .withHint(rule.hint());
    return evidence(finding, entry, now);
  }

  private static Finding evidence(Finding bare, Sheet.Entry entry, Standing now) {
    Finding finding = bare;
    for (Map.Entry<String, String> more : entry.evidence().entrySet()) {
      finding = finding.withEvidence(more.getKey(), more.getValue());
    }
    finding = with(finding, "value", entry.value());
    finding = with(finding, "warning", entry.levels().warning());
    finding = with(finding, "critical", entry.levels().critical());
    double trend = now.trend();
    return trend > 0
        ? finding.withEvidence("trend", "rising by " + Words.number(trend) + " in five looks")
        : finding;
  }

  private static Finding with(Finding finding, String key, @Nullable Double value) {
    return value == null || value.isInfinite()
        ? finding
        : finding.withEvidence(key, Words.number(value));
  }

  /** Levels from options; what is critical gives way where it is not above the warning. */
  static Levels percent(Options options) {
    return Levels.percent(options.decimal("warning"), options.decimal("critical"));
  }

  static Levels open(Options options) {
    return Levels.open(options.decimal("warning"), options.decimal("critical"));
  }
}
