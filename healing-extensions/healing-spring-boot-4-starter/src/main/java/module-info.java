import org.jspecify.annotations.NullMarked;

/** Healing in a Spring Boot 4 application. */
@NullMarked
module io.healing.spring.boot.four {
  requires static org.jspecify;
  requires transitive io.healing.spring.boot;
  requires io.healing.sqlite;
  requires transitive spring.boot.autoconfigure;
  requires spring.context;
  requires static transitive spring.boot.health;

  exports io.healing.spring.boot4;

  opens io.healing.spring.boot4 to
      spring.beans,
      spring.context,
      spring.core;
}
