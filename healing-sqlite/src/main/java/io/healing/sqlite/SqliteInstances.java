package io.healing.sqlite;

import io.healing.api.store.Instance;
import io.healing.api.store.InstanceRepository;
import io.healing.api.store.StoreException;
import io.healing.sqlite.InstanceLocks.Look;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The processes that use the database. One that runs here is known by the process that its row
 * names; another by the lock on its file; where that file is gone, by its process.
 */
final class SqliteInstances implements InstanceRepository {
  private static final String TABLE = "healing_instances";
  private static final int ATTEMPTS = 100;

  private final Database database;
  private final InstanceLocks locks;
  private final String runs;
  private final String process = key(ProcessHandle.current());

  private record Life(long id, String process, boolean gone) {}

  SqliteInstances(Database database, InstanceLocks locks, String runs) {
    this.database = database;
    this.runs = runs;
    this.locks = locks;
  }

  @Override
  public Instance register(String name, long pid, Instant at) {
    Values values =
        new Values()
            .set("name", name)
            .set("pid", pid)
            .set("process", process)
            .set("started_at", at);
    AtomicLong taken = new AtomicLong();
    try {
      database.together(() -> takeNext(values.insert(TABLE), taken));
    } catch (StoreException e) {
      locks.release(taken.get());
      throw e;
    }
    return new Instance(taken.get(), name, pid, at);
  }

  private boolean takeNext(Sql insert, AtomicLong taken) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long id = database.add(insert);
      if (locks.take(id)) {
        taken.set(id);
        return true;
      }
      database.change(Sql.of("DELETE FROM healing_instances WHERE id = ?", id));
    }
    throw database
        .place()
        .faults()
        .fault(
            "cannot be registered with: all locks in " + database.place().instances() + " are held",
            "Stop the processes that use an older file of this name.");
  }

  @Override
  public boolean alive(long id) {
    return life(id).filter(this::alive).isPresent();
  }

  @Override
  public List<Instance> all() {
    return database.list(
        SqliteInstances::read,
        Sql.of("SELECT * FROM healing_instances ORDER BY id DESC LIMIT 1000"));
  }

  /** The upper half of a run's id is its instance. */
  @Override
  public List<Long> withUnfinishedRuns() {
    return database.list(
        row -> row.number("instance"),
        Sql.of(
            "SELECT DISTINCT id >> 32 AS instance FROM "
                + runs
                + " WHERE id > 0 AND finished_at IS NULL"));
  }

  @Override
  public void leave(long id) {
    if (locks.holds(id)) {
      database.change(new Values().set("gone", true).update(TABLE, "id = ?", id));
      locks.release(id);
    }
  }

  private boolean alive(Life life) {
    if (life.gone()) {
      return false;
    }
    if (life.process().equals(process)) {
      return true;
    }
    Look look = locks.look(life.id());
    return look == Look.HELD || (look == Look.UNKNOWN && running(life.process()));
  }

  private Optional<Life> life(long id) {
    return database.first(
        row -> new Life(row.number("id"), row.text("process"), row.flag("gone")),
        Sql.of("SELECT id, process, gone FROM healing_instances WHERE id = ?", id));
  }

  private static boolean running(String key) {
    long pid = Long.parseLong(key.substring(0, key.indexOf('@')));
    return ProcessHandle.of(pid).filter(handle -> key(handle).equals(key)).isPresent();
  }

  /** A process is its number and the moment it started: numbers come back. */
  private static String key(ProcessHandle handle) {
    long started = handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return handle.pid() + "@" + started;
  }

  private static Instance read(Row row) throws SQLException {
    return new Instance(
        row.number("id"), row.text("name"), row.number("pid"), row.time("started_at"));
  }
}
