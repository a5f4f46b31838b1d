import org.jspecify.annotations.NullMarked;

/** Joins a db-scheduler. */
@NullMarked
module io.healing.dbscheduler {
  requires static org.jspecify;
  requires transitive io.healing.api;
  requires transitive com.github.kagkarlsson.scheduler;
  requires transitive java.sql;

  exports io.healing.dbscheduler;
}
