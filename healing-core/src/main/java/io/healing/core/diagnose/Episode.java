package io.healing.core.diagnose;

import io.healing.core.diagnose.RootCauses.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * When the target was at its worst within the time that is asked about, and when it was still well.
 * A component that was just as far from usual while the target was well does not explain the
 * target.
 *
 * @param bad places of the samples in the upper half of the target's range and beyond usual
 * @param well places of the samples in the lowest quarter of that range
 */
record Episode(List<Integer> bad, List<Integer> well) {
  private static final double UPPER = 0.5;
  private static final double LOWEST = 0.25;
  private static final double BEYOND = 2;

  /** A smaller share of bad samples is what any normal time has too. */
  private static final double SHARE = 0.1;

  static Episode of(List<Sample> samples, Usual usual) {
    double[] values = Usual.values(samples);
    if (values.length == 0) {
      return new Episode(List.of(), List.of());
    }
    double low = values[0];
    double range = values[values.length - 1] - low;
    double bad = Math.max(low + UPPER * range, usual.middle() + BEYOND * usual.spread());
    Episode found =
        new Episode(places(samples, bad, Double.MAX_VALUE), List.of())
            .withWell(places(samples, -Double.MAX_VALUE, Math.min(bad, low + LOWEST * range)));
    return found.bad.size() < SHARE * values.length ? new Episode(List.of(), List.of()) : found;
  }

  /** The samples of another component at the bad places, without those that have no value. */
  List<Sample> bad(List<Sample> samples) {
    return at(bad, samples);
  }

  /** Its usual level: what is normal, or what it was while the target was well, if that is more. */
  double level(List<Sample> samples, Usual usual) {
    List<Sample> then = at(well, samples);
    double[] values = then.stream().mapToDouble(Sample::value).toArray();
    return values.length == 0 ? usual.middle() : Math.max(usual.middle(), Usual.middle(values));
  }

  private static List<Sample> at(List<Integer> places, List<Sample> samples) {
    return places.stream()
        .filter(place -> place < samples.size())
        .map(samples::get)
        .filter(Sample::known)
        .toList();
  }

  private Episode withWell(List<Integer> places) {
    List<Integer> others = new ArrayList<>(places);
    others.removeAll(bad);
    return new Episode(bad, others);
  }

  private static List<Integer> places(List<Sample> samples, double from, double below) {
    List<Integer> found = new ArrayList<>();
    for (int place = 0; place < samples.size(); place++) {
      Sample sample = samples.get(place);
      if (sample.known() && sample.value() >= from && sample.value() < below) {
        found.add(place);
      }
    }
    return found;
  }
}
