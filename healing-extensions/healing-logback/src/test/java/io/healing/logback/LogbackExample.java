package io.healing.logback;

import io.healing.core.Healing;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a job logs stands in the log of its run: one line in {@code logback.xml} did it. */
final class LogbackExample {
  private static final Logger LOG = LoggerFactory.getLogger("acme.import");

  private LogbackExample() {}

  /** Runs a job that logs; gives back what Healing kept of it. */
  static String play() {
    var store = InMemoryStore.create();
    try (var manual = Healing.builder().store(store).manual(Instant.EPOCH)) {
      manual.healing().observe("import", () -> LOG.warn("3 of 40 orders left out"));
      manual.tick(Duration.ofSeconds(1));
      return store.runs().newest("import", 1).get(0).logTail();
    }
  }
}
