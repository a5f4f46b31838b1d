package io.healing.core.detect.host;

import io.healing.api.PluginOption;
import io.healing.api.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Counts the lines of log files that match a pattern, within a sliding window. It reads what was
 * written since the look before; the first look begins at the file's end.
 */
final class LogFiles {
  static final PluginOption PATHS = PluginOption.path("paths", "").several();
  static final PluginOption PATTERN = PluginOption.pattern("pattern", "\\b(ERROR|SEVERE|FATAL)\\b");
  static final PluginOption WINDOW =
      PluginOption.duration(
          "window", Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofHours(24));
  private static final int SHOWN = 5;
  private static final int LONGEST = 4_096;

  void read(Sheet sheet) {
    Pattern pattern = Pattern.compile(sheet.options().text(PATTERN.key()));
    for (String path : sheet.options().texts(PATHS.key())) {
      Subject subject = Words.part("log/" + path);
      try {
        look(path, pattern, sheet);
      } catch (IOException e) {
        sheet.noData(subject, "the log file " + path + " cannot be read: " + e);
      }
    }
  }

  private static void look(String name, Pattern pattern, Sheet sheet) throws IOException {
    Subject subject = Words.part("log/" + name);
    Path path = sheet.request().baseDirectory().resolve(name);
    String[] memo = sheet.memo(subject).split("\\|", 2);
    boolean first = memo.length < 2;
    Tail tail = Tail.read(path, first ? Tail.Place.none() : Tail.Place.of(memo[0]));
    List<String> bad =
        tail.lines().stream()
            .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) : line)
            .filter(line -> pattern.matcher(line).find())
            .toList();
    Window before = first ? new Window(List.of()) : Window.of(memo[1]);
    double total = before.marks().isEmpty() ? 0 : before.last().bad();
    Window window =
        before.with(
            new Window.Mark(sheet.now(), 0, total + bad.size()),
            sheet.options().duration(WINDOW.key()));
    sheet.memo(subject, tail.place().text() + "|" + window.text());
    say(new Seen(name, subject, bad, tail.skipped()), window, sheet);
  }

  private record Seen(String name, Subject subject, List<String> bad, long skipped) {}

  private static void say(Seen seen, Window window, Sheet sheet) {
    long span = sheet.options().duration(WINDOW.key()).toSeconds();
    String words =
        "%s lines of %s in %d s tell of errors"
            .formatted(Words.number(window.bad()), seen.name, span);
    Map<String, String> evidence = new java.util.TreeMap<>();
    if (!seen.bad.isEmpty()) {
      List<String> last = seen.bad.subList(Math.max(0, seen.bad.size() - SHOWN), seen.bad.size());
      evidence.put("lines", String.join("\n", new ArrayList<>(last)));
    }
    if (seen.skipped > 0) {
      evidence.put("skipped_bytes", Long.toString(seen.skipped));
    }
    Levels levels = LevelMonitor.open(sheet.options());
    sheet.saw(
        new Sheet.Entry(
            seen.subject, Words.which(seen.name), window.bad(), levels, words, evidence));
  }
}
