package io.healing.sqlite.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The text of a CREATE TABLE, in which single columns can be found, added and left out. */
final class TableText {
  private static final Set<String> CONSTRAINTS =
      Set.of("constraint", "primary", "unique", "check", "foreign");

  private final String sql;
  private final List<Token> tokens;
  private final List<List<Token>> items = new ArrayList<>();
  private final int open;
  private int close;

  TableText(String sql) {
    this.sql = sql;
    tokens = Tokens.of(sql);
    open = Math.max(1, firstOpen());
    close = tokens.size();
    cut();
  }

  private int firstOpen() {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is("(")) {
        return i;
      }
    }
    return tokens.size();
  }

  private void cut() {
    int depth = 0;
    List<Token> item = new ArrayList<>();
    for (int i = open + 1; i < tokens.size() && close == tokens.size(); i++) {
      Token token = tokens.get(i);
      if (depth == 0 && token.is(")")) {
        close = i;
      } else if (depth == 0 && token.is(",")) {
        items.add(item);
        item = new ArrayList<>();
      } else {
        depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        item.add(token);
      }
    }
    items.add(item);
    items.removeIf(List::isEmpty);
  }

  private static boolean isColumn(List<Token> item) {
    Token first = item.get(0);
    return first.kind() != Token.Kind.WORD || !CONSTRAINTS.contains(first.meaning());
  }

  private Optional<List<Token>> item(String column) {
    String lower = Token.lower(column);
    return items.stream()
        .filter(TableText::isColumn)
        .filter(item -> Token.lower(item.get(0).name()).equals(lower))
        .findFirst();
  }

  private String text(List<Token> item) {
    return sql.substring(item.get(0).start(), item.get(item.size() - 1).end());
  }

  /** What the column is defined as, from its name on. */
  Optional<String> definition(String column) {
    return item(column).map(this::text);
  }

  /** The same text with one more column behind the others. */
  String with(String definition) {
    List<Token> last = items.stream().filter(TableText::isColumn).reduce((a, b) -> b).orElseThrow();
    int at = last.get(last.size() - 1).end();
    return sql.substring(0, at) + ", " + definition + sql.substring(at);
  }

  /** The same text without a column that is not the only one. */
  String without(String column) {
    List<Token> item = item(column).orElseThrow();
    int index = items.indexOf(item);
    int end = item.get(item.size() - 1).end();
    if (index > 0) {
      List<Token> before = items.get(index - 1);
      return sql.substring(0, before.get(before.size() - 1).end()) + sql.substring(end);
    }
    return sql.substring(0, item.get(0).start()) + sql.substring(items.get(1).get(0).start());
  }

  /** The conditions in CHECK, without those of the columns that the other table has not. */
  Set<String> checks(TableText other) {
    Set<String> checks = new TreeSet<>();
    for (List<Token> item : items) {
      if (!isColumn(item) || other.item(item.get(0).name()).isPresent()) {
        behind(item, "CHECK").forEach(checks::add);
      }
    }
    return checks;
  }

  /** The expression of a generated column; empty for another. */
  String generated(String column) {
    return String.join("", behind(item(column).orElse(List.of()), "AS"));
  }

  String collation(String column) {
    List<Token> item = item(column).orElse(List.of());
    int at = top(item, "COLLATE", 0);
    return at < 0 || at + 1 >= item.size() ? "binary" : Token.lower(item.get(at + 1).name());
  }

  boolean counts() {
    return items.stream().anyMatch(item -> top(item, "AUTOINCREMENT", 0) >= 0);
  }

  /** What stands behind the columns: STRICT, WITHOUT ROWID. */
  Set<String> options() {
    Set<String> options = new TreeSet<>();
    List<Token> tail = tokens.subList(Math.min(close + 1, tokens.size()), tokens.size());
    for (String option : Tokens.meaning(tail).split(",", -1)) {
      options.add(option.strip());
    }
    options.remove("");
    return options;
  }

  /** All that stands between the outer parentheses, piece by piece. */
  List<String> entries() {
    return items.stream().map(this::text).toList();
  }

  /** What stands behind WHERE, in the text of an index. */
  Optional<String> condition() {
    boolean partial = close + 1 < tokens.size() && tokens.get(close + 1).is("WHERE");
    return partial ? Optional.of(sql.substring(tokens.get(close + 1).end())) : Optional.empty();
  }

  boolean unique(String column) {
    return item(column).map(item -> top(item, "UNIQUE", 0) >= 0).orElse(false);
  }

  /** What stands in the parentheses right behind a word, for each time that it stands there. */
  private static List<String> behind(List<Token> item, String word) {
    List<String> found = new ArrayList<>();
    for (int at = top(item, word, 0); at >= 0; at = top(item, word, at + 1)) {
      if (at + 1 < item.size() && item.get(at + 1).is("(")) {
        found.add(Tokens.meaning(item.subList(at + 1, closing(item, at + 1) + 1)));
      }
    }
    return found;
  }

  /** What a column has in the parentheses behind CHECK or AS, with them, as it is written. */
  List<String> written(String column, String word) {
    List<Token> item = item(column).orElse(List.of());
    List<String> found = new ArrayList<>();
    for (int at = top(item, word, 0); at >= 0; at = top(item, word, at + 1)) {
      if (at + 1 < item.size() && item.get(at + 1).is("(")) {
        found.add(text(item.subList(at + 1, closing(item, at + 1) + 1)));
      }
    }
    return found;
  }

  private static int closing(List<Token> item, int from) {
    int depth = 0;
    for (int i = from; i < item.size(); i++) {
      depth += item.get(i).is("(") ? 1 : item.get(i).is(")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return item.size() - 1;
  }

  /** Where a keyword stands outside of all parentheses; -1 nowhere. */
  private static int top(List<Token> item, String word, int from) {
    int depth = 0;
    for (int i = 0; i < item.size(); i++) {
      Token token = item.get(i);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (i >= from
          && i >= (CONSTRAINTS.contains(item.get(0).meaning()) ? 0 : 1)
          && depth == 0
          && token.is(word)) {
        return i;
      }
    }
    return -1;
  }
}
