package io.healing.api.job;

import io.healing.api.HealingException;
import java.util.Locale;
import java.util.Objects;

/**
 * How a runner is called among those of its kind in one program, in what people read and configure;
 * for adapters.
 *
 * @param kind what all of them are called that have no name of their own, such as {@code quartz}
 * @param thing what one of them is, such as {@code scheduler}
 * @param name as it was given; empty for one without a name of its own
 */
public record RunnerName(String kind, String thing, String name) {
  private static final int LONGEST = 100;

  /** Checks that nothing is missing. */
  public RunnerName {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(thing, "thing");
    Objects.requireNonNull(name, "name");
  }

  /** One without a name of its own. */
  public static RunnerName of(String kind, String thing) {
    return new RunnerName(kind, thing, "");
  }

  /**
   * One of this kind with a name.
   *
   * @throws HealingException when it is blank, longer than 100 characters, or holds control
   *     characters
   */
  public RunnerName named(String own) {
    if (own.isBlank() || own.length() > LONGEST || own.chars().anyMatch(c -> c < ' ')) {
      throw new HealingException(
          "A " + thing + "'s name has 1 to 100 printable characters, but is \"" + own + "\"",
          "Name it after what it does, such as orders.");
    }
    return new RunnerName(kind, thing, own);
  }

  /** The plug-in: {@code quartz.scheduler}, or {@code quartz.orders}. */
  public String plugin() {
    return kind + "." + (name.isEmpty() ? thing : word());
  }

  /**
   * The runner of its jobs, and the component that it is: {@code quartz}, or {@code quartz:Orders}.
   */
  public String runner() {
    return name.isEmpty() ? kind : kind + ":" + name;
  }

  /** What the targets of actions on it begin with: {@code quartz}, or {@code quartz-orders}. */
  public String scheme() {
    return name.isEmpty() ? kind : kind + "-" + word();
  }

  private String word() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
  }
}
