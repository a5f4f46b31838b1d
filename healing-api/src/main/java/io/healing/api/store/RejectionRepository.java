package io.healing.api.store;

import java.util.Optional;

/** What people said no to. */
public interface RejectionRepository {
  /** Remembers a no, in place of an earlier one to the same. */
  void save(Rejection rejection);

  /** The no to this, if there is one. */
  Optional<Rejection> find(String dedupeKey);

  /**
   * Lifts it.
   *
   * @return whether there was one
   */
  boolean remove(String dedupeKey);
}
