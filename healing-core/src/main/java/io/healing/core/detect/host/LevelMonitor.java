package io.healing.core.detect.host;

import io.healing.api.Options;
import io.healing.api.PluginOption;
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
import java.util.Optional;

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
    all.addAll(Urgency.options());
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
    Standing before = before(entry, sheet);
    Optional<Peers> peers = sheet.peers(entry);
    Standing now = next(before, entry, sheet);
    if (sheet.request().again().isEmpty()) {
      now = now.withApart(Peers.sure(before.apart(), apart(entry, before, peers)));
    }
    said.state(entry.subject(), now.kept());
    say(new Statement(rule, entry, now, peers), sheet, said);
  }

  private Standing before(Sheet.Entry entry, Sheet sheet) {
    Instant oldest = sheet.now().minus(interval().multipliedBy(LOOKS_REMEMBERED));
    return sheet.standing(entry.subject()).after(oldest);
  }

  private static Standing next(Standing before, Sheet.Entry entry, Sheet sheet) {
    String memo = sheet.memos().getOrDefault(entry.subject(), before.memo());
    return before
        .next(entry.value(), entry.levels(), Tuning.of(sheet.options()), sheet.now())
        .withMemo(memo);
  }

  private static boolean apart(Sheet.Entry entry, Standing before, Optional<Peers> peers) {
    Double warning = entry.levels().warning();
    return warning != null
        && peers.filter(others -> others.apart(entry.value(), warning)).isPresent()
        && Peers.past(before).filter(past -> past.apart(entry.value(), warning)).isPresent();
  }

  /** A bad look that is not told yet says neither that it is well nor that it is sick. */
  private void say(Statement statement, Sheet sheet, Observation.Builder said) {
    List<Finding> findings = statement.findings(Urgency.of(sheet.options()));
    findings.forEach(said::finding);
    if (findings.isEmpty() && statement.bad()) {
      Duration again = Tuning.of(sheet.options()).again();
      said.checkAgain(
          statement.entry().subject(), statement.doubt(), again.isZero() ? interval() : again);
    } else if (findings.isEmpty()) {
      said.clear(statement.entry().subject(), statement.doubt());
    }
  }

  /** Levels from options; what is critical gives way where it is not above the warning. */
  static Levels percent(Options options) {
    return Levels.percent(options.decimal("warning"), options.decimal("critical"));
  }

  static Levels open(Options options) {
    return Levels.open(options.decimal("warning"), options.decimal("critical"));
  }
}
