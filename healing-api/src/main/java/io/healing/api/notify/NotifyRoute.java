package io.healing.api.notify;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * To whom certain messages go. Every route that fits gets them; where none fits, the job's own
 * {@code notify_channel} does.
 *
 * @param severities for messages of these severities; default all
 * @param jobs for these jobs, {@code *} for any characters, as in {@code billing-*}; what is no job
 *     has its name, as {@code @host}; default all
 * @param channel log, webhook, slack, whatsapp or mail
 * @param recipient handed to the channel, or null, the default, for the {@code session} of the job
 */
public record NotifyRoute(
    List<ErrorSeverity> severities,
    List<@NotBlank String> jobs,
    @NotNull
        @Pattern(
            regexp = "log|webhook|slack|whatsapp|mail",
            message = "must be one of log, webhook, slack, whatsapp, mail")
        String channel,
    @Nullable String recipient) {

  /** Copies the lists. */
  public NotifyRoute {
    severities = List.copyOf(severities);
    jobs = List.copyOf(jobs);
  }

  /** All messages to this channel. */
  public static NotifyRoute to(String channel) {
    return new NotifyRoute(List.of(), List.of(), channel, null);
  }

  /** Whether it is for messages about this subject of this severity. */
  public boolean isFor(Subject subject, ErrorSeverity severity) {
    boolean grave = severities.isEmpty() || severities.contains(severity);
    return grave && (jobs.isEmpty() || jobs.stream().anyMatch(job -> fits(job, subject.name())));
  }

  private static boolean fits(String pattern, String name) {
    StringJoiner regex = new StringJoiner(".*");
    for (String piece : pattern.split("\\*+", -1)) {
      regex.add(java.util.regex.Pattern.quote(piece));
    }
    return name.matches(regex.toString());
  }
}
