import org.jspecify.annotations.NullMarked;

/** Configures Healing in a Spring Boot application. */
@NullMarked
module io.healing.spring.boot {
  requires static org.jspecify;
  requires transitive io.healing.spring;
  requires static com.github.kagkarlsson.scheduler;
  requires static io.healing.dbscheduler;
  requires static io.healing.jobrunr;
  requires static io.healing.quartz;
  requires static org.jobrunr.core;
  requires static org.quartz;
  requires static transitive spring.boot.actuator;
  requires static transitive spring.boot.actuator.autoconfigure;
  requires transitive spring.boot;
  requires transitive spring.boot.autoconfigure;
  requires spring.beans;
  requires spring.context;
  requires spring.core;
  requires org.slf4j;

  exports io.healing.spring.boot;

  opens io.healing.spring.boot to
      spring.beans,
      spring.boot,
      spring.boot.actuator,
      spring.context,
      spring.core;
}
