package io.healing.quartz;

import io.healing.api.PluginOption;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/**
 * Tells what the scheduler's own threads noticed, each for a while, and whether the scheduler fires
 * anything at all.
 */
final class FaultMonitor implements Monitor {
  private static final String HOLD = "hold";
  private static final String STANDBY = "standby_grace";

  private final String plugin;
  private final Scheduler scheduler;
  private final FaultWords words;
  private final Faults faults;
  private final Map<String, Held> held = new LinkedHashMap<>();
  private @Nullable Instant standbySince;

  private record Held(Finding finding, int count, Instant until) {}

  FaultMonitor(String plugin, String runner, Scheduler scheduler, Faults faults) {
    this.plugin = plugin;
    this.scheduler = scheduler;
    this.faults = faults;
    words = new FaultWords(plugin, runner);
  }

  @Override
  public String id() {
    return plugin + ".faults";
  }

  @Override
  public List<PluginOption> options() {
    Duration day = Duration.ofDays(1);
    return List.of(
        PluginOption.duration(HOLD, Duration.ofMinutes(10), Duration.ofSeconds(1), day),
        PluginOption.duration(STANDBY, Duration.ofMinutes(5), Duration.ZERO, day));
  }

  @Override
  public synchronized Observation check(MonitorRequest request) {
    Instant now = request.now();
    held.values().removeIf(old -> !now.isBefore(old.until()));
    hold(faults.take(), now.plus(request.options().duration(HOLD)));
    Observation.Builder said = Observation.builder();
    request.jobsOf(words.runner()).forEach(said::clear);
    said.clear(words.component()).clear(words.adapter());
    held.values().forEach(now1 -> said.finding(now1.finding()));
    Finding idle = idle(now, request.options().duration(STANDBY));
    if (idle != null) {
      said.finding(idle);
    }
    return said.build();
  }

  private void hold(Faults.Seen seen, Instant until) {
    seen.madeUp().forEach(job -> held.remove("misfired " + job));
    seen.misfired()
        .forEach(
            (job, more) -> count("misfired " + job, more, all -> words.misfired(job, all), until));
    seen.vetoed()
        .forEach((job, more) -> count("vetoed " + job, more, all -> words.vetoed(job, all), until));
    Faults.Told error = seen.error();
    if (error != null) {
      count("error", 1, all -> words.error(error), until);
    }
    Throwable ours = seen.ours();
    if (ours != null) {
      count("ours", 1, all -> words.ours(ours), until);
    }
  }

  private interface Words {
    Finding of(int all);
  }

  private void count(String key, int more, Words said, Instant until) {
    Held before = held.get(key);
    int all = more + (before == null ? 0 : before.count());
    held.put(key, new Held(said.of(all), all, until));
  }

  /** Why the scheduler fires nothing; null where it does, or was never meant to. */
  private @Nullable Finding idle(Instant now, Duration grace) {
    try {
      if (scheduler.isShutdown()) {
        return words.shutDown();
      }
      boolean standby =
          scheduler.isInStandbyMode() && scheduler.getMetaData().getRunningSince() != null;
      standbySince = standby ? since(now) : null;
      return standby && !since(now).plus(grace).isAfter(now) ? words.standby(since(now)) : null;
    } catch (SchedulerException e) {
      return words.error(new Faults.Told("The scheduler does not tell whether it runs", e));
    }
  }

  private Instant since(Instant now) {
    Instant since = standbySince;
    return since == null ? now : since;
  }
}
