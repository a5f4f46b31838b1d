package io.healing.sqlite.schema;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Undo;
import io.healing.api.review.SuggestionSeverity;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Turns a wish into a plan. Reads only. */
final class Planner {
  private final ActionRequest wish;
  private final DatabaseFile database;

  Planner(PlanRequest request) {
    this.wish = request.wish();
    this.database = database(wish);
  }

  /** The file that a wish or plan is about. */
  static DatabaseFile database(ActionRequest wish) {
    String path =
        wish.target()
            .path()
            .orElseThrow(
                () -> new HealingException(wish.target() + " names no file", "Name a database"));
    return DatabaseFile.of(Path.of(path));
  }

  ActionPlan plan() {
    return SqliteSchema.isDatabase(wish) ? create() : add(new Parameters(wish).change());
  }

  private ActionPlan create() {
    if (database.there()) {
      throw new HealingException(database.path() + " is there already", "Nothing is to be made");
    }
    MakeDatabase.refuseLost(database);
    String script = new Parameters(wish).text(Wishes.SCRIPT);
    Script.split(Path.of("the schema"), script).forEach(Declaration::refuseReaching);
    return planned("Make the database " + database.path(), script);
  }

  private ActionPlan add(Change change) {
    if (!database.isFile()) {
      throw new HealingException(
          "There is no database " + database.path() + " to which something could be added",
          "Make it first");
    }
    try (Connection connection = database.read()) {
      Optional<String> refusal = change.refusal(connection);
      if (refusal.isPresent()) {
        throw new HealingException(
            change.words() + " of " + database.path() + ": " + refusal.get(),
            "Change it by hand where it is needed");
      }
    } catch (SQLException e) {
      throw SqlFaults.failed(database.path(), e);
    }
    return planned(change.words() + " of " + database.path(), change.sql());
  }

  private ActionPlan planned(String summary, String sql) {
    return ActionPlan.of(wish, summary)
        .withUndo(Undo.EXACT)
        .withRisk(SuggestionSeverity.LOW)
        .withImages(Image.absent(), Image.of(sql));
  }
}
