package io.healing.api.config;

import io.healing.api.detect.ErrorSeverity;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A further call for a person while nobody has dealt with an incident.
 *
 * @param after how long after the first call, such as {@code 15m}
 * @param severities for which incidents; default all
 * @param channel who is called: log, webhook, slack, whatsapp or mail; null, the default, for the
 *     channel of the subject
 * @param recipient handed to the channel, or null, the default, for the {@code session} of the
 *     subject
 */
public record EscalationRung(
    @NotNull Duration after,
    List<ErrorSeverity> severities,
    @Pattern(
            regexp = "log|webhook|slack|whatsapp|mail",
            message = "must be one of log, webhook, slack, whatsapp, mail")
        @Nullable String channel,
    @Nullable String recipient) {

  /** Copies the list. */
  public EscalationRung {
    severities = List.copyOf(severities);
  }

  /** So long after the first call, by the subject's own channel. */
  public static EscalationRung after(Duration firstCall) {
    return new EscalationRung(firstCall, List.of(), null, null);
  }

  /** Whether it is for an incident of this severity. */
  public boolean isFor(ErrorSeverity severity) {
    return severities.isEmpty() || severities.contains(severity);
  }
}
