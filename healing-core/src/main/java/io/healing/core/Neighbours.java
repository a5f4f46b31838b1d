package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.Incident;
import io.healing.api.detect.MetricName;
import io.healing.api.diagnose.Neighbourhood;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what a sick subject is connected with. For the checks lane: it asks the store. */
final class Neighbours {
  private static final int MOST_JOBS = 20;
  private static final int MOST_THINGS = 20;
  private static final int RUNS = 64;
  private static final int SAMPLES = 300;

  /** The times that are measured of what may be used. */
  private static final List<String> TIMES =
      List.of(MetricName.CONNECT_TIME, MetricName.RESPONSE_TIME, MetricName.CONNECTION_TIME);

  private final Rooms rooms;

  Neighbours(Rooms rooms) {
    this.rooms = rooms;
  }

  Neighbourhood of(Examination examination) {
    Map<String, Set<String>> all = new TreeMap<>();
    for (JobSnapshot job : rooms.jobs().snapshots(rooms.now())) {
      String id = job.definition().id();
      all.put(id, Shared.things(job.definition(), rooms.config().baseDirectory()));
    }
    Map<String, Set<String>> near = near(examination, all);
    Set<String> things = new TreeSet<>();
    near.values().forEach(things::addAll);
    things.removeAll(near.keySet());
    return new Neighbourhood(near, runs(near.keySet()), samples(things), incidents(near, things));
  }

  /** The subject itself, what hangs under its incident, then who shares something with these. */
  private Map<String, Set<String>> near(Examination examination, Map<String, Set<String>> all) {
    Map<String, Set<String>> near = new TreeMap<>();
    Set<String> things = new TreeSet<>();
    for (String job : seeds(examination)) {
      if (near.size() < MOST_JOBS && all.containsKey(job)) {
        near.put(job, all.getOrDefault(job, Set.of()));
        things.addAll(near.getOrDefault(job, Set.of()));
      }
    }
    resource(examination).forEach(things::add);
    sharing(near.keySet(), things, all).stream()
        .limit(Math.max(0, MOST_JOBS - near.size()))
        .forEach(job -> near.put(job, all.getOrDefault(job, Set.of())));
    return near;
  }

  private List<String> seeds(Examination examination) {
    List<String> seeds = new ArrayList<>();
    seeds.add(examination.subject().name());
    Incident incident = examination.incident();
    rooms.detection().active().stream()
        .filter(other -> incident != null && incident.id().equals(other.causeId()))
        .map(other -> other.subject().name())
        .forEach(seeds::add);
    return seeds;
  }

  private static List<String> resource(Examination examination) {
    Incident incident = examination.incident();
    String named = incident == null ? "" : incident.evidence().getOrDefault("resource", "");
    return named.isEmpty() ? List.of() : List.of(named);
  }

  /** Those that use the most of it first; a job that is used itself counts as used by all. */
  private static List<String> sharing(
      Set<String> near, Set<String> things, Map<String, Set<String>> all) {
    return all.keySet().stream()
        .filter(job -> !near.contains(job))
        .filter(job -> common(job, things, all) > 0)
        .sorted(Comparator.comparingLong(job -> -common(job, things, all)))
        .toList();
  }

  private static long common(String job, Set<String> things, Map<String, Set<String>> all) {
    long shared = all.getOrDefault(job, Set.of()).stream().filter(things::contains).count();
    return things.contains(job) ? shared + things.size() : shared;
  }

  private Map<String, List<JobRun>> runs(Collection<String> jobs) {
    Map<String, List<JobRun>> runs = new TreeMap<>();
    jobs.forEach(job -> runs.put(job, rooms.store().runs().newest(job, RUNS)));
    return runs;
  }

  private Map<String, List<HealthMetric>> samples(Set<String> things) {
    Map<String, List<HealthMetric>> samples = new TreeMap<>();
    things.stream()
        .limit(MOST_THINGS)
        .forEach(
            thing -> {
              List<HealthMetric> measured = samples(thing);
              if (!measured.isEmpty()) {
                samples.put(thing, measured);
              }
            });
    return samples;
  }

  /** A monitor may name it without the kind that stands before it, as in {@code jdbc:orders}. */
  private List<HealthMetric> samples(String thing) {
    Set<String> names = new TreeSet<>(List.of(thing, thing.substring(thing.indexOf(':') + 1)));
    for (String word : TIMES) {
      for (String name : names) {
        List<HealthMetric> found =
            rooms.store().metrics().newest(MetricName.of(word, name), SAMPLES);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return List.of();
  }

  private List<Incident> incidents(Map<String, Set<String>> near, Set<String> things) {
    return rooms.detection().active().stream()
        .filter(incident -> concerns(incident.subject(), near, things))
        .toList();
  }

  private static boolean concerns(
      Subject subject, Map<String, Set<String>> near, Set<String> things) {
    String name = subject.name();
    return near.containsKey(name)
        || (!subject.isJob()
            && things.stream()
                .anyMatch(
                    thing ->
                        name.endsWith("/" + thing)
                            || name.endsWith("/" + thing.substring(thing.indexOf(':') + 1))));
  }
}
