package io.healing.api.store;

import io.healing.api.diagnose.ChangeEvent;
import java.time.Instant;
import java.util.List;

/** What was changed on purpose: deploys, settings. The newest 10,000 are kept. */
public interface ChangeRepository {
  /** Keeps a change. */
  void add(ChangeEvent change);

  /**
   * The changes of a time, newest first.
   *
   * @param from the first moment
   * @param to the last moment
   * @param limit how many at most
   */
  List<ChangeEvent> between(Instant from, Instant to, int limit);
}
