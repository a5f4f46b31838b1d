package io.healing.api.job;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which paths a job's command names. What is named belongs to the job. Thread-safe. */
public final class CommandPaths {
  private CommandPaths() {}

  /**
   * The paths that a command may name: every argument, the words in it, and what follows an equals
   * sign in them, as in {@code --conf=a.yaml}. Nothing is read, so most of them need not exist: a
   * word such as {@code --fast} is a path, too.
   *
   * @param command the argument list; empty names nothing
   * @param base the directory to which relative paths belong; {@code ~} is the home directory
   * @return the paths in the order in which they are named, as given but for the base
   */
  public static Set<Path> of(List<String> command, Path base) {
    Set<Path> paths = new LinkedHashSet<>();
    command.stream().flatMap(CommandPaths::words).forEach(word -> add(paths, word, base));
    return paths;
  }

  private static Stream<String> words(String argument) {
    return Stream.concat(Stream.of(argument), Stream.of(argument.split("[\\s\"']+", -1)))
        .flatMap(word -> Stream.of(word, word.substring(word.indexOf('=') + 1)))
        .filter(word -> !word.isBlank());
  }

  private static void add(Set<Path> paths, String word, Path base) {
    boolean home = word.equals("~") || word.startsWith("~/");
    try {
      paths.add(base.resolve(home ? System.getProperty("user.home") + word.substring(1) : word));
    } catch (InvalidPathException e) {
      // A word that cannot be a path names no file.
      return;
    }
  }
}
