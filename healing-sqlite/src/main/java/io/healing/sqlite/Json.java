package io.healing.sqlite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The little JSON that is stored: lists of texts or whole numbers, and maps of texts, which carry a
 * version. Reads strictly.
 */
final class Json {
  private static final String VERSION = "1";

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static String list(Collection<String> texts) {
    return texts.stream().map(Json::quoted).collect(Collectors.joining(",", "[", "]"));
  }

  static String numbers(Collection<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }

  static String map(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
        .collect(Collectors.joining(",", "{\"version\":" + VERSION + ",\"values\":{", "}}"));
  }

  /**
   * Reads a list; numbers come as text.
   *
   * @throws IllegalArgumentException when it is not a list of texts or whole numbers
   */
  static List<String> readList(String text) {
    Json json = new Json(text);
    List<String> items = new ArrayList<>();
    json.expect('[');
    boolean more = !json.next(']');
    while (more) {
      items.add(json.peek() == '"' ? json.string() : json.number());
      more = json.more(']');
    }
    json.end();
    return items;
  }

  /**
   * Reads a map.
   *
   * @throws IllegalArgumentException when it is not one that {@link #map} wrote
   */
  static Map<String, String> readMap(String text) {
    Json json = new Json(text);
    json.expect('{').name("version");
    String version = json.number();
    if (!version.equals(VERSION)) {
      throw json.fault("version 1");
    }
    json.expect(',').name("values");
    Map<String, String> values = json.values();
    json.expect('}').end();
    return values;
  }

  private Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    expect('{');
    boolean more = !next('}');
    while (more) {
      String key = string();
      expect(':');
      values.put(key, string());
      more = more('}');
    }
    return values;
  }

  private void name(String wanted) {
    if (!string().equals(wanted)) {
      throw fault(wanted);
    }
    expect(':');
  }

  private boolean more(char end) {
    boolean comma = next(',');
    if (!comma) {
      expect(end);
    }
    return comma;
  }

  private String number() {
    peek();
    int from = at;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '-')) {
      at++;
    }
    String digits = text.substring(from, at);
    if (!digits.matches("-?[0-9]{1,18}")) {
      throw fault("a whole number");
    }
    return digits;
  }

  private String string() {
    expect('"');
    StringBuilder read = new StringBuilder();
    while (charAt() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw fault("an escaped control character");
      }
      read.append(c == '\\' ? escaped() : c);
    }
    at++;
    return read.toString();
  }

  private char escaped() {
    char c = charAt();
    at++;
    int plain = "\"\\/bfnrt".indexOf(c);
    if (plain >= 0) {
      return "\"\\/\b\f\n\r\t".charAt(plain);
    }
    if (c != 'u' || !hex().matches("[0-9a-fA-F]{4}")) {
      throw fault("an escape");
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private String hex() {
    return text.substring(at, Math.min(text.length(), at + 4));
  }

  private Json expect(char wanted) {
    if (!next(wanted)) {
      throw fault("'" + wanted + "'");
    }
    return this;
  }

  private boolean next(char wanted) {
    boolean there = peek() == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char charAt() {
    if (at >= text.length()) {
      throw fault("the end of a text");
    }
    return text.charAt(at);
  }

  private void end() {
    peek();
    if (at < text.length()) {
      throw fault("the end");
    }
  }

  private IllegalArgumentException fault(String wanted) {
    return new IllegalArgumentException(
        "The stored JSON should have " + wanted + " at character " + at + ", but is: " + text);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.chars().forEach(c -> quote(out, (char) c));
    return out.append('"').toString();
  }

  private static void quote(StringBuilder out, char c) {
    int escape = "\"\\\b\f\n\r\t".indexOf(c);
    if (escape >= 0) {
      out.append('\\').append("\"\\bfnrt".charAt(escape));
    } else if (c < ' ' || Character.isSurrogate(c)) {
      out.append(String.format("\\u%04x", (int) c));
    } else {
      out.append(c);
    }
  }
}
