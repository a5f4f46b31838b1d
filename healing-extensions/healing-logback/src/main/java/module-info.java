import org.jspecify.annotations.NullMarked;

/** Lines of Logback belong to the runs that logged them, and its levels can be changed. */
@NullMarked
module io.healing.logback {
  requires transitive io.healing.api;
  requires transitive ch.qos.logback.classic;
  requires transitive ch.qos.logback.core;
  requires io.healing.core;
  requires static org.jspecify;
  requires org.slf4j;

  exports io.healing.logback;

  provides io.healing.api.act.LogLevelControl with
      io.healing.logback.LogbackLevels;
}
