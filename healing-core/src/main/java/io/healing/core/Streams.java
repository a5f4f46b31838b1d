package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.config.LogLevel;
import io.healing.api.detect.HealthMetric;
import io.healing.api.store.HealingStore;
import io.healing.api.store.StoreException;
import io.healing.core.series.AnomalyDetector;
import io.healing.core.series.Verdict;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A detector for every stream of samples, by the name of the metric; so many at most, and the one
 * that was not used for the longest time makes room. What a detector knows is stored now and then,
 * and what was measured since is learnt again from the stored samples, so that a restart loses
 * nothing. Used on the loop's thread only.
 */
final class Streams {
  static final String OWNER = "healing.monitor.anomaly";

  private static final RedactedLog LOG = RedactedLog.of(Streams.class);
  private static final int FORM = 1;
  private static final int KEEP_EVERY = 50;

  /** Of fewer points nobody can say what only one in a hundred is. */
  private static final int ENOUGH = 100;

  private final RedactedLog log;
  private final HealingStore store;
  private final int most;
  private final Map<String, Stream> streams = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Stream {
    private final AnomalyDetector detector;
    private Instant last;
    private int unkept;

    Stream(AnomalyDetector detector, Instant last) {
      this.detector = detector;
      this.last = last;
    }

    Verdict next(HealthMetric sample) {
      last = sample.measuredAt();
      unkept++;
      return detector.next(last, sample.currentValue());
    }
  }

  /**
   * With room for so many streams.
   *
   * @param most at least 1
   * @param least the level from which on it is logged that something was not kept
   */
  Streams(HealingStore store, int most, LogLevel least) {
    log = LOG.from(least);
    this.store = store;
    this.most = most;
  }

  /** Judges a sample that is not stored yet by all that came before it under its name. */
  Verdict judge(HealthMetric sample) {
    Stream stream = streams.computeIfAbsent(sample.metricName(), this::begin);
    Verdict judged = stream.next(sample);
    Verdict verdict = stream.detector.points() < ENOUGH ? judged.unsaid() : judged;
    if (stream.unkept >= KEEP_EVERY) {
      keep(sample.metricName(), stream);
    }
    makeRoom();
    return verdict;
  }

  private Stream begin(String metric) {
    try {
      Stream stream =
          store.states().find(OWNER, metric).flatMap(this::read).orElseGet(Streams::fresh);
      List<HealthMetric> since = new ArrayList<>(store.metrics().newest(metric, 2 * KEEP_EVERY));
      Collections.reverse(since);
      since.stream().filter(s -> s.measuredAt().isAfter(stream.last)).forEach(stream::next);
      return stream;
    } catch (StoreException e) {
      log.warn("What is usual for {} could not be read; it is learnt anew: {}", metric, e);
      return fresh();
    }
  }

  private static Stream fresh() {
    return new Stream(new AnomalyDetector(), Instant.MIN);
  }

  /** Another release's detector may not know this form; then the stored samples must do. */
  private Optional<Stream> read(PluginState kept) {
    int end = kept.text().indexOf(';');
    if (kept.version() != FORM || end < 0) {
      return Optional.empty();
    }
    try {
      byte[] state = Base64.getDecoder().decode(kept.text().substring(end + 1));
      Instant last = Instant.parse(kept.text().substring(0, end));
      return Optional.of(new Stream(AnomalyDetector.restore(state), last));
    } catch (IllegalArgumentException | DateTimeException e) {
      log.info("What was kept of a stream is not understood and learnt anew: {}", e);
      return Optional.empty();
    }
  }

  private void keep(String metric, Stream stream) {
    String text = stream.last + ";" + Base64.getEncoder().encodeToString(stream.detector.state());
    try {
      store.states().save(OWNER, Map.of(metric, new PluginState(FORM, text)));
      stream.unkept = 0;
    } catch (StoreException e) {
      log.warn("What is usual for {} could not be kept: {}", metric, e);
    }
  }

  /**
   * Forgets what is stored of streams of which nothing was measured since this moment. Safe on any
   * thread: it touches the store only.
   *
   * @return how many were forgotten
   */
  static int forget(HealingStore store, Instant before) {
    int gone = 0;
    for (Map.Entry<String, PluginState> kept : store.states().all(OWNER).entrySet()) {
      boolean used =
          store.metrics().newest(kept.getKey(), 1).stream()
              .anyMatch(sample -> !sample.measuredAt().isBefore(before));
      if (!used && !last(kept.getValue()).isAfter(before)) {
        store.states().remove(OWNER, kept.getKey());
        gone++;
      }
    }
    return gone;
  }

  /**
   * When a stream was measured last before it was stored; long ago where that is not understood.
   */
  private static Instant last(PluginState kept) {
    try {
      return Instant.parse(kept.text().substring(0, Math.max(0, kept.text().indexOf(';'))));
    } catch (DateTimeException e) {
      return Instant.MIN;
    }
  }

  private void makeRoom() {
    Iterator<Map.Entry<String, Stream>> oldest = streams.entrySet().iterator();
    while (streams.size() > most && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }
}
