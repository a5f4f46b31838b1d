package io.healing.api.store;

import io.healing.api.Subject;
import io.healing.api.decide.DecisionRecord;
import java.util.List;
import java.util.Optional;

/** Why something was or was not done. */
public interface DecisionRepository {
  /** Keeps a decision. */
  void add(DecisionRecord decision);

  /** The newest on a topic. */
  Optional<DecisionRecord> last(Subject subject, String topic);

  /** A subject's decisions, newest first. */
  List<DecisionRecord> of(Subject subject, int limit);
}
