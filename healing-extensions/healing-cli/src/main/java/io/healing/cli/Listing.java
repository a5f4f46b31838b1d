package io.healing.cli;

import io.healing.api.WireWord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of things of one kind, shown as a table or as JSON.
 *
 * @param nothing what is said where there are none
 * @param columns what is told of each
 */
record Listing<T>(String nothing, List<Column<T>> columns) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  void print(Terminal terminal, List<T> things) {
    if (things.isEmpty()) {
      terminal.say(nothing);
      return;
    }
    List<Column<T>> shown = columns.stream().filter(Column::shown).toList();
    Table table =
        new Table(
            terminal,
            shown.stream().map(Column::title).toList(),
            shown.stream().map(Column::cut).toList());
    things.forEach(
        thing ->
            table.add(shown.stream().map(column -> cell(column.value().apply(thing))).toList()));
    table.print();
  }

  List<Map<String, @Nullable Object>> values(List<T> things) {
    List<Map<String, @Nullable Object>> values = new ArrayList<>();
    things.forEach(thing -> values.add(value(thing)));
    return values;
  }

  Map<String, @Nullable Object> value(T thing) {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    columns.forEach(column -> value.put(column.key(), column.value().apply(thing)));
    return value;
  }

  /** One value for a person. */
  static String cell(@Nullable Object value) {
    if (value == null) {
      return "-";
    } else if (value instanceof Instant at) {
      return TIME.format(at.atZone(ZoneId.systemDefault()));
    } else if (value instanceof Duration duration) {
      return duration(duration);
    } else if (value instanceof WireWord word) {
      return word.word();
    } else if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    String text = value.toString();
    return text.isEmpty() ? "-" : text;
  }

  /** Such as 850 ms, 12.3 s, 4 min 5 s, 3 h 12 min. */
  static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    } else if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    } else if (millis < 3_600_000) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return duration.toHours() + " h " + duration.toMinutesPart() + " min";
  }
}
