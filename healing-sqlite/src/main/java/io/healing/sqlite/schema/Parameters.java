package io.healing.sqlite.schema;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads the parameters of a wish, and refuses SQL that would do something else. */
final class Parameters {
  private final ActionRequest request;

  Parameters(ActionRequest request) {
    this.request = request;
  }

  Change change() {
    return switch (request.type().word()) {
      case "create_table" -> table();
      case "add_column" -> column();
      case "create_index" -> index();
      default -> throw new IllegalArgumentException("Not a change of a database: " + request);
    };
  }

  String text(String key) {
    return request
        .parameter(key)
        .orElseThrow(() -> wrong("has no parameter " + key, "Look at the database again"));
  }

  private Change table() {
    String name = text(Wishes.TABLE);
    List<Token> tokens = single(text(Wishes.SQL));
    boolean virtual = tokens.size() > 1 && tokens.get(1).is("VIRTUAL");
    require(tokens.get(0).is("CREATE") && is(tokens, virtual ? 2 : 1, "TABLE"), Wishes.SQL);
    require(named(tokens, virtual ? 3 : 2, name), Wishes.SQL);
    List<String> with = with();
    with.forEach(this::requireAddition);
    return new MakeTable(name, text(Wishes.SQL), with);
  }

  private List<String> with() {
    return request.parameters().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(Wishes.WITH))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** What comes with a table is its own: its rows, its indexes, its triggers. */
  private void requireAddition(String statement) {
    List<Token> tokens = single(statement);
    boolean index = is(tokens, is(tokens, 1, "UNIQUE") ? 2 : 1, "INDEX");
    boolean part = is(tokens, 0, "CREATE") && (index || is(tokens, 1, "TRIGGER"));
    int on = 0;
    while (on < tokens.size() && !is(tokens, on, "ON")) {
      on++;
    }
    String table = text(Wishes.TABLE);
    boolean own = part && named(tokens, on + 1, table);
    require(own || Expected.fills(tokens, Token.lower(table)), Wishes.WITH);
  }

  private Change column() {
    String definition = text(Wishes.DEFINITION);
    String column = text(Wishes.COLUMN);
    require(named(definition(definition, Wishes.DEFINITION), 0, column), Wishes.DEFINITION);
    List<String> needed = with();
    needed.forEach(other -> definition(other, Wishes.WITH));
    return new AddColumn(text(Wishes.TABLE), column, definition, needed);
  }

  private List<Token> definition(String definition, String key) {
    List<String> alone = new TableText("x(" + definition + ")").entries();
    require(alone.size() == 1 && alone.get(0).equals(definition.strip()), key);
    return single(definition);
  }

  private Change index() {
    List<Token> tokens = single(text(Wishes.SQL));
    int name = is(tokens, 1, "UNIQUE") ? 3 : 2;
    require(is(tokens, 0, "CREATE") && is(tokens, name - 1, "INDEX"), Wishes.SQL);
    require(named(tokens, name, text(Wishes.INDEX)), Wishes.SQL);
    require(named(tokens, name + 2, text(Wishes.TABLE)), Wishes.SQL);
    Part part = new Part("index", text(Wishes.INDEX), text(Wishes.TABLE), text(Wishes.SQL));
    return new MakeIndex(part);
  }

  private List<Token> single(String sql) {
    List<SqlStatement> statements = Script.split(Path.of("the wish"), sql);
    require(statements.size() == 1, Wishes.SQL);
    statements.forEach(Declaration::refuseReaching);
    return statements.get(0).tokens();
  }

  private static boolean is(List<Token> tokens, int index, String word) {
    return index < tokens.size() && tokens.get(index).is(word);
  }

  private static boolean named(List<Token> tokens, int index, String name) {
    return index < tokens.size() && Token.lower(tokens.get(index).name()).equals(Token.lower(name));
  }

  private void require(boolean right, String key) {
    if (!right) {
      throw wrong("has a parameter " + key + " that does something else", "Nothing of it was run");
    }
  }

  private HealingException wrong(String what, String hint) {
    return new HealingException("The wish " + request + " " + what, hint);
  }
}
