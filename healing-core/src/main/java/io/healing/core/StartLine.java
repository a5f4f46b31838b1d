package io.healing.core;

import io.healing.api.Plural;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.store.StoreInfo;
import java.util.List;

/** What Healing says in the log when it starts: that it runs, and what it may do. */
final class StartLine {
  private static final int MOST = 10;

  private StartLine() {}

  static String of(Assembly assembly) {
    HealingConfig config = assembly.config();
    StoreInfo store = assembly.store().info();
    return "Healing runs as \""
        + assembly.name()
        + "\": "
        + Plural.of(config.jobs().size(), "job")
        + " configured, "
        + repairs(config)
        + "; what it sees is kept in "
        + (store.kind().equals(store.place()) ? "" : store.kind() + " ")
        + store.place();
  }

  private static String repairs(HealingConfig config) {
    List<String> healed =
        config.jobs().values().stream()
            .filter(job -> job.selfHealing().enabled())
            .filter(job -> job.selfHealing().remediation().enabled())
            .map(StartLine::id)
            .sorted()
            .toList();
    String more = healed.size() > MOST ? " and " + (healed.size() - MOST) + " more" : "";
    return healed.isEmpty()
        ? "none of them is repaired by itself"
        : "repairs allowed for "
            + String.join(", ", healed.subList(0, Math.min(MOST, healed.size())))
            + more;
  }

  private static String id(JobConfig job) {
    return job.definition().id();
  }
}
