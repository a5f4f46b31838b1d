package io.healing.core.act;

import java.io.IOException;
import java.nio.file.Path;

/** Follows links as far as they lead. */
final class Links {
  private Links() {}

  /** The real path, or the path as it is while nothing exists there. */
  static Path followed(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.normalize();
    }
  }
}
