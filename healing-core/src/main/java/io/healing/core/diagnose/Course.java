package io.healing.core.diagnose;

import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Neighbourhood;
import io.healing.api.job.JobRun;
import io.healing.core.diagnose.RootCauses.Measure;
import io.healing.core.diagnose.RootCauses.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * How a job and all that is near it went, moment by moment of that job. A job has its runs. A thing
 * that is used has what monitors measured of it; where it is asked whether it went wrong, also
 * their incident, and how many of at least two other users went wrong.
 *
 * <p>How often a run uses a thing is not known: it counts as so many calls as would fill the run's
 * usual time, so that a thing explains what it could explain at most.
 */
final class Course {
  private static final double MILLIS = 1_000;
  private static final int OTHER_USERS = 2;
  private static final double MOST_CALLS = 1e6;

  private final Neighbourhood near;
  private final String target;
  private final Measure measure;
  private final Moments moments;

  Course(Neighbourhood near, String target, Measure measure, Moments moments) {
    this.near = near;
    this.target = target;
    this.measure = measure;
    this.moments = moments;
  }

  /** For each component its samples of all moments. */
  Map<String, List<Sample>> samples() {
    Set<String> names = new TreeSet<>(near.uses().keySet());
    near.uses().values().forEach(names::addAll);
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    double usual = middle(values(target));
    for (String name : names) {
      OptionalDouble[] values = values(name);
      boolean seconds = measure == Measure.SECONDS && !near.uses().containsKey(name);
      double calls = seconds ? calls(usual, middle(values)) : 1;
      samples.put(name, samples(values, calls));
    }
    return samples;
  }

  private static List<Sample> samples(OptionalDouble[] values, double calls) {
    List<Sample> samples = new ArrayList<>();
    for (OptionalDouble value : values) {
      samples.add(value.isEmpty() ? Sample.MISSING : new Sample(value.getAsDouble(), calls));
    }
    return samples;
  }

  private static double calls(double whole, double each) {
    return each > 0 ? Math.max(1, Math.min(MOST_CALLS, whole / each)) : 1;
  }

  private double middle(OptionalDouble[] values) {
    List<Double> known = new ArrayList<>();
    for (int place = 0; place < moments.normal(); place++) {
      values[place].ifPresent(known::add);
    }
    return Usual.middle(known.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private OptionalDouble[] values(String name) {
    OptionalDouble[] values = new OptionalDouble[moments.count()];
    for (int place = 0; place < values.length; place++) {
      values[place] = near.uses().containsKey(name) ? job(name, place) : thing(name, place);
    }
    return values;
  }

  private OptionalDouble job(String name, int place) {
    return near.runs().getOrDefault(name, List.of()).stream()
        .filter(Moments::told)
        .filter(run -> moments.contains(place, Moments.end(run)))
        .flatMapToDouble(this::value)
        .average();
  }

  private DoubleStream value(JobRun run) {
    Long lasted = run.durationMs();
    if (measure == Measure.SECONDS) {
      return lasted == null ? DoubleStream.empty() : DoubleStream.of(lasted / MILLIS);
    }
    return DoubleStream.of(Moments.well(run) ? 0 : 1);
  }

  private OptionalDouble thing(String name, int place) {
    OptionalDouble measured = measured(name, place);
    if (measure == Measure.SECONDS) {
      return measured;
    }
    List<Double> said = new ArrayList<>();
    measured.ifPresent(said::add);
    users(name, place).ifPresent(said::add);
    incident(name, place).ifPresent(said::add);
    return said.stream().mapToDouble(Double::doubleValue).max();
  }

  private OptionalDouble measured(String name, int place) {
    return near.samples().getOrDefault(name, List.of()).stream()
        .filter(sample -> moments.contains(place, sample.measuredAt()))
        .mapToDouble(this::value)
        .average();
  }

  private double value(HealthMetric sample) {
    if (measure == Measure.SECONDS) {
      return sample.currentValue() / MILLIS;
    }
    return sample.status() == HealthStatus.CRITICAL ? 1 : 0;
  }

  private OptionalDouble users(String name, int place) {
    double[] shares =
        near.uses().entrySet().stream()
            .filter(user -> user.getValue().contains(name) && !user.getKey().equals(target))
            .map(user -> job(user.getKey(), place))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    return shares.length < OTHER_USERS ? OptionalDouble.empty() : Arrays.stream(shares).average();
  }

  /** One that goes on tells of the time before it too: then there was none. */
  private OptionalDouble incident(String name, int place) {
    return near.incidents().stream()
        .filter(incident -> of(incident, name))
        .map(Incident::detectedAt)
        .min(Instant::compareTo)
        .map(began -> OptionalDouble.of(moments.ends().get(place).isBefore(began) ? 0 : 1))
        .orElseGet(OptionalDouble::empty);
  }

  /** What a monitor says of the thing itself; the incident of a common cause is drawn from jobs. */
  static boolean of(Incident incident, String thing) {
    String name = incident.subject().name();
    String bare = thing.substring(thing.indexOf(':') + 1);
    return !incident.subject().isJob()
        && !incident.evidence().containsKey("resource")
        && (name.endsWith("/" + thing) || name.endsWith("/" + bare));
  }
}
