package io.healing.sqlite.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command that lets this user read or write a place. */
final class Permission {
  private Permission() {}

  static String read(Path place) {
    return command(place, Files.isDirectory(place) ? "rx" : "r");
  }

  static String write(Path place) {
    return command(place, "w");
  }

  private static String command(Path place, String what) {
    String user = System.getProperty("user.name", "");
    String quoted = "'" + place.toString().replace("'", "'\\''") + "'";
    if (!place.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return "Let the user " + user + (what.startsWith("r") ? " read " : " write ") + place;
    }
    return owner(place).equals(user) || user.equals("root")
        ? "Run: chmod u+" + what + " " + quoted
        : "Run as root: chown " + user + " " + quoted + " && chmod u+" + what + " " + quoted;
  }

  private static String owner(Path place) {
    try {
      return Files.getOwner(place).getName();
    } catch (IOException notTold) {
      return "";
    }
  }
}
