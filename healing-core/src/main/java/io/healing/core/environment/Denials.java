package io.healing.core.environment;

import io.healing.api.detect.Finding;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** What keeps this program from a path, in words. */
final class Denials {
  private Denials() {}

  /** A directory above the path may not be entered. */
  static Finding hidden(Trouble part, String name, Path path) {
    Path above = Rights.nearest(path);
    if (!Files.isDirectory(above)) {
      return part.told(
          "not_a_directory",
          name + " cannot be there, because " + above + " is a file",
          "Look what the file is and move it away by hand, or mend the path in the declaration");
    }
    if (Files.isExecutable(above)) {
      return part.told(
          "bad_path",
          name + " cannot be looked at: " + cause(path),
          "Mend the path in the declaration");
    }
    return part.told(
        "permission_denied",
        name
            + " cannot be looked at, because "
            + above
            + " may not be entered: "
            + Rights.words(above),
        Rights.mend(above, "x"));
  }

  /** What the system says of it, such as that its name is too long. */
  private static String cause(Path path) {
    try {
      Files.readAttributes(path, BasicFileAttributes.class);
      return "it is there by now; look again";
    } catch (FileSystemException e) {
      return Objects.requireNonNullElse(e.getReason(), e.getClass().getSimpleName());
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  static Finding brokenLink(Trouble part, String name) {
    return part.told(
        "broken_link",
        name + " is a link that leads to nothing",
        "Look where it leads with: ls -l " + Shell.quoted(name) + ", and mend or remove the link");
  }
}
