package io.healing.sqlite.schema;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The wishes for what is missing. They hold all the SQL that is needed to fulfil them. */
final class Wishes {
  /** The whole schema. */
  static final String SCRIPT = "script";

  /** The CREATE statement of a table or index. */
  static final String SQL = "sql";

  /**
   * Numbered; what comes with a table: its indexes, then its rows, then its triggers; for a column
   * the definitions of those that will be there before it.
   */
  static final String WITH = "with.";

  static final String TABLE = "table";
  static final String COLUMN = "column";
  static final String DEFINITION = "definition";
  static final String INDEX = "index";

  private final Path file;
  private final Expected expected;

  Wishes(Path file, Expected expected) {
    this.file = file;
    this.expected = expected;
  }

  List<ActionRequest> database() {
    List<ActionRequest> wishes = new ArrayList<>();
    Path directory = file.getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      wishes.add(ActionRequest.of(ActionType.CREATE_DIRECTORY, Target.file(directory)));
    }
    wishes.add(wish(ActionType.CREATE_DATABASE, "").with(SCRIPT, expected.script()));
    return wishes;
  }

  List<ActionRequest> table(Table table) {
    ActionRequest wish =
        wish(ActionType.CREATE_TABLE, table.name())
            .with(TABLE, table.name())
            .with(SQL, table.sql());
    return List.of(with(wish, belonging(table.name())));
  }

  private List<String> belonging(String table) {
    List<String> all = new ArrayList<>();
    expected.schema().parts("index", table).forEach(index -> all.add(index.sql()));
    all.addAll(expected.rowsOf(table));
    expected.schema().parts("trigger", table).forEach(trigger -> all.add(trigger.sql()));
    return all;
  }

  /**
   * @param needed the columns that are missing too and must be there before
   */
  List<ActionRequest> column(Table table, Column column, List<Column> needed) {
    ActionRequest wish =
        wish(ActionType.ADD_COLUMN, table.name() + "." + column.name())
            .with(TABLE, table.name())
            .with(COLUMN, column.name())
            .with(DEFINITION, definition(table, column));
    return List.of(with(wish, needed.stream().map(other -> definition(table, other)).toList()));
  }

  private static ActionRequest with(ActionRequest wish, List<String> texts) {
    ActionRequest all = wish;
    int number = 0;
    for (String text : texts) {
      number++;
      all = all.with(WITH + String.format("%04d", number), text);
    }
    return all;
  }

  static String definition(Table table, Column column) {
    return new TableText(table.sql()).definition(column.name()).orElse(column.name());
  }

  List<ActionRequest> index(Part index) {
    return List.of(
        wish(ActionType.CREATE_INDEX, "index:" + index.name())
            .with(INDEX, index.name())
            .with(TABLE, index.table())
            .with(SQL, index.sql()));
  }

  private ActionRequest wish(ActionType type, String part) {
    return ActionRequest.of(type, Target.sqlite(file, part));
  }
}
