package io.healing.sqlite.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Cuts SQL into tokens as SQLite does. Blanks and comments are left out. */
final class Tokens {
  private final String sql;
  private int at;

  private Tokens(String sql) {
    this.sql = sql;
  }

  static List<Token> of(String sql) {
    Tokens tokens = new Tokens(sql);
    List<Token> all = new ArrayList<>();
    for (tokens.skip(); tokens.at < sql.length(); tokens.skip()) {
      all.add(tokens.next());
    }
    return all;
  }

  /** Equal for two texts that mean the same. */
  static String meaning(List<Token> tokens) {
    return tokens.stream().map(Token::meaning).collect(Collectors.joining(" "));
  }

  static String meaning(String sql) {
    return meaning(of(sql));
  }

  /** Whether two texts mean the same, which needs no look at the tokens where they are equal. */
  static boolean same(String one, String other) {
    return one.equals(other) || meaning(one).equals(meaning(other));
  }

  private void skip() {
    int before;
    do {
      before = at;
      while (at < sql.length() && blank(sql.charAt(at))) {
        at++;
      }
      if (sql.startsWith("--", at)) {
        at = behind("\n");
      } else if (sql.startsWith("/*", at)) {
        at = behind("*/");
      }
    } while (at > before);
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || c == '\uFEFF';
  }

  private int behind(String end) {
    int found = sql.indexOf(end, at + (end.length() == 2 ? 2 : 0));
    return found < 0 ? sql.length() : found + end.length();
  }

  private Token next() {
    int start = at;
    Token.Kind kind = kind();
    return new Token(kind, sql.substring(start, at), start);
  }

  private Token.Kind kind() {
    char c = sql.charAt(at);
    if (c == '\'') {
      return quoted('\'', Token.Kind.STRING);
    }
    if (c == '"' || c == '`') {
      return quoted(c, Token.Kind.QUOTED);
    }
    if (c == '[') {
      int end = sql.indexOf(']', at);
      at = end < 0 ? sql.length() : end + 1;
      return Token.Kind.QUOTED;
    }
    return open(c);
  }

  private Token.Kind open(char c) {
    if ((c == 'x' || c == 'X') && at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
      at++;
      return quoted('\'', Token.Kind.STRING);
    }
    if (digit(c) || (c == '.' && at + 1 < sql.length() && digit(sql.charAt(at + 1)))) {
      number();
      return Token.Kind.NUMBER;
    }
    if (!inWord(c)) {
      at++;
      return Token.Kind.SYMBOL;
    }
    while (at < sql.length() && inWord(sql.charAt(at))) {
      at++;
    }
    return Token.Kind.WORD;
  }

  private void number() {
    boolean hex = sql.startsWith("0x", at) || sql.startsWith("0X", at);
    while (at < sql.length() && (inWord(sql.charAt(at)) || (!hex && inFraction()))) {
      at++;
    }
  }

  /** The point, and the sign behind the E. */
  private boolean inFraction() {
    char c = sql.charAt(at);
    char before = sql.charAt(at - 1);
    boolean sign = c == '+' || c == '-';
    return c == '.' || (sign && (before == 'e' || before == 'E'));
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean inWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || digit(c)
        || c == '_'
        || c == '$'
        || c > 127;
  }

  private Token.Kind quoted(char quote, Token.Kind kind) {
    at++;
    while (at < sql.length()) {
      boolean end = sql.charAt(at) == quote;
      at++;
      if (end && (at >= sql.length() || sql.charAt(at) != quote)) {
        break;
      }
      at += end ? 1 : 0;
    }
    return kind;
  }
}
