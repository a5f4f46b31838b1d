package io.healing.core.store;

import io.healing.api.PluginState;
import io.healing.api.WireWord;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.job.FileVersion;
import io.healing.api.job.JobRun;
import io.healing.api.store.Counter;
import io.healing.api.store.Instance;
import io.healing.api.store.Intent;
import io.healing.api.store.Rejection;
import io.healing.api.store.ReviewEntry;
import io.healing.api.store.StoreException;
import io.healing.api.store.SuggestionEntry;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All tables, and what guards them. */
final class Tables {
  /** The tables that number their rows. */
  enum Numbered {
    REVIEW,
    SUGGESTION,
    ACTION,
    INTENT,
    DECISION,
    VERSION,
    INSTANCE,
    SAMPLE,
    CHANGE
  }

  static final Comparator<JobRun> BY_START =
      Comparator.comparing(JobRun::startedAt).thenComparingLong(JobRun::id);

  final Guard guard = new Guard();
  final Capacity capacity;
  final Index<JobRun> runsOfJob = new Index<>(JobRun::jobId, BY_START);
  final Index<JobRun> runsByTime = new Index<>(run -> "", BY_START);
  final Index<JobRun> running =
      new Index<>(run -> run.ended() ? "" : Long.toString(run.instance()), BY_START);
  final Bulk bulk = new Bulk();
  final Rows<Long, JobRun> runs =
      new Rows<Long, JobRun>(guard)
          .with(runsOfJob)
          .with(runsByTime)
          .with(running)
          .with(bulk)
          .with(bulk.heavyByTime);

  final Index<Incident> activeIncidents =
      new Index<>(
          incident -> incident.ended() ? "" : incident.key(),
          Comparator.comparing(Incident::detectedAt).thenComparing(Incident::id));
  final Rows<String, Incident> incidents = new Rows<String, Incident>(guard).with(activeIncidents);

  final Rows<Long, ReviewEntry> reviews = new Rows<>(guard);
  final Rows<Long, SuggestionEntry> suggestions = new Rows<>(guard);
  final Rows<Long, StoredAction> actions = new Rows<>(guard);
  final Rows<Long, Intent> intents = new Rows<>(guard);
  final Rows<String, Counter> counters = new Rows<>(guard);
  final Rows<String, Rejection> rejections = new Rows<>(guard);
  final Index<DecisionRecord> decisionsOf =
      new Index<>(
          decision -> decision.subject().name(), Comparator.comparingLong(DecisionRecord::id));
  final Rows<Long, DecisionRecord> decisions =
      new Rows<Long, DecisionRecord>(guard).with(decisionsOf);
  final Index<FileVersion> versionsOf =
      new Index<>(
          version -> fileKey(version.jobId(), version.path()),
          Comparator.comparingLong(FileVersion::id));
  final Rows<Long, FileVersion> versions = new Rows<Long, FileVersion>(guard).with(versionsOf);
  final Rows<Long, Instance> instances = new Rows<>(guard);
  final Rows<Long, Instance> living = new Rows<>(guard);
  final Index<Sample> samplesOf =
      new Index<>(
          sample -> sample.metric().metricName(),
          Comparator.comparing((Sample sample) -> sample.metric().measuredAt())
              .thenComparing(Sample::number));
  final Rows<Long, Sample> samples = new Rows<Long, Sample>(guard).with(samplesOf);
  final Rows<Long, ChangeEvent> changes = new Rows<>(guard);
  final Rows<String, RecoveryProcedure> procedures = new Rows<>(guard);
  final Rows<StateKey, PluginState> states = new Rows<>(guard);

  private final Map<Numbered, Long> last = new EnumMap<>(Numbered.class);

  Tables(Capacity capacity) {
    this.capacity = capacity;
  }

  /** A sample in the order in which it came. */
  record Sample(long number, HealthMetric metric) {}

  /** The key of a plug-in's value. */
  record StateKey(String owner, String key) implements Comparable<StateKey> {
    private static final Comparator<StateKey> ORDER =
        Comparator.comparing(StateKey::owner).thenComparing(StateKey::key);

    @Override
    public int compareTo(StateKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** The next number of a table; never given twice. */
  long next(Numbered table) {
    return last.merge(table, 1L, Long::sum);
  }

  static String fileKey(String jobId, String path) {
    return jobId.length() + ":" + jobId + path;
  }

  /** Refuses words that are only read. */
  static void written(WireWord... words) {
    for (WireWord word : words) {
      if ("unknown".equals(word.word())) {
        throw new StoreException(
            "The word \"unknown\" of " + word.getClass().getSimpleName() + " is never stored",
            "It stands for a word of a newer release; keep the row as it is.",
            null);
      }
    }
  }

  /** Refuses a row that points to one which is not there. */
  static void exists(boolean there, String what, long id) {
    if (!there) {
      throw new StoreException("There is no " + what + " " + id, "", null);
    }
  }

  static <T> List<T> first(int limit, Stream<T> rows) {
    return rows.limit(limit).toList();
  }
}
