import org.jspecify.annotations.NullMarked;

/** Healing in a Spring Boot 3 application. */
@NullMarked
module io.healing.spring.boot.three {
  requires static org.jspecify;
  requires transitive io.healing.spring.boot;
  requires io.healing.sqlite;
  requires transitive spring.boot.autoconfigure;
  requires spring.context;
  requires static transitive spring.boot.actuator;
  requires static transitive spring.boot.actuator.autoconfigure;

  exports io.healing.spring.boot3;

  opens io.healing.spring.boot3 to
      spring.beans,
      spring.context,
      spring.core;
}
