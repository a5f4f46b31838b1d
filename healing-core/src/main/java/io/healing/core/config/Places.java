package io.healing.core.config;

import java.util.Map;
import java.util.Set;

/**
 * Where the values of a file stand, for what is found to be wrong with them only later, as when the
 * plug-ins are known. Immutable and thread-safe.
 */
public final class Places {
  private static final Places NONE = new Places("", Map.of(), Set.of());

  private final String file;
  private final Map<String, Integer> lines;
  private final Set<String> lists;

  Places(String file, Map<String, Integer> lines, Set<String> lists) {
    this.file = file;
    this.lines = Map.copyOf(lines);
    this.lists = Set.copyOf(lists);
  }

  /** Of a configuration that was built in code. */
  public static Places none() {
    return NONE;
  }

  /**
   * What a message about a path begins with.
   *
   * @param path such as {@code plugins.acme.disk}
   * @return the path, behind its file and line where they are known
   */
  public String of(String path) {
    int line = line(path);
    String place = file + (line == 0 ? "" : ":" + line);
    return place.isEmpty() ? path : place + ": " + path;
  }

  /** The line of a path, or of the nearest one around it, from 1; 0 where it is not known. */
  public int line(String path) {
    return Reading.line(path, lines);
  }

  /** How the file is called; empty for none. */
  String file() {
    return file;
  }

  /** Whether a list stands there. */
  boolean list(String path) {
    return lists.contains(path);
  }
}
