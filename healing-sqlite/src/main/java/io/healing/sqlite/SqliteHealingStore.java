package io.healing.sqlite;

import io.healing.api.Plural;
import io.healing.api.config.LogLevel;
import io.healing.api.store.ActionRepository;
import io.healing.api.store.ChangeRepository;
import io.healing.api.store.CounterRepository;
import io.healing.api.store.DecisionRepository;
import io.healing.api.store.FileVersionRepository;
import io.healing.api.store.HealingStore;
import io.healing.api.store.IncidentRepository;
import io.healing.api.store.InstanceRepository;
import io.healing.api.store.Journal;
import io.healing.api.store.MetricRepository;
import io.healing.api.store.ProcedureRepository;
import io.healing.api.store.RejectionRepository;
import io.healing.api.store.ReviewRepository;
import io.healing.api.store.RunRepository;
import io.healing.api.store.StateRepository;
import io.healing.api.store.StoreInfo;
import io.healing.api.store.SuggestionRepository;
import io.healing.api.store.Work;
import io.healing.sqlite.Opening.Opened;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A store in a SQLite database: a file of its own, or tables in a host's database, whose other
 * tables and settings stay as they are.
 *
 * <p>Thread-safe. Several processes on one machine may use the same file at the same time. One
 * thread at a time writes, others wait; readers do not wait for a writer. What a call wrote is on
 * the disk when it returns, save for runs and samples, which may lose the last moments before a
 * power cut, never before a crash of the process.
 */
public final class SqliteHealingStore implements HealingStore {
  private static final String ORPHANS =
      """
      SELECT (SELECT COUNT(*) FROM healing_suggestions s WHERE s.review_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM healing_reviews r WHERE r.id = s.review_id))
        + (SELECT COUNT(*) FROM healing_suggestions s WHERE s.action_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM healing_actions a WHERE a.id = s.action_id))
        + (SELECT COUNT(*) FROM healing_actions a WHERE a.suggestion_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM healing_suggestions s WHERE s.id = a.suggestion_id))
      """;

  private final Database database;
  private final InstanceLocks locks;
  private final String runs;

  private SqliteHealingStore(Opened opened) {
    this.database = opened.database();
    this.locks = new InstanceLocks(database.place());
    this.runs = opened.runsTable();
  }

  /**
   * Opens a database with the default settings; see {@link #open(Path, SqliteSettings)}.
   *
   * @param file the database file
   */
  public static SqliteHealingStore open(Path file) {
    return open(file, SqliteSettings.defaults());
  }

  /**
   * Opens a database and brings its tables to this release's version. A file that is not there is
   * made, for its owner only. One that cannot or must not be written is opened for reading; {@link
   * StoreInfo#readOnlyBecause()} then says why.
   *
   * @param file the database file
   * @throws io.healing.api.store.StoreException when the file is no sound database, is of a newer
   *     release, or its host is not ready for our tables; the file is then left as it is
   */
  public static SqliteHealingStore open(Path file, SqliteSettings settings) {
    Objects.requireNonNull(settings, "settings");
    Opened opened = new Opening(Place.of(file), settings).writing();
    SqliteHealingStore store = new SqliteHealingStore(opened);
    if (opened.adopted()) {
      store.tellOfOrphans();
    }
    return store;
  }

  /**
   * Opens a database for reading only, as a list or a check does. Never makes or changes a file.
   *
   * @param file the database file
   * @throws io.healing.api.store.StoreException when there is none, or it cannot be read
   */
  public static SqliteHealingStore openReading(Path file) {
    return openReading(file, SqliteSettings.defaults());
  }

  /** The same with other settings. */
  public static SqliteHealingStore openReading(Path file, SqliteSettings settings) {
    Objects.requireNonNull(settings, "settings");
    return new SqliteHealingStore(
        new Opening(Place.of(file), settings).reading("it was opened for reading only"));
  }

  @Override
  public void logFrom(LogLevel least) {
    database.place().log().from(least);
  }

  @Override
  public StoreInfo info() {
    String file = database.place().file().toString();
    return new StoreInfo("sqlite", file, true, database.readOnlyBecause());
  }

  /** How many rows point to a row that is not there; another program may have left such. */
  public long orphans() {
    return database.number(Sql.of(ORPHANS));
  }

  /** The ids of all jobs that have runs, in the order of their names. */
  public List<String> jobs() {
    return new SqliteRuns(database, runs).jobs();
  }

  @Override
  public RunRepository runs() {
    return new SqliteRuns(database, runs);
  }

  @Override
  public IncidentRepository incidents() {
    return new SqliteIncidents(database);
  }

  @Override
  public ReviewRepository reviews() {
    return new SqliteReviews(database);
  }

  @Override
  public SuggestionRepository suggestions() {
    return new SqliteSuggestions(database);
  }

  @Override
  public RejectionRepository rejections() {
    return new SqliteRejections(database);
  }

  @Override
  public ActionRepository actions() {
    return new SqliteActions(database);
  }

  @Override
  public Journal journal() {
    return new SqliteJournal(database);
  }

  @Override
  public CounterRepository counters() {
    return new SqliteCounters(database);
  }

  @Override
  public DecisionRepository decisions() {
    return new SqliteDecisions(database);
  }

  @Override
  public FileVersionRepository files() {
    return new SqliteFileVersions(database);
  }

  @Override
  public InstanceRepository instances() {
    return new SqliteInstances(database, locks, runs);
  }

  @Override
  public MetricRepository metrics() {
    return new SqliteMetrics(database);
  }

  @Override
  public ProcedureRepository procedures() {
    return new SqliteProcedures(database);
  }

  @Override
  public ChangeRepository changes() {
    return new SqliteChanges(database);
  }

  @Override
  public StateRepository states() {
    return new SqliteStates(database);
  }

  @Override
  public <T> T transaction(Work<T> work) {
    Objects.requireNonNull(work, "work");
    return database.transaction(work::run);
  }

  @Override
  public int forget(Instant history, Instant metrics) {
    Forgetting forgetting = new Forgetting(database, runs);
    int gone =
        forgetting.history(history, new SqliteRuns(database, runs).jobs())
            + forgetting.metrics(metrics);
    return gone + forgetting.instances(history, this::dead);
  }

  @Override
  public void close() {
    try {
      locks.mine().forEach(instances()::leave);
    } finally {
      locks.mine().forEach(locks::release);
      database.close();
    }
  }

  private boolean dead(long instance) {
    boolean dead = !instances().alive(instance);
    if (dead) {
      locks.forget(instance);
    }
    return dead;
  }

  private void tellOfOrphans() {
    long orphans = orphans();
    if (orphans > 0) {
      database
          .place()
          .log()
          .warn(
              SqliteHealingStore.class,
              "{} has {} to a row that is not there, and stays so",
              database.place().file(),
              Plural.of(orphans, "row that points", "rows that point"));
    }
  }
}
