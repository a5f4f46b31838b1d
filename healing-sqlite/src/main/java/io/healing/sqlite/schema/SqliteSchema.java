package io.healing.sqlite.schema;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.Finding;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.DatabaseRequirement;
import io.healing.api.environment.EnvironmentGroup;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds SQLite database files against the schema that the application's own DDL makes, and adds
 * what is missing: a database, tables, columns, indexes. It never takes away or rewrites anything;
 * other differences are told.
 *
 * <p>Before a file is changed it is copied to {@code .healing/backups} beside the configuration,
 * where the newest three copies of each database are kept; repairs between which nobody else wrote
 * share one. What was added can be taken back as long as nobody has written into it. Without state
 * and thread-safe.
 */
public final class SqliteSchema implements EnvironmentCheck, Remediator {
  private static final String SCHEME = "sqlite";

  private final Space space;
  private final Consumer<String> steps;

  /** The check as it is registered. */
  public SqliteSchema() {
    this(Space.ofTheDisk(), step -> {});
  }

  SqliteSchema(Space space, Consumer<String> steps) {
    this.space = space;
    this.steps = steps;
  }

  @Override
  public String id() {
    return "sqlite.schema";
  }

  @Override
  public EnvironmentGroup group() {
    return EnvironmentGroup.DATABASES;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Observation.Builder observation = Observation.builder();
    for (DatabaseRequirement database : request.environment().databases()) {
      look(database, request).things().forEach(thing -> thing.tell(observation, database.level()));
    }
    return observation.build();
  }

  private static Look look(DatabaseRequirement database, MonitorRequest request) {
    return new Look(database, request.baseDirectory().toAbsolutePath().normalize());
  }

  @Override
  public List<ActionRequest> mends(Finding finding, MonitorRequest request) {
    return request.environment().databases().stream()
        .map(database -> look(database, request))
        .filter(look -> look.owns(finding.subject()))
        .flatMap(look -> look.mends(finding).stream())
        .toList();
  }

  @Override
  public Set<Ability> abilities() {
    return Stream.of(
            ActionType.CREATE_DATABASE,
            ActionType.CREATE_TABLE,
            ActionType.ADD_COLUMN,
            ActionType.CREATE_INDEX)
        .map(type -> new Ability(type, SCHEME, Undo.EXACT))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public ActionPlan plan(PlanRequest request) {
    return new Planner(request).plan();
  }

  @Override
  public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
    return new Inspector(place(plan, request)).inspect(moment);
  }

  @Override
  public String apply(ActionPlan plan, PlanRequest request) {
    Workplace place = place(plan, request);
    return isDatabase(plan.request())
        ? Inspector.database(place).apply()
        : new Transaction(place, new Parameters(plan.request()).change()).apply();
  }

  @Override
  public void undo(ActionPlan plan, PlanRequest request) {
    Workplace place = place(plan, request);
    if (isDatabase(plan.request())) {
      Inspector.database(place).undo();
    } else {
      new Transaction(place, new Parameters(plan.request()).change()).undo();
    }
  }

  static boolean isDatabase(ActionRequest request) {
    return request.type().equals(ActionType.CREATE_DATABASE);
  }

  private Workplace place(ActionPlan plan, PlanRequest request) {
    return new Workplace(
        Planner.database(plan.request()),
        new Folder(request.baseDirectory()),
        request,
        plan,
        space,
        steps);
  }
}
