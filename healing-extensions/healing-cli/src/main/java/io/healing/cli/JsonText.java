package io.healing.cli;

import io.healing.api.WireWord;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON: maps, lists, texts, numbers, truth values, words and times. Small, so that a list
 * need not load a library for it.
 */
final class JsonText {
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();
  private final boolean indented;

  private JsonText(boolean indented) {
    this.indented = indented;
  }

  /** On several lines, for people too. */
  static String pretty(@Nullable Object value) {
    return new JsonText(true).write(value, 0).toString();
  }

  /** On one line. */
  static String compact(@Nullable Object value) {
    return new JsonText(false).write(value, 0).toString();
  }

  private StringBuilder write(@Nullable Object value, int depth) {
    if (value == null || value instanceof Boolean || value instanceof Number) {
      return text.append(value);
    } else if (value instanceof Map<?, ?> map) {
      return write('{', '}', map.entrySet(), depth);
    } else if (value instanceof Iterable<?> list) {
      return write('[', ']', list, depth);
    } else if (value instanceof Map.Entry<?, ?> entry) {
      quote(String.valueOf(entry.getKey())).append(indented ? ": " : ":");
      return write(entry.getValue(), depth);
    } else if (value instanceof WireWord word) {
      return quote(word.word());
    } else if (value instanceof Duration duration) {
      return text.append(duration.toMillis());
    }
    return quote(value.toString());
  }

  private StringBuilder write(char open, char close, Iterable<?> items, int depth) {
    text.append(open);
    Iterator<?> each = items.iterator();
    boolean any = each.hasNext();
    while (each.hasNext()) {
      newLine(depth + 1);
      write(each.next(), depth + 1);
      text.append(each.hasNext() ? "," : "");
    }
    if (any) {
      newLine(depth);
    }
    return text.append(close);
  }

  private void newLine(int depth) {
    if (indented) {
      text.append('\n').append(INDENT.repeat(depth));
    }
  }

  private StringBuilder quote(String word) {
    text.append('"');
    word.chars().forEach(unit -> character((char) unit));
    return text.append('"');
  }

  private void character(char unit) {
    switch (unit) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (unit < ' ' || Character.isSurrogate(unit) || (unit >= 0x7f && unit <= 0x9f)) {
          text.append(String.format("\\u%04x", (int) unit));
        } else {
          text.append(unit);
        }
      }
    }
  }
}
