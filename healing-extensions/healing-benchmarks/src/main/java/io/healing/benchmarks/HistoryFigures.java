package io.healing.benchmarks;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.SlaConfig;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a review and the lists cost with ten thousand and with a million stored runs: sixty jobs
 * that run every hour, for one week and for a hundred weeks, so that the newest week is the same.
 * Both databases are measured in turns.
 */
public final class HistoryFigures {
  private static final int JOBS = 60;
  private static final int FEW = 10_000 / JOBS;
  private static final int MANY = 1_000_000 / JOBS;
  private static final int ROWS = 1_000;
  private static final int ROUNDS = 60;
  private static final Instant NOW = Samples.NOON;

  private HistoryFigures() {}

  /** One of the two histories. */
  private record History(HealingStore store, ManualHealing healing) {}

  /** What is asked of a history. */
  private interface Query {
    void of(History history);
  }

  /** Prints the figures. */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("healing-history");
    History few = open(directory.resolve("few.db"), FEW);
    History many = open(directory.resolve("many.db"), MANY);
    say("stored runs: %d and %d", few.store.runs().count(), many.store.runs().count());
    queries().forEach((name, query) -> compare(name, query, few, many));
    close(few);
    close(many);
  }

  private static History open(Path file, int runs) {
    HealingStore store = SqliteHealingStore.open(file);
    for (int first = 0; first < runs; first += 200) {
      store.runs().save(some(first, Math.min(runs, first + 200)));
    }
    fill(store);
    var builder = Healing.builder().store(store);
    for (int job = 0; job < JOBS; job++) {
      builder.job(
          JobConfig.of(JobDefinition.of("hourly-" + job))
              .withSla(SlaConfig.defaults().withEnabled(true))
              .withSelfHealing(SelfHealingConfig.defaults()));
    }
    ManualHealing healing = builder.manual(NOW);
    healing.tick(Duration.ZERO);
    return new History(store, healing);
  }

  private static List<JobRun> some(int from, int to) {
    List<JobRun> runs = new ArrayList<>();
    for (int hour = from; hour < to; hour++) {
      for (int job = 0; job < JOBS; job++) {
        runs.add(run(job, hour));
      }
    }
    return runs;
  }

  private static JobRun run(int job, int hour) {
    Instant at = NOW.minus(Duration.ofHours(hour + 1L)).plusSeconds(job);
    long took = 1_000 + (hour * 7L + job) % 100;
    return new JobRun(
        JobRun.id(4_000_000L, (long) hour * JOBS + job + 1),
        "hourly-" + job,
        at,
        at.plusMillis(took),
        RunOutcome.SUCCESS,
        took,
        1,
        RunTrigger.SCHEDULED,
        null,
        "wrote the report\n",
        false,
        100L + job,
        null);
  }

  /** The same reviews, suggestions, actions and incidents in both. */
  private static void fill(HealingStore store) {
    store.transaction(
        () -> {
          for (int row = 0; row < ROWS; row++) {
            fill(store, row);
          }
          return true;
        });
  }

  private static void fill(HealingStore store, int row) {
    String job = "hourly-" + row % JOBS;
    Instant at = NOW.minus(Duration.ofHours(ROWS - row));
    long review = store.reviews().add(Samples.review(job, at), Samples.reviewDetail(1));
    long suggestion =
        store
            .suggestions()
            .add(Samples.suggestion(review, job, at), Samples.suggestionDetail("key-" + row, NOW));
    store.actions().add(Samples.action(suggestion, job, at), Samples.actionDetail(0, at));
    String id = String.format(Locale.ROOT, "i-%08x", row);
    Incident incident = Samples.incident(id, job, String.format(Locale.ROOT, "%016x", row), at);
    store.incidents().save(incident.ended(io.healing.api.detect.IncidentEnd.RECOVERED, at));
  }

  private static Map<String, Query> queries() {
    Map<String, Query> all = new LinkedHashMap<>();
    all.put("a review of one job", HistoryFigures::review);
    all.put("the newest runs of a job", h -> h.store.runs().newest("hourly-7", 50));
    all.put("the runs of a job of a week", HistoryFigures::week);
    all.put(
        "how many runs since",
        h -> h.store.runs().countSince("hourly-7", NOW.minusSeconds(604_800), false));
    all.put("unfinished runs", h -> h.store.runs().unfinished(4_000_001L));
    all.put("suggestions", h -> h.store.suggestions().page(Page.newest(100)));
    all.put(
        "pending suggestions",
        h -> h.healing.healing().admin().suggestions(SuggestionStatus.PENDING));
    all.put(
        "suggestions of a job",
        h -> h.store.suggestions().page(Page.newest(100).of(Subject.job("hourly-7"))));
    all.put("actions", h -> h.healing.healing().admin().actions());
    all.put("reviews", h -> h.healing.healing().admin().reviews());
    all.put("incidents", h -> h.store.incidents().page(Page.newest(100)));
    all.put("status", h -> h.healing.healing().status());
    return all;
  }

  private static void review(History history) {
    history.healing.healing().review("hourly-7", true);
    history.healing.tick(Duration.ZERO);
  }

  private static void week(History history) {
    history.store.runs().since("hourly-7", NOW.minus(Duration.ofDays(7)), 1_000);
  }

  private static void compare(String name, Query query, History few, History many) {
    long[] little = new long[ROUNDS];
    long[] much = new long[ROUNDS];
    for (int warm = 0; warm < ROUNDS; warm++) {
      query.of(few);
      query.of(many);
    }
    for (int round = 0; round < ROUNDS; round++) {
      little[round] = Cost.once(() -> query.of(few));
      much[round] = Cost.once(() -> query.of(many));
    }
    long one = Cost.median(little);
    long other = Cost.median(much);
    say(
        "%s: %.3f ms and %.3f ms, ratio %.2f, bar 2",
        name, one / 1e6, other / 1e6, (double) other / one);
  }

  private static void close(History history) {
    history.healing.close();
    history.store.close();
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
