package io.healing.sqlite.schema;

import io.healing.api.ActionRequest;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import io.healing.api.environment.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is declared, and how it was found.
 *
 * @param code the id of the finding; empty when it is well
 * @param words what was found
 * @param hint how a person would mend it
 * @param mends the wishes that would mend it
 */
record Thing(Subject subject, String code, String words, String hint, List<ActionRequest> mends) {

  private static final String LEFT_ALONE = "database.left_alone";

  /** A table that is kept by somebody else. */
  static Thing leftAlone(Subject subject, String table) {
    String words =
        "left out: the table "
            + table
            + " is kept by Flyway, Liquibase or Healing, and only they change it";
    return new Thing(subject, LEFT_ALONE, words, "", List.of());
  }

  static Thing well(Subject subject) {
    return new Thing(subject, "", "", "", List.of());
  }

  static Thing well(Subject subject, String words) {
    return new Thing(subject, "", words, "", List.of());
  }

  static Thing sick(Subject subject, String code, String words, String hint) {
    return new Thing(subject, code, words, hint, List.of());
  }

  Thing mendedBy(List<ActionRequest> wishes) {
    return new Thing(subject, code, words, hint, wishes);
  }

  boolean isWell() {
    return code.isEmpty() || code.equals(LEFT_ALONE);
  }

  void tell(Observation.Builder observation, @Nullable Level level) {
    if (code.equals(LEFT_ALONE)) {
      observation.noData(subject, words);
    } else if (!isWell()) {
      observation.finding(finding(level));
    } else if (words.isEmpty()) {
      observation.clear(subject);
    } else {
      observation.clear(subject, words);
    }
  }

  private Finding finding(@Nullable Level level) {
    return Finding.of(code, subject, words)
        .withType(ErrorType.DEPENDENCY_FAILURE)
        .withSeverity(severity(level))
        .withHint(hint);
  }

  private ErrorSeverity severity(@Nullable Level level) {
    boolean error = level == null ? !code.equals("database.drift") : level == Level.ERROR;
    return error ? ErrorSeverity.HIGH : ErrorSeverity.MEDIUM;
  }
}
