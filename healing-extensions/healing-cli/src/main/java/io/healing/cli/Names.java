package io.healing.cli;

import io.healing.api.Subject;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.store.HealingStore;
import java.util.List;
import java.util.Optional;

/** Names from outside: of a person, or of another program that wrote the rows. */
final class Names {
  private Names() {}

  /** The subject of this name; empty where no subject can have it. */
  static Optional<Subject> subject(String name) {
    try {
      return Optional.of(new Subject(name));
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  /** The newest decisions about it. */
  static List<DecisionRecord> decisions(HealingStore store, String name, int most) {
    return subject(name).map(known -> store.decisions().of(known, most)).orElse(List.of());
  }
}
