import org.jspecify.annotations.NullMarked;

/** The loop, and the built-in monitors, analyzers and remediators. */
@NullMarked
module io.healing.core {
  requires transitive io.healing.api;
  requires static org.jspecify;
  requires com.cronutils;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.datatype.jsr310;
  requires io.github.javadiffutils;
  requires transitive java.logging;
  requires transitive java.management;
  requires java.net.http;
  requires static transitive java.sql;
  requires java.xml;
  requires static jdk.jfr;
  requires jdk.management;
  requires org.hibernate.validator;
  requires org.slf4j;
  requires org.yaml.snakeyaml;

  exports io.healing.core;
  exports io.healing.core.parts;
  exports io.healing.core.store;

  uses io.healing.api.detect.Monitor;
  uses io.healing.api.detect.EnvironmentCheck;
  uses io.healing.api.diagnose.Analyzer;
  uses io.healing.api.act.ProcedureSource;
  uses io.healing.api.act.Remediator;
  uses io.healing.api.act.ServiceControl;
  uses io.healing.api.act.DeploymentControl;
  uses io.healing.api.act.LogLevelControl;
  uses io.healing.api.ai.LanguageModel;
  uses io.healing.api.notify.Notifier;
  uses io.healing.api.job.JobControl;
  uses io.healing.api.job.ReviewSource;
  uses io.healing.api.store.StoreProvider;
}
