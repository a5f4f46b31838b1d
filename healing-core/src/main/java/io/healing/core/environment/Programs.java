package io.healing.core.environment;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds programs where the system would.
 *
 * @param path the directories in which programs are, joined as the system joins them
 */
record Programs(String path) {
  private static final List<String> ENDINGS =
      File.separatorChar == '\\' ? List.of("", ".exe", ".cmd", ".bat") : List.of("");

  static Programs ofSystem() {
    return new Programs(Objects.requireNonNullElse(System.getenv("PATH"), ""));
  }

  /** Whether a name is that of a file and not of a program on the path. */
  static boolean isPath(String name) {
    return name.indexOf('/') >= 0 || name.indexOf(File.separatorChar) >= 0;
  }

  /**
   * The file of a program: one that may be run, or else one that is there and may not be.
   *
   * @param directory where the name of a file begins
   */
  Optional<Path> find(String name, Path directory) {
    List<Path> there = places(name, directory).filter(Files::isRegularFile).toList();
    return there.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .or(() -> there.stream().findFirst());
  }

  private Stream<Path> places(String name, Path directory) {
    Stream<Path> around =
        isPath(name)
            ? Stream.of(directory)
            : Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .filter(each -> !each.isEmpty())
                .flatMap(each -> below(directory, each));
    return around.flatMap(each -> ENDINGS.stream().flatMap(ending -> below(each, name + ending)));
  }

  private static Stream<Path> below(Path directory, String name) {
    try {
      return Stream.of(directory.resolve(name));
    } catch (InvalidPathException e) {
      return Stream.of();
    }
  }
}
