package io.healing.core.act;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Where a path really leads, after all links in it. */
final class RealPath {
  private final Path base;

  /**
   * @param base the directory to which relative paths belong
   */
  RealPath(Path base) {
    this.base = base.toAbsolutePath();
  }

  /**
   * The real path. What does not exist yet is named below the real path of what does.
   *
   * @throws Refused when the last name is a link, or the path cannot be followed
   */
  Path of(String given) {
    try {
      return resolved(absolute(given));
    } catch (InvalidPathException e) {
      throw Refused.guarded("\"" + given + "\" is not a path: " + e.getReason(), "");
    } catch (IOException e) {
      throw Refused.guarded(
          "The path " + given + " cannot be followed: " + e, "Look for a broken link in it");
    }
  }

  /** The real path, or empty where it cannot be told. */
  Optional<Path> ifKnown(Path given) {
    try {
      return Optional.of(resolved(base.resolve(given)));
    } catch (IOException | Refused e) {
      return Optional.empty();
    }
  }

  /** The absolute form, with {@code ~} for the home directory. */
  Path absolute(String given) {
    String home = System.getProperty("user.home");
    if (given.equals("~") || given.startsWith("~/")) {
      return Path.of(home + given.substring(1));
    }
    return base.resolve(given);
  }

  private static Path resolved(Path given) throws IOException {
    if (Files.isSymbolicLink(given)) {
      throw Refused.guarded(
          given + " is a link; only what it leads to may be named", "Name the file itself");
    }
    Deque<Path> missing = new ArrayDeque<>();
    Path there = given;
    while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      missing.push(nameOf(there, given));
      there = parentOf(there, given);
    }
    Path real = there.toRealPath();
    for (Path name : missing) {
      real = real.resolve(name);
    }
    return real;
  }

  private static Path nameOf(Path path, Path given) {
    Path name = path.getFileName();
    if (name == null || name.toString().equals("..") || name.toString().equals(".")) {
      throw Refused.guarded("The path " + given + " leads through a directory that is missing", "");
    }
    return name;
  }

  private static Path parentOf(Path path, Path given) {
    Path parent = path.getParent();
    if (parent == null) {
      throw Refused.guarded("No part of the path " + given + " exists", "");
    }
    return parent;
  }
}
