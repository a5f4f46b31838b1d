package io.healing.core;

import io.healing.api.act.Remediator;
import io.healing.api.act.VerificationState;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.LogLevel;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.api.detect.Monitor;
import io.healing.api.job.JobControl;
import io.healing.api.notify.Notifier;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Instance;
import io.healing.core.act.Acting;
import io.healing.core.act.Procedures;
import io.healing.core.act.Remediators;
import io.healing.core.ai.Redactor;
import io.healing.core.decide.Deciding;
import io.healing.core.detect.Detection;
import io.healing.core.diagnose.Diagnosing;
import io.healing.core.job.Interrupts;
import io.healing.core.job.Jobs;
import io.healing.core.learn.Learning;
import io.healing.core.notify.NotifySettings;
import io.healing.core.notify.Notifying;
import io.healing.core.process.ProcessMark;
import io.healing.core.review.Reviewing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Builds the rooms of one Healing, in the order in which they need one another's values. */
final class RoomPlan {
  private final Assembly assembly;
  private final HealingConfig config;
  private final HealingStore store;
  private final LimitsConfig limits;
  private final Redactor redactor = new Redactor();

  private RoomPlan(Assembly assembly) {
    this.assembly = assembly;
    config = assembly.config();
    store = assembly.store();
    limits = config.selfHealing().limits();
  }

  static Rooms build(Assembly assembly, Lanes lanes) {
    return new RoomPlan(assembly).build(lanes);
  }

  private Rooms build(Lanes lanes) {
    Instance instance =
        store
            .instances()
            .register(assembly.name(), ProcessHandle.current().pid(), assembly.clock().instant());
    ProcessMark.keep(store.states(), store.instances(), instance);
    Jobs jobs = jobs(instance);
    PluginGuard guard = guard();
    Detection detection = detection();
    assembly.reports().knows(detection::find);
    Rooms rooms =
        rooms(lanes, instance, jobs, new Watch(guard, announcer(lanes, guard), detection));
    rooms.adopt(Set.of());
    return rooms;
  }

  /** What watches over the plug-ins, what they say, and who is told. */
  private record Watch(PluginGuard guard, Announcer announcer, Detection detection) {}

  private Rooms rooms(Lanes lanes, Instance instance, Jobs jobs, Watch watch) {
    Situations situations = situations(jobs);
    return new Rooms(
        assembly,
        instance,
        lanes,
        watch.guard(),
        watch.announcer(),
        redactor,
        situations,
        new PendingProofs(store.actions(), assembly.clock()),
        new Pause(store),
        new StoredRows(store.states()),
        jobs,
        watch.detection(),
        new Ledger(store, watch.detection(), watch.announcer()),
        new Diagnosing(),
        new Deciding(config.selfHealing(), assembly.clock(), assembly.jitter()),
        acting(instance, situations, jobs.interrupts()),
        new Reviewing(store, assembly.clock(), redactor, limits),
        new Learning(config.selfHealing().learning(), assembly.clock()),
        new Procedures(assembly.plugins().procedures(), config.selfHealing().learning()),
        notifying(instance));
  }

  private Notifying notifying(Instance instance) {
    return new Notifying(
        assembly.plugins().of(Notifier.class),
        new NotifySettings(
            config.delivery(),
            store,
            assembly.name(),
            HostName::of,
            instance.id(),
            () -> "m-" + UUID.randomUUID(),
            assembly.jitter(),
            assembly.clock(),
            assembly.plugins()::options));
  }

  private Situations situations(Jobs jobs) {
    List<JobControl> controls = new ArrayList<>(assembly.plugins().of(JobControl.class));
    controls.add(jobs.control());
    return new Situations(
        assembly.parts(), store, controls, id -> jobs.snapshot(id, assembly.clock().instant()));
  }

  private PluginGuard guard() {
    LogLevel level = config.selfHealing().logLevel();
    return new PluginGuard(limits.pluginFailures(), limits.pluginRest(), redactor, level);
  }

  private Announcer announcer(Lanes lanes, PluginGuard guard) {
    Listening listening =
        new Listening(lanes.listeners(), guard, limits.checkTimeout(), assembly.clock());
    RedactedLog log = RedactedLog.of(Announcer.class).from(config.selfHealing().logLevel());
    return new Announcer(store, assembly.clock(), log, listening);
  }

  private Jobs jobs(Instance instance) {
    return new Jobs(
        new Jobs.Settings(
            assembly.clock(),
            assembly.nanos(),
            instance.id(),
            limits.eventQueue(),
            limits.logTail(),
            limits.goodRunsPerMinute(),
            redactor,
            log(Jobs.class)));
  }

  private System.Logger log(Class<?> room) {
    return RedactedLog.of(room).from(config.selfHealing().logLevel()).asLogger();
  }

  private Detection detection() {
    return new Detection(
        new Detection.Settings(
            assembly.clock(),
            () -> "i-" + UUID.randomUUID().toString().replace("-", "").substring(0, 12),
            limits.settleTime(),
            limits.stormSubjects(),
            limits.stormPercent(),
            limits.stormWindow()),
        List.of(),
        intervals());
  }

  private Map<String, Duration> intervals() {
    Map<String, Duration> intervals = new HashMap<>();
    assembly
        .plugins()
        .of(Monitor.class)
        .forEach(monitor -> intervals.put(monitor.id(), monitor.interval()));
    return intervals;
  }

  private Acting acting(Instance instance, Situations situations, Interrupts interrupts) {
    Remediators remediators =
        new Remediators(assembly.plugins().of(Remediator.class), assembly.plugins().options());
    Acting.Settings settings =
        new Acting.Settings(
            assembly.clock(),
            instance.id(),
            limits,
            config.baseDirectory(),
            List.of(),
            redactor,
            log(Acting.class),
            situations::of,
            this::recorded,
            interrupting(interrupts));
    return new Acting(settings, store, remediators, assembly.crashPoints()::at);
  }

  private static Acting.Interrupting interrupting(Interrupts interrupts) {
    return new Acting.Interrupting() {
      @Override
      public void begun(long run, String by) {
        interrupts.begun(run, by);
      }

      @Override
      public void refused(long run) {
        interrupts.refused(run);
      }

      @Override
      public void unheeded(long run) {
        interrupts.unheeded(run);
      }
    };
  }

  /**
   * Within the transaction that stores an action: its incident awaits the effect, its time runs.
   */
  private void recorded(ActionEntry entry) {
    TimedChanges.note(store, entry);
    String id = entry.detail().incidentId();
    if (id != null) {
      store.incidents().find(id).ifPresent(incident -> recorded(incident, entry));
    }
  }

  private void recorded(Incident incident, ActionEntry entry) {
    SeverityBars.note(store.states(), entry, incident);
    boolean known = incident.recoveryActions().contains(entry.row().id());
    boolean awaited = entry.detail().verification().state() == VerificationState.PENDING;
    if (incident.ended() || (known && !awaited)) {
      return;
    }
    Incident next = known ? incident : incident.withAction(entry.row().id());
    store.incidents().save(awaited ? next.withState(IncidentState.VERIFYING) : next);
  }
}
