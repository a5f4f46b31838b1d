package io.healing.core.environment;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What stands at a path. */
enum Standing {
  /** Nothing. */
  MISSING,
  /** A link that leads to nothing. */
  BROKEN_LINK,
  /** It cannot be told, because a directory above it may not be entered. */
  HIDDEN,
  DIRECTORY,
  FILE,
  /** A pipe, a device or the like. */
  OTHER;

  static Standing of(Path path) {
    if (Files.isDirectory(path)) {
      return DIRECTORY;
    }
    if (Files.isRegularFile(path)) {
      return FILE;
    }
    if (Files.exists(path)) {
      return OTHER;
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return BROKEN_LINK;
    }
    return Files.notExists(path) ? MISSING : HIDDEN;
  }
}
