import org.jspecify.annotations.NullMarked;

/** Lines of Log4j 2 belong to the runs that logged them, and its levels can be changed. */
@NullMarked
@SuppressWarnings("module") // the name is that of Log4j 2
module io.healing.log4j2 {
  requires transitive io.healing.api;
  requires io.healing.core;
  requires transitive org.apache.logging.log4j;
  requires transitive org.apache.logging.log4j.core;
  requires static org.jspecify;

  exports io.healing.log4j2;

  provides io.healing.api.act.LogLevelControl with
      io.healing.log4j2.Log4jLevels;
}
