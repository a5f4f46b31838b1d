package io.healing.core.environment;

import io.healing.api.detect.Finding;
import java.nio.file.Path;

/** What keeps this program from a path, in words. */
final class Denials {
  private Denials() {}

  /** A directory above the path may not be entered. */
  static Finding hidden(Trouble part, String name, Path path) {
    Path above = Rights.nearest(path);
    return part.told(
        "permission_denied",
        name
            + " cannot be looked at, because "
            + above
            + " may not be entered: "
            + Rights.words(above),
        Rights.mend(above, "x"));
  }

  static Finding brokenLink(Trouble part, String name) {
    return part.told(
        "broken_link",
        name + " is a link that leads to nothing",
        "Look where it leads with: ls -l " + Shell.quoted(name) + ", and mend or remove the link");
  }
}
