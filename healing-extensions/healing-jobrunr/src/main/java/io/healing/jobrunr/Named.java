package io.healing.jobrunr;

import io.healing.api.HealingException;
import java.util.Locale;

/**
 * How a storage is called among those of a program, in what people read and configure.
 *
 * @param name as it was given; empty for one without a name of its own
 */
record Named(String name) {
  static final Named PLAIN = new Named("");

  private static final String KIND = "jobrunr";
  private static final int LONGEST = 100;

  /**
   * One of this name.
   *
   * @throws HealingException when it is blank, too long, or holds control characters
   */
  static Named of(String name) {
    if (name.isBlank() || name.length() > LONGEST || name.chars().anyMatch(c -> c < ' ')) {
      throw new HealingException(
          "A storage's name has 1 to 100 printable characters, but is \"" + name + "\"",
          "Name it after what it does, such as orders.");
    }
    return new Named(name);
  }

  /** The plug-in. */
  String plugin() {
    return KIND + "." + (name.isEmpty() ? "storage" : word());
  }

  /** The runner of its jobs, and the component that it is. */
  String runner() {
    return name.isEmpty() ? KIND : KIND + ":" + name;
  }

  /** What the targets of actions on its instances begin with. */
  String scheme() {
    return name.isEmpty() ? KIND : KIND + "-" + word();
  }

  private String word() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
  }
}
