import org.jspecify.annotations.NullMarked;

/** The words and contracts of Healing: values, enums and the interfaces that plug-ins implement. */
@NullMarked
module io.healing.api {
  requires static transitive org.jspecify;
  requires transitive jakarta.validation;

  exports io.healing.api;
  exports io.healing.api.host;
  exports io.healing.api.job;
  exports io.healing.api.environment;
  exports io.healing.api.detect;
  exports io.healing.api.review;
  exports io.healing.api.diagnose;
  exports io.healing.api.decide;
  exports io.healing.api.act;
  exports io.healing.api.learn;
  exports io.healing.api.notify;
  exports io.healing.api.ai;
  exports io.healing.api.config;
  exports io.healing.api.store;

  opens io.healing.api;
  opens io.healing.api.job;
  opens io.healing.api.environment;
  opens io.healing.api.detect;
  opens io.healing.api.review;
  opens io.healing.api.diagnose;
  opens io.healing.api.decide;
  opens io.healing.api.act;
  opens io.healing.api.learn;
  opens io.healing.api.notify;
  opens io.healing.api.config;
  opens io.healing.api.store;
}
