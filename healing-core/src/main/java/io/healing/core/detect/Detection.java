package io.healing.core.detect;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobRunner;
import io.healing.api.job.JobStanding;
import io.healing.core.detect.host.HostMonitors;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Turns what monitors say into incidents, ends them, and sees when many subjects fall sick at once.
 * It stores nothing: every change is handed back to be saved. Thread-safe.
 */
public final class Detection {
  /** The monitor that says of a job what its last run failed of. */
  public static final String FAILED_MONITOR = "healing.monitor.failed";

  /** The monitor in whose name storms are told. */
  public static final String STORM_MONITOR = "healing.monitor.storm";

  /** The monitor in whose name it is told what several sick jobs share. */
  public static final String COMMON_CAUSE_MONITOR = "healing.monitor.common_cause";

  /** The monitor that says what the program reported. */
  public static final String REPORTED_MONITOR = "healing.monitor.reported";

  /** Our own monitors know the type of what they say. */
  private static final String OURS = "healing.";

  private final SettleTime settling;
  private final Book book;
  private final Storms storms;
  private final CommonCauses causes;
  private final Consequences consequences;

  /**
   * What the room is told once.
   *
   * @param clock tells whether a storm goes on, where a call does not say what time it is
   * @param incidentIds makes a new incident's id at each call
   * @param settle how long an incident must be clear before it has recovered, and how long a storm
   *     must bring nothing new before it is over; zero or more
   * @param stormSubjects so many newly sick jobs are no storm yet; 0 or more
   * @param stormPercent so many percent of the jobs newly sick are no storm yet; 0 to 100
   * @param stormWindow jobs count as newly sick for so long, the last moment included
   */
  public record Settings(
      InstantSource clock,
      Supplier<String> incidentIds,
      Duration settle,
      int stormSubjects,
      double stormPercent,
      Duration stormWindow) {

    /** Checks the bounds. */
    public Settings {
      check(!settle.isNegative(), "settle is zero or more, but is " + settle);
      check(stormSubjects >= 0, "storm_subjects is 0 or more, but is " + stormSubjects);
      boolean percent = stormPercent >= 0 && stormPercent <= 100;
      check(percent, "storm_percent is 0 to 100, but is " + stormPercent);
      check(!stormWindow.isNegative(), "storm_window is zero or more, but is " + stormWindow);
    }

    private static void check(boolean holds, String message) {
      if (!holds) {
        throw new IllegalArgumentException(message);
      }
    }
  }

  /**
   * Incidents as they are now; all are to be saved.
   *
   * @param opened new ones
   * @param changed known ones with new words, or clear, or hung under another one
   * @param ended ones that are over
   */
  public record Changes(List<Incident> opened, List<Incident> changed, List<Incident> ended) {
    /** Copies the lists. */
    public Changes {
      opened = List.copyOf(opened);
      changed = List.copyOf(changed);
      ended = List.copyOf(ended);
    }

    /** Whether there is nothing to save. */
    public boolean isEmpty() {
      return opened.isEmpty() && changed.isEmpty() && ended.isEmpty();
    }
  }

  /**
   * With the incidents that had not ended when the program did; every monitor is taken to look at
   * least twice within {@link Settings#settle}.
   */
  public Detection(Settings settings, List<Incident> active) {
    this(settings, active, Map.of());
  }

  /**
   * With the incidents that had not ended when the program did.
   *
   * @param intervals how often each monitor looks, by its id: an incident settles for twice that,
   *     or for {@link Settings#settle} where that is longer
   */
  public Detection(Settings settings, List<Incident> active, Map<String, Duration> intervals) {
    this.settling = new SettleTime(settings.settle(), intervals);
    this.book = new Book(active, settings.incidentIds());
    this.storms = new Storms(settings, book);
    this.causes = new CommonCauses(book);
    this.consequences = new Consequences(book);
  }

  /**
   * The built-in monitors of jobs.
   *
   * @param interval how often they look; the one for overdue runs looks every 5 seconds at least
   * @param patterns whether a failed run's finding tells what is new, recurring or bursting in its
   *     log
   */
  public static List<Monitor> builtIn(Duration interval, boolean patterns) {
    return BuiltIn.monitors(interval, patterns);
  }

  /**
   * What the program reports.
   *
   * @param events takes those that wait, the oldest first; at most a look's worth
   * @param lost how many were lost since the start, while that was not taken up; else 0
   * @param hold how long an event counts as true after it was reported last
   */
  public record Reported(Supplier<List<ErrorEvent>> events, LongSupplier lost, Duration hold) {}

  /** The monitor that says what the program reported. */
  public static Monitor ofReports(Reported reported) {
    return new ReportedMonitor(reported);
  }

  /**
   * The monitor that asks a job runner how its jobs stand.
   *
   * @param told given each answer, on the thread of the look; gives the jobs of it that another
   *     runner tells too, with that runner
   */
  public static Monitor ofRunner(
      JobRunner runner, Duration interval, Function<List<JobStanding>, Map<String, String>> told) {
    return new RunnerMonitor(runner, interval, told);
  }

  /** The monitors of the machine and of this JVM. */
  public static List<Monitor> ofMachine(Host host) {
    return HostMonitors.ofMachine(host.settings());
  }

  /** The monitors of what the program names and hands over: endpoints, pools, queues, logs. */
  public static List<Monitor> ofProgram(Host host) {
    return HostMonitors.ofProgram(host.settings());
  }

  /** What a part of the program is called as a subject, such as {@code pool:orders}. */
  public static Subject part(String name) {
    return HostMonitors.part(name);
  }

  /** What a finding's incident is known by, the same for the same cause: 16 hex digits. */
  public static String fingerprint(Finding finding) {
    return Fingerprint.of(finding);
  }

  /**
   * A finding with the type of error that it tells of: as it is said, which wins over anything
   * else; else by its words, of which the first of an ordered list decides and "no errors found"
   * says nothing; else by the numbers of its evidence ({@code cpu_usage} or {@code memory_usage}
   * above 90, any of the network) and its {@code tags}.
   */
  public static Finding typed(Finding finding) {
    return Context.typed(finding);
  }

  /**
   * Takes what a monitor said. What it said before about a subject that it names now, and does not
   * say again, is clear from now on. No data changes nothing.
   */
  public synchronized Changes take(String monitorId, Observation observation, Instant now) {
    Batch batch = new Batch();
    Set<Subject> named = new HashSet<>(observation.clear());
    Set<String> keys = new HashSet<>();
    for (Finding said : observation.findings()) {
      Finding finding = monitorId.startsWith(OURS) ? said : typed(said);
      named.add(finding.subject());
      keys.add(see(new Book.Said(monitorId, finding, now), batch));
    }
    for (Incident incident : book.all()) {
      boolean silent = incident.monitor().equals(monitorId) && !keys.contains(incident.key());
      if (silent && incident.clearSince() == null && named.contains(incident.subject())) {
        batch.changed(book.put(incident.withClearSince(now)));
      }
    }
    return batch.changes();
  }

  private String see(Book.Said said, Batch batch) {
    boolean wasWell = !book.sick(said.finding().subject());
    Incident incident = book.see(said, batch);
    if (wasWell && Book.counts(incident)) {
      storms.newlySick(said.finding().subject(), said.at());
    }
    return incident.key();
  }

  /** The same, where nobody knows what jobs share. */
  public Changes sweep(Instant now, Predicate<Subject> exists, int subjects) {
    return sweep(now, exists, new Crowd(subjects, subject -> Set.of()));
  }

  /**
   * Ends incidents that have been clear for the settle time, except those whose action is being
   * verified, and those whose subject is gone; hangs what only follows from another one under that;
   * lets storms and common causes begin and end.
   *
   * @param exists whether there still is such a subject
   */
  public synchronized Changes sweep(Instant now, Predicate<Subject> exists, Crowd crowd) {
    Batch batch = new Batch();
    for (Incident incident : book.all()) {
      IncidentEnd end = settling.end(incident, now, exists);
      if (end != null) {
        batch.ended(book.end(incident.ended(end, now)));
      }
    }
    consequences.sweep(crowd, batch);
    storms.sweep(now, crowd, batch);
    causes.sweep(now, crowd, batch);
    storms.counted(causes.held());
    return batch.changes();
  }

  /**
   * Takes up incidents that were stored before, of subjects that are known from now on. What is
   * known or was ended here, or has another incident of the same cause here, stays as it is.
   */
  public synchronized void adopt(Collection<Incident> stored) {
    storms.adopted(stored.stream().filter(book::adopt).toList());
  }

  /**
   * Another process has stored the same incident first: that one takes the place of the one made
   * here.
   */
  public synchronized void exchange(Incident own, Incident stored) {
    book.drop(own);
    book.adopt(stored);
  }

  /** An incident that has not ended. */
  public synchronized Optional<Incident> find(String id) {
    return book.find(id);
  }

  /** All that have not ended, the oldest first; a copy. */
  public synchronized Collection<Incident> active() {
    return book.all();
  }

  /**
   * Takes an incident that the loop changed: its state, end, cause, diagnosis, actions and score.
   * What a monitor said meanwhile is kept, and one that ended meanwhile stays ended.
   *
   * @return the incident as it is now, to be saved
   */
  public synchronized Incident replace(Incident changedByLoop) {
    Incident now = book.replace(changedByLoop);
    storms.replaced(now);
    return now;
  }

  /**
   * The storm that this subject is part of, or what it shares with other sick ones, as long as that
   * may go on; no action is due then.
   */
  public synchronized Optional<Incident> storm(Subject subject) {
    return storms.over(subject).or(() -> causes.over(subject));
  }

  /**
   * The incident from which this one only follows, until that one has ended; nothing is to be done
   * for this one by itself meanwhile.
   */
  public synchronized Optional<Incident> behind(Incident incident) {
    return consequences.behind(incident);
  }
}
