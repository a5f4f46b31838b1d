package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.SlaReport;
import io.healing.core.detect.Detection;
import io.healing.core.job.Drained;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The first steps of the way: what the jobs did is taken in, and monitors look at it. */
final class Watching {
  private static final int CROWD = 8;

  private final Rooms rooms;
  private final List<Look> looks = new ArrayList<>();
  private final Sightings sightings = new Sightings(looks);
  private long turn;
  private final Masking masking;
  private final Owed owed;
  private final Samples samples;
  private final Agreements agreements;
  private final RunFiles files;
  private final OwnFaults own;
  private final Census census;

  Watching(Rooms rooms) {
    this.rooms = rooms;
    masking = new Masking(rooms.redactor());
    owed = new Owed(rooms);
    samples = new Samples(rooms);
    agreements = new Agreements(rooms);
    files = new RunFiles(rooms);
    own = new OwnFaults(rooms);
    census = new Census(rooms, agreements, this::forgetLooks);
    for (Monitor monitor : rooms.plugins().of(Monitor.class)) {
      looks.add(new Look(monitor, rooms.stored().ofPlugin(monitor.id())));
    }
  }

  /** Makes jobs known, with what the store knows of them. */
  void define(Collection<String> jobs) {
    census.define(jobs);
  }

  /** Takes in what the jobs told since the last time. */
  Drained observe(Instant now) {
    Drained drained = drain(now);
    drained.started().forEach(files::started);
    drained.ended().forEach(files::ended);
    return drained;
  }

  /**
   * Takes in what the jobs told, when the lanes take no call any more.
   *
   * @param patience how long the files of the runs that ended now may take to be read
   */
  void observeLast(Instant now, Duration patience) {
    files.endedLast(drain(now).ended(), patience);
  }

  /** Whether so many runs came in that the room for them might not last until the next turn. */
  boolean crowded(Drained drained) {
    int room = rooms.config().selfHealing().limits().eventQueue();
    return drained.ended().size() > room / CROWD;
  }

  private Drained drain(Instant now) {
    turn++;
    own.look(this::take);
    owed.saveIncidents();
    Drained drained = rooms.jobs().drain(now);
    own.lookAtRuns(this::take);
    drained.ended().forEach(run -> sightings.ended(run.jobId(), turn));
    drained.ended().forEach(rooms.assembly().runs()::ended);
    drained.ended().forEach(run -> agreements.outdated(run.jobId()));
    census.ran(drained);
    for (Runners.News news : rooms.assembly().runners().news()) {
      take(TakenAway.MONITOR, census.heard(news));
    }
    owed.save(drained.toSave());
    lookAgain(drained.changed());
    lookAgain(rooms.ledger().returned());
    return drained;
  }

  /** What the looks at a job kept of it. */
  private void forgetLooks(String job) {
    sightings.forget(job);
    for (Look look : looks) {
      if (look.forget(Subject.job(job))) {
        rooms.store().states().remove(look.monitor().id(), job);
      }
    }
  }

  /** Joins the runners; what one of them refuses is said like any other fault of a plug-in. */
  void join() {
    rooms
        .assembly()
        .runners()
        .join(
            rooms.jobs()::observer,
            (id, cause) -> take(PluginGuard.MONITOR, rooms.guard().failed(id, cause, rooms.now())));
  }

  private void lookAgain(Set<String> jobs) {
    if (!jobs.isEmpty()) {
      looks.forEach(look -> look.changed(jobs));
    }
  }

  /** Lets every monitor look whose time has come. */
  void detect(Instant now) {
    if (rooms.assembly().reports().waiting()) {
      sightings.lookNow(Detection.REPORTED_MONITOR);
    }
    Collection<JobSnapshot> jobs = null;
    for (Look look : looks) {
      if (look.due(now) && rooms.guard().ready(look.monitor().id(), now)) {
        jobs = jobs == null ? rooms.jobs().snapshots(now) : jobs;
        look(look, jobs, now);
      }
    }
  }

  private void look(Look look, Collection<JobSnapshot> jobs, Instant now) {
    boolean first = look.first();
    Set<String> changed = look.begin(now, turn);
    boolean all = first && look.again().isEmpty();
    Collection<JobSnapshot> seen = all ? jobs : changed(changed, now);
    Monitor monitor = look.monitor();
    Glance glance =
        new Glance(
            now,
            rooms.plugins().options(monitor.id()),
            jobs,
            seen,
            look.again(),
            look.states(),
            id -> agreement(id, now),
            look::wanted,
            rooms.config());
    rooms
        .lanes()
        .checks()
        .<Observation>submit(
            monitor.id(),
            look.limit(rooms.config().selfHealing().limits()),
            () -> look.time().measured(rooms.assembly().nanos(), () -> monitor.check(glance)),
            outcome ->
                outcome.handle(
                    observation -> looked(look, observation, now),
                    failure -> failed(look, changed, failure)));
  }

  private List<JobSnapshot> changed(Set<String> ids, Instant now) {
    return ids.stream()
        .map(id -> rooms.jobs().snapshot(id, now))
        .flatMap(Optional::stream)
        .toList();
  }

  /** How a job stands against the agreement on its service. */
  SlaReport agreement(String jobId, Instant now) {
    return agreements.of(jobId, now);
  }

  private void looked(Look look, Observation observation, Instant began) {
    String id = look.monitor().id();
    look.ended(began, observation);
    samples.remember(observation.metrics());
    take(id, observation);
    Observation well = rooms.guard().worked(id);
    if (well != null) {
      take(PluginGuard.MONITOR, well);
    }
    take(Streams.OWNER, samples.keep(look, observation, began));
  }

  private void failed(Look look, Set<String> unseen, Throwable failure) {
    look.failed(rooms.now(), unseen);
    take(PluginGuard.MONITOR, rooms.guard().failed(look.monitor().id(), failure, rooms.now()));
  }

  /** Takes what a monitor said and keeps what follows from it. */
  void take(String monitor, Observation observation) {
    if (monitor.equals(Detection.REPORTED_MONITOR)) {
      takeReported(observation);
    } else {
      keep(rooms.detection().take(monitor, masking.apply(observation), rooms.now()));
    }
  }

  private void takeReported(Observation observation) {
    Detection detection = rooms.detection();
    Reports reports = rooms.assembly().reports();
    Observation said = masking.apply(observation);
    Observation whole = reports.complete(said, detection.active(), rooms.now());
    keep(detection.take(Detection.REPORTED_MONITOR, whole, rooms.now()));
    reports.takenUp(said.findings(), detection.active());
  }

  /** Ends what has been clear long enough, and sees whether many are sick at once. */
  void sweep(Instant now) {
    keep(rooms.detection().sweep(now, census::exists, new Shared(rooms).crowd()));
    census.sweep(now);
  }

  private void keep(Detection.Changes changes) {
    owed.save(changes);
    changes.opened().stream()
        .filter(incident -> rooms.detection().find(incident.id()).isPresent())
        .forEach(this::detected);
    changes.ended().forEach(rooms.announcer()::ended);
  }

  private void detected(Incident incident) {
    rooms
        .announcer()
        .say(HealingEvent.Step.DETECTED, incident.subject(), incident.id(), words(incident));
  }

  private static String words(Incident incident) {
    String stack = incident.evidence().getOrDefault("stack", "");
    return incident.findingId() + ": " + incident.message() + (stack.isEmpty() ? "" : "\n" + stack);
  }

  /** What the monitors have seen of a subject, and when. */
  Sightings sightings() {
    return sightings;
  }

  /** The newest sample of every stream, by its name. */
  Map<String, HealthMetric> newest() {
    return samples.newest();
  }

  /** Stores what the monitors of this turn measured and want kept. */
  void keepSamples() {
    samples.store();
  }

  /** What was unusual and is not measured any more since this moment is told no longer. */
  void forget(Instant before) {
    take(Streams.OWNER, samples.forget(before));
  }

  /** What could not be loaded is said like any other fault of a plug-in. */
  void reportUnloadable() {
    rooms
        .plugins()
        .unloadable()
        .forEach(
            (name, cause) ->
                take(PluginGuard.MONITOR, rooms.guard().failed(name, cause, rooms.now())));
  }
}
