package io.healing.sqlite;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Undo;
import io.healing.api.review.SuggestionSeverity;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The columns in which a plan is kept; an absent content is NULL, an empty one is an empty blob.
 */
final class PlanColumns {
  private static final String AFTER = "@plan_after";

  private PlanColumns() {}

  static void write(Values to, ActionPlan plan) {
    ActionRequest request = plan.request();
    to.set("plan_type", request.type().word())
        .set("plan_target", request.target().toString())
        .set("plan_parameters", Json.map(shortened(request.parameters(), plan.after())))
        .set("plan_summary", plan.summary())
        .word("plan_undo", plan.undo())
        .word("plan_risk", plan.risk())
        .set("plan_details", Json.map(plan.details()))
        .set("plan_before", bytes(plan.before()))
        .set("plan_after", bytes(plan.after()));
  }

  static void none(Values to) {
    to.set("plan_type", null)
        .set("plan_target", null)
        .set("plan_parameters", null)
        .set("plan_summary", null)
        .set("plan_undo", null)
        .set("plan_risk", null)
        .set("plan_details", null)
        .set("plan_before", null)
        .set("plan_after", null);
  }

  static @Nullable ActionPlan read(Row row) throws SQLException {
    String type = row.textOrNull("plan_type");
    return type == null ? null : plan(new ActionType(type), row);
  }

  private static ActionPlan plan(ActionType type, Row row) throws SQLException {
    ActionRequest request =
        ActionRequest.of(type, Target.parse(row.text("plan_target")))
            .withParameters(whole(row.map("plan_parameters"), image(row, "plan_after")));
    ActionPlan plan =
        ActionPlan.of(request, row.text("plan_summary"))
            .withUndo(row.word("plan_undo", Undo.UNKNOWN))
            .withRisk(row.word("plan_risk", SuggestionSeverity.UNKNOWN))
            .withImages(image(row, "plan_before"), image(row, "plan_after"));
    for (var detail : row.map("plan_details").entrySet()) {
      plan = plan.withDetail(detail.getKey(), detail.getValue());
    }
    return plan;
  }

  /** The new content stands in its own column, as bytes; what repeats it only points there. */
  private static Map<String, String> shortened(Map<String, String> parameters, Image after) {
    return replaced(parameters, base64(after), AFTER);
  }

  private static Map<String, String> whole(Map<String, String> parameters, Image after) {
    return replaced(parameters, AFTER, base64(after));
  }

  private static Map<String, String> replaced(Map<String, String> all, String what, String by) {
    Map<String, String> changed = new TreeMap<>(all);
    if (!what.isEmpty() && !by.isEmpty()) {
      changed.replaceAll((key, value) -> value.equals(what) ? by : value);
    }
    return changed;
  }

  private static String base64(Image image) {
    return image.content().map(Base64.getEncoder()::encodeToString).orElse("");
  }

  private static Image image(Row row, String column) throws SQLException {
    byte[] bytes = row.bytes(column);
    return bytes == null ? Image.absent() : Image.of(bytes);
  }

  private static byte @Nullable [] bytes(Image image) {
    return image.content().orElse(null);
  }
}
