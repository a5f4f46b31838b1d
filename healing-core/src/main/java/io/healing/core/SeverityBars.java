package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.act.VerificationState;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.StateRepository;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * How severe an incident was when an action for it was made: what is found afterwards is compared
 * with that, not with what the incident has become meanwhile. Stored while the effect is awaited.
 */
final class SeverityBars {
  private static final String OWNER = "healing.severity";
  private static final int FORM = 1;

  private SeverityBars() {}

  /** Within the transaction that stores an action for an incident. */
  static void note(StateRepository states, ActionEntry entry, Incident incident) {
    if (entry.detail().verification().state() != VerificationState.PENDING) {
      over(states, entry.row().id());
    } else if (states.find(OWNER, key(entry.row().id())).isEmpty()) {
      PluginState bar = new PluginState(FORM, incident.severity().word());
      states.save(OWNER, Map.of(key(entry.row().id()), bar));
    }
  }

  /** Empty where it was not noted, or in a word of a newer release. */
  static Optional<ErrorSeverity> of(StateRepository states, long action) {
    return states
        .find(OWNER, key(action))
        .filter(bar -> bar.version() == FORM)
        .flatMap(
            bar ->
                Arrays.stream(ErrorSeverity.values())
                    .filter(severity -> severity.word().equals(bar.text()))
                    .findFirst());
  }

  /** The effect is awaited no longer. */
  static void over(StateRepository states, long action) {
    states.remove(OWNER, key(action));
  }

  private static String key(long action) {
    return Long.toString(action);
  }
}
