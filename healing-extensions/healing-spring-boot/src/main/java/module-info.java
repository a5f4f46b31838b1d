import org.jspecify.annotations.NullMarked;

/** Configures Healing in a Spring Boot application. */
@NullMarked
module io.healing.spring.boot {
  requires static org.jspecify;
  requires transitive io.healing.spring;
  requires static io.healing.quartz;
  requires static org.quartz;
  requires static transitive spring.boot.actuator;
  requires static transitive spring.boot.actuator.autoconfigure;
  requires transitive spring.boot;
  requires transitive spring.boot.autoconfigure;
  requires spring.beans;
  requires spring.context;
  requires spring.core;

  exports io.healing.spring.boot;

  opens io.healing.spring.boot to
      spring.beans,
      spring.boot,
      spring.boot.actuator,
      spring.context,
      spring.core;
}
