package io.healing.sqlite.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns that a table lacks, of which one may be made of others. */
final class Lacking {
  private final Table table;
  private final Map<String, Column> missing = new LinkedHashMap<>();

  Lacking(Table table, Table there) {
    this.table = table;
    List<Column> columns = new ArrayList<>(table.columns().values());
    columns.sort(Comparator.comparing(Column::generated));
    for (Column column : columns) {
      if (there.column(column.name()).isEmpty()) {
        missing.put(Token.lower(column.name()), column);
      }
    }
  }

  /** In the order in which they can be added. */
  List<Column> inOrder() {
    Set<Column> order = new LinkedHashSet<>();
    for (Column column : missing.values()) {
      order.addAll(neededBy(column));
      order.add(column);
    }
    return List.copyOf(order);
  }

  /** Those that must be there before it can be added, in order. */
  List<Column> neededBy(Column column) {
    Set<Column> needed = new LinkedHashSet<>();
    follow(column, new LinkedHashSet<>(), needed);
    needed.remove(column);
    return List.copyOf(needed);
  }

  private void follow(Column column, Set<Column> seen, Set<Column> needed) {
    if (seen.add(column)) {
      for (Token token : Tokens.of(Wishes.definition(table, column))) {
        Column named = token.isName() ? missing.get(Token.lower(token.name())) : null;
        if (named != null) {
          follow(named, seen, needed);
        }
      }
      needed.add(column);
    }
  }
}
