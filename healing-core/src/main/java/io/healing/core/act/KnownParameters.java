package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.Nearest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters that our own remediators read. Another one is a mistake, and not left aside; but
 * {@code reason} is a note of whoever wishes it, and an edit of a file may have further notes.
 */
final class KnownParameters {
  private static final Map<String, Set<String>> OF_OURS =
      Map.ofEntries(
          Map.entry("healing.change-setting", Set.of("setting", "value", "factor", "for_s")),
          Map.entry("healing.log-level", Set.of("level", "for_s")),
          Map.entry("healing.record-flight", Set.of("settings", "for_s")),
          Map.entry("healing.restart-service", Set.of()),
          Map.entry("healing.rollback-deployment", Set.of()),
          Map.entry("healing.edit-number", Set.of("key", "value", "factor")),
          Map.entry("healing.health-check", Set.of()),
          Map.entry("healing.restart-job", Set.of("how", "run", "key")),
          Map.entry("healing.pause-job", Set.of()),
          Map.entry("healing.run-command", Set.of("directory")),
          Map.entry("healing.create-directory", Set.of()));

  private static final String NOTE = "reason";

  private KnownParameters() {}

  /**
   * Refuses the first parameter that is not read.
   *
   * @param remediator the id of who would do it; what is no remediator of ours reads its own way
   * @throws HealingException with the nearest name, and all that are read
   */
  static void check(String remediator, ActionRequest wish) {
    Set<String> ours = OF_OURS.get(remediator);
    if (ours == null) {
      return;
    }
    Set<String> known = new TreeSet<>(ours);
    known.add(NOTE);
    if (wish.target().scheme().equals("job")) {
      known.add("delay_s");
    }
    for (String given : wish.parameters().keySet()) {
      if (!known.contains(given)) {
        throw new HealingException(
            "\"" + given + "\" is no parameter of " + wish.type() + " " + wish.target() + ".",
            (Nearest.maybe(given, known) + mend(known)).replaceFirst("^[. ]+", ""));
      }
    }
  }

  private static String mend(Set<String> known) {
    Set<String> read = new TreeSet<>(known);
    read.remove(NOTE);
    return read.isEmpty() ? " It takes none" : ". It takes " + String.join(", ", read);
  }
}
