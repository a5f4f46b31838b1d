package io.healing.core.environment;

import java.util.List;
import java.util.stream.Collectors;

/** Commands as a person would type them. Nothing is ever run this way. */
final class Shell {
  private Shell() {}

  /** A command as one line. */
  static String line(List<String> command) {
    return command.stream().map(Shell::quoted).collect(Collectors.joining(" "));
  }

  /** A command in another directory, relative to that of the configuration. */
  static String line(String directory, List<String> command) {
    return directory.equals(".")
        ? line(command)
        : "cd " + quoted(directory) + " && " + line(command);
  }

  /** A path as the argument of a command, which must not take it for an option. */
  static String argument(String path) {
    return quoted(path.startsWith("-") ? "./" + path : path);
  }

  /** A word, in quotes where a shell would make something else of it. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
