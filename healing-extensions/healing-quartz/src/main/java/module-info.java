import org.jspecify.annotations.NullMarked;

/** Joins a Quartz scheduler. */
@NullMarked
module io.healing.quartz {
  requires static org.jspecify;
  requires transitive io.healing.api;
  requires transitive io.healing.core;
  requires transitive org.quartz;
  requires transitive java.sql;
  requires org.slf4j;

  exports io.healing.quartz;
}
