package io.healing.sqlite.schema;

import io.healing.api.ActionRequest;
import io.healing.api.Options;
import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.detect.Finding;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.DatabaseRequirement;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.SlaReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A folder with a declared schema and a database, looked at and healed as core would. */
final class Kit {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  final Path base;
  final SqliteSchema schema;
  boolean create;

  Kit(Path base) {
    this(base, new SqliteSchema());
  }

  Kit(Path base, SqliteSchema schema) {
    this.base = base;
    this.schema = schema;
  }

  /** With the given schema declared. */
  static Kit declared(Path base, String ddl) throws IOException {
    Files.writeString(base.resolve("schema.sql"), ddl);
    return new Kit(base);
  }

  Kit withSteps(Consumer<String> steps) {
    return new Kit(base, new SqliteSchema(Space.ofTheDisk(), steps));
  }

  Path file() {
    return base.resolve("app.db");
  }

  /** Runs statements in the database, which is made if it is not there. */
  Kit has(String sql) throws SQLException {
    run(file(), sql);
    return this;
  }

  static void run(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  String ask(String query) throws SQLException {
    return ask(file(), query);
  }

  /** All rows, their columns joined by bars. */
  static String ask(Path file, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          cells.add(row.getString(i));
        }
        rows.add(String.join("|", cells));
      }
      return String.join("\n", rows);
    }
  }

  Observation check() {
    return schema.check(look());
  }

  List<String> codes() {
    return check().findings().stream()
        .map(finding -> finding.id() + " " + finding.subject().name().substring(13))
        .toList();
  }

  Finding only() {
    List<Finding> all = check().findings();
    if (all.size() != 1) {
      throw new AssertionError("One finding, but there are " + all);
    }
    return all.get(0);
  }

  List<ActionRequest> wishes() {
    return check().findings().stream().flatMap(f -> schema.mends(f, look()).stream()).toList();
  }

  /** Carries out every wish as core does, and tells what was done. */
  List<ActionPlan> heal() {
    List<ActionPlan> plans = new ArrayList<>();
    for (ActionRequest wish : wishes()) {
      plans.add(apply(wish));
    }
    return plans;
  }

  ActionPlan apply(ActionRequest wish) {
    ActionPlan plan = schema.plan(asked(wish));
    apply(plan);
    return plan;
  }

  String apply(ActionPlan plan) {
    expect(Inspection.BEFORE, plan, Moment.BEFORE_APPLY);
    String words = schema.apply(plan, asked(plan.request()));
    expect(Inspection.AFTER, plan, Moment.AFTER_CRASH);
    return words;
  }

  void undo(ActionPlan plan) {
    expect(Inspection.AFTER, plan, Moment.BEFORE_UNDO);
    schema.undo(plan, asked(plan.request()));
    expect(Inspection.BEFORE, plan, Moment.AFTER_CRASH);
  }

  private void expect(Inspection wanted, ActionPlan plan, Moment moment) {
    Inspection found = inspect(plan, moment);
    if (found != wanted) {
      throw new AssertionError(plan + " should be " + wanted + ", but is " + found);
    }
  }

  Inspection inspect(ActionPlan plan, Moment moment) {
    return schema.inspect(plan, asked(plan.request()), moment);
  }

  PlanRequest asked(ActionRequest wish) {
    return new Asked(wish, base);
  }

  MonitorRequest look() {
    EnvironmentConfig none = EnvironmentConfig.defaults();
    DatabaseRequirement database =
        new DatabaseRequirement("app.db", List.of("schema.sql"), create, null);
    return look(database, none);
  }

  MonitorRequest look(DatabaseRequirement database) {
    return look(database, EnvironmentConfig.defaults());
  }

  private MonitorRequest look(DatabaseRequirement database, EnvironmentConfig none) {
    return new Looked(
        new EnvironmentConfig(
            none.java(),
            none.runtimes(),
            none.executables(),
            none.envFile(),
            none.directories(),
            none.disk(),
            none.endpoints(),
            none.packages(),
            List.of(database)),
        base);
  }

  List<String> files() throws IOException {
    try (var all = Files.list(base)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private record Looked(EnvironmentConfig environment, Path baseDirectory)
      implements MonitorRequest {
    @Override
    public Instant now() {
      return NOW;
    }

    @Override
    public Options options() {
      throw new UnsupportedOperationException("It has none");
    }

    @Override
    public Collection<JobSnapshot> jobs() {
      return List.of();
    }

    @Override
    public Collection<JobSnapshot> changed() {
      return List.of();
    }

    @Override
    public Optional<PluginState> state(Subject subject) {
      return Optional.empty();
    }

    @Override
    public SlaReport sla(String jobId) {
      throw new UnsupportedOperationException("There are no jobs");
    }
  }

  private record Asked(ActionRequest wish, Path baseDirectory) implements PlanRequest {
    @Override
    public Instant now() {
      return NOW;
    }

    @Override
    public System.Logger log() {
      return System.getLogger("test");
    }

    @Override
    public Options options() {
      throw new UnsupportedOperationException("It has none");
    }

    @Override
    public Subject subject() {
      return Subject.environment("app.db");
    }

    @Override
    public Optional<JobSnapshot> job() {
      return Optional.empty();
    }

    @Override
    public Optional<JobControl> control() {
      return Optional.empty();
    }

    @Override
    public HealingRemediationConfig remediation() {
      throw new UnsupportedOperationException("Core reads it");
    }

    @Override
    public List<JobRun> runs(String jobId, int limit) {
      return List.of();
    }

    @Override
    public Optional<Instant> begunAt() {
      return Optional.empty();
    }
  }
}
