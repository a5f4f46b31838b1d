package io.healing.core.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command as a text, split into its arguments as a shell would split it. Variables are not put
 * in: what they hold may be a secret.
 */
final class CommandLine {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}|\\$([A-Za-z_][A-Za-z0-9_]*)");

  private final String text;
  private final List<String> arguments = new ArrayList<>();
  private final StringBuilder argument = new StringBuilder();
  private char quote;
  private boolean begun;

  private CommandLine(String text) {
    this.text = text;
  }

  /** The arguments; a quote that is not closed lasts to the end. */
  static List<String> split(String text) {
    return new CommandLine(text).split();
  }

  private List<String> split() {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '\\' && quote != '\'' && i + 1 < text.length()) {
        i++;
        take(text.charAt(i));
      } else {
        letter(letter);
      }
    }
    end();
    return List.copyOf(arguments);
  }

  private void letter(char letter) {
    if (quote != 0) {
      inQuotes(letter);
    } else if (letter == '"' || letter == '\'') {
      quote = letter;
      begun = true;
    } else if (Character.isWhitespace(letter)) {
      end();
    } else {
      take(letter);
    }
  }

  private void inQuotes(char letter) {
    if (letter == quote) {
      quote = 0;
    } else {
      take(letter);
    }
  }

  private void take(char letter) {
    argument.append(letter);
    begun = true;
  }

  private void end() {
    if (begun) {
      arguments.add(argument.toString());
      argument.setLength(0);
      begun = false;
    }
  }

  /**
   * The arguments with each file that they name relative to a directory named absolutely, so that
   * it is found without knowing that directory. What is no file there is left as written.
   */
  static List<String> resolve(List<String> arguments, Path directory) {
    return arguments.stream().map(each -> resolve(each, directory)).toList();
  }

  private static String resolve(String argument, Path directory) {
    int equals = argument.startsWith("-") ? argument.indexOf('=') + 1 : 0;
    String name = argument.substring(equals);
    return path(name, directory)
        .filter(path -> !name.isEmpty() && Files.isRegularFile(path))
        .map(path -> argument.substring(0, equals) + path)
        .orElse(argument);
  }

  /** A path, relative to a directory or the user's home; empty where the text is no path. */
  static Optional<Path> path(String text, Path directory) {
    try {
      String home = System.getProperty("user.home", "~");
      String whole = text.equals("~") || text.startsWith("~/") ? home + text.substring(1) : text;
      return Optional.of(directory.resolve(whole).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** A text with the variables of the environment put in; an unknown one is left as written. */
  static String expand(String text, Map<String, String> environment) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> {
              String name = found.group(1) != null ? found.group(1) : found.group(2);
              return Matcher.quoteReplacement(environment.getOrDefault(name, found.group()));
            });
  }
}
