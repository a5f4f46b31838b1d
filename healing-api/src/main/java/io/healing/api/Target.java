package io.healing.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an action changes, written {@code scheme:name}: {@code file:/srv/app/report.conf}, {@code
 * job:report}, {@code command:…}, {@code pool:…}, {@code service:…}, {@code sqlite:…}.
 *
 * @param scheme lower-case letters, digits and hyphens
 * @param name what the scheme names; not blank
 */
public record Target(String scheme, String name) {

  /** Checks both parts. */
  public Target {
    if (!scheme.matches("[a-z][a-z0-9-]*") || name.isBlank()) {
      throw new IllegalArgumentException(
          "A target is scheme:name, such as file:/srv/report.conf, but is \""
              + scheme
              + ":"
              + name
              + "\"");
    }
  }

  /** A file or a directory, by its absolute path. */
  public static Target file(Path path) {
    return new Target("file", path.toAbsolutePath().normalize().toString());
  }

  /** A job, by its id. */
  public static Target job(String id) {
    return new Target("job", id);
  }

  /** A command, by its argument list joined with blanks; what it runs is in the request. */
  public static Target command(List<String> arguments) {
    return new Target("command", String.join(" ", arguments));
  }

  /**
   * A part of an SQLite database file.
   *
   * @param part a table, index, or {@code table.column}; empty for the whole database
   */
  public static Target sqlite(Path file, String part) {
    String path = file.toAbsolutePath().normalize().toString();
    return new Target("sqlite", part.isEmpty() ? path : path + "#" + part);
  }

  /** The absolute path of the file or directory that it is, or is a part of; else empty. */
  public Optional<String> path() {
    int part = scheme.equals("sqlite") ? name.indexOf('#') : -1;
    boolean onDisk = scheme.equals("file") || scheme.equals("sqlite");
    return onDisk ? Optional.of(part < 0 ? name : name.substring(0, part)) : Optional.empty();
  }

  /**
   * Reads {@code scheme:name}.
   *
   * @throws IllegalArgumentException when there is no colon or a part is wrong
   */
  public static Target parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("A target is scheme:name, but is \"" + text + "\"");
    }
    return new Target(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return scheme + ":" + name;
  }
}
