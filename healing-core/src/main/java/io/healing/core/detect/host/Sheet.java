package io.healing.core.detect.host;

import io.healing.api.Options;
import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.detect.MonitorRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a reader saw at one look, of all that it looks at. */
final class Sheet {
  private final MonitorRequest request;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Subject, String> noData = new LinkedHashMap<>();
  private final Map<Subject, String> memos = new LinkedHashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();

  /**
   * One thing seen.
   *
   * @param which tells its samples from those of others; may be empty
   * @param value what was measured; infinite where it is bad without a number
   * @param levels from when on it is bad
   * @param words what was seen, as a sentence without its end
   * @param evidence more of it
   */
  record Entry(
      Subject subject,
      String which,
      double value,
      Levels levels,
      String words,
      Map<String, String> evidence) {}

  Sheet(MonitorRequest request) {
    this.request = request;
  }

  Instant now() {
    return request.now();
  }

  Options options() {
    return request.options();
  }

  MonitorRequest request() {
    return request;
  }

  /** Whether this look is for a subject: one out of turn is for some only. */
  boolean wanted(Subject subject) {
    return request.again().isEmpty() || request.again().contains(subject);
  }

  /** What the others of its kind showed; empty at a look that is not for all of them. */
  Optional<Peers> peers(Entry entry) {
    return request.again().isEmpty() ? Peers.of(entry, entries) : Optional.empty();
  }

  /** This was seen. */
  void saw(Entry entry) {
    if (wanted(entry.subject())) {
      entries.add(entry);
    }
  }

  /** The only one of its kind. */
  void saw(Subject subject, double value, Levels levels, String words) {
    saw(new Entry(subject, "", value, levels, words, Map.of()));
  }

  /** Nothing can be said, for this reason. */
  void noData(Subject subject, String reason) {
    if (wanted(subject)) {
      noData.put(subject, reason);
    }
  }

  /** One more number to keep, which nothing is said of. */
  void sample(String metric, double value) {
    samples.put(metric, value);
  }

  /** What the reader noted at the look before; empty at the first. */
  String memo(Subject subject) {
    return standing(subject).memo();
  }

  /** To know at the next look. */
  void memo(Subject subject, String text) {
    if (wanted(subject)) {
      memos.put(subject, text);
    }
  }

  Standing standing(Subject subject) {
    return request.state(subject).map(Sheet::read).orElseGet(Standing::fresh);
  }

  private static Standing read(PluginState kept) {
    return Standing.of(kept);
  }

  List<Entry> entries() {
    return entries;
  }

  Map<Subject, String> noData() {
    return noData;
  }

  Map<Subject, String> memos() {
    return memos;
  }

  Map<String, Double> samples() {
    return samples;
  }
}
