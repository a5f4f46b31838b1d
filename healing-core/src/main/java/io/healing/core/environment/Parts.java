package io.healing.core.environment;

import io.healing.api.Image;
import io.healing.api.Subject;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What the parts of the environment are called as subjects. */
final class Parts {
  private static final Pattern OURS =
      Pattern.compile("java|(runtime|executable|endpoint|disk|packages)/.*", Pattern.DOTALL);
  private static final int LONGEST = 200 - Subject.environment("").name().length();
  private static final int HASH = 16;

  private Parts() {}

  /** A file or directory by its declared path, which never meets the name of what is none. */
  static Subject path(String declared) {
    return of(OURS.matcher(declared).matches() ? "./" + declared : declared);
  }

  /** A key of a file. */
  static Subject key(String declared, String key) {
    String file = path(declared).name().substring(Subject.environment("").name().length());
    return of(file + "#" + key);
  }

  /** What is no path, such as {@code runtime/python3}. */
  static Subject named(String kind, String name) {
    return of(kind + "/" + name);
  }

  /**
   * Any part; what is too long for a name is cut, with a hash of the whole in place of the rest.
   */
  static Subject of(String part) {
    String plain = part.replaceAll("\\p{Cntrl}", "?");
    if (plain.equals(part) && plain.length() <= LONGEST) {
      return Subject.environment(part);
    }
    String hash = Image.of(part.getBytes(StandardCharsets.UTF_8)).hash().substring(0, HASH);
    int cut = Math.min(plain.length(), LONGEST - HASH - 1);
    int whole = Character.isHighSurrogate(plain.charAt(cut - 1)) ? cut - 1 : cut;
    return Subject.environment(plain.substring(0, whole) + "~" + hash);
  }
}
