import org.jspecify.annotations.NullMarked;

/** Joins the scheduled methods of a Spring application. */
@NullMarked
module io.healing.spring {
  requires static org.jspecify;
  requires transitive io.healing.api;
  requires transitive io.healing.core;
  requires static java.sql;
  requires static micrometer.observation;
  requires org.slf4j;
  requires spring.aop;
  requires transitive spring.beans;
  requires transitive spring.context;
  requires transitive spring.core;

  exports io.healing.spring;

  opens io.healing.spring to
      spring.beans,
      spring.context,
      spring.core;

  uses io.healing.api.store.StoreProvider;
}
