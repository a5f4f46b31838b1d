package io.healing.sqlite.schema;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cuts a file of SQL into its statements; knows that a trigger has statements inside. */
final class Script {
  private final Path file;
  private final String sql;
  private final List<SqlStatement> statements = new ArrayList<>();
  private List<Token> current = new ArrayList<>();

  private Script(Path file, String sql) {
    this.file = file;
    this.sql = sql;
  }

  static List<SqlStatement> split(Path file, String sql) {
    Script script = new Script(file, sql);
    Tokens.of(sql).forEach(script::take);
    script.end();
    return script.statements;
  }

  private void take(Token token) {
    boolean semicolon = token.is(";");
    if (semicolon && (!trigger() || before("; END"))) {
      end();
    } else {
      current.add(token);
    }
  }

  private boolean trigger() {
    int word = current.size() > 1 && (word(1, "TEMP") || word(1, "TEMPORARY")) ? 2 : 1;
    return word(0, "CREATE") && word(word, "TRIGGER");
  }

  private boolean word(int index, String word) {
    return current.size() > index && current.get(index).is(word);
  }

  private boolean before(String tail) {
    int size = current.size();
    return size > 1 && Tokens.meaning(current.subList(size - 2, size)).equalsIgnoreCase(tail);
  }

  private void end() {
    if (!current.isEmpty()) {
      int start = current.get(0).start();
      int line = 1 + (int) sql.substring(0, start).chars().filter(c -> c == '\n').count();
      String text = sql.substring(start, current.get(current.size() - 1).end());
      statements.add(new SqlStatement(file, line, text));
    }
    current = new ArrayList<>();
  }
}
