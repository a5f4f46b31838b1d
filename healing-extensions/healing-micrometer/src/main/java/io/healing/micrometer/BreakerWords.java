package io.healing.micrometer;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Observation;
import java.time.Duration;

/** What is said of circuit breakers and retries, whichever library they are of. */
final class BreakerWords {
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final int LONGEST = 150;

  private BreakerWords() {}

  /** A subject's name is printable and not too long; those of breakers are whatever they are. */
  static Subject subject(String name) {
    String printable = name.isBlank() ? "unnamed" : name.replaceAll("\\p{Cntrl}", "?");
    return Subject.component(printable.substring(0, Math.min(LONGEST, printable.length())));
  }

  static void open(Observation.Builder said, String name, String why) {
    said(said, name, "The circuit breaker " + name + " is open" + why);
  }

  /** It was open only between two looks. */
  static void opened(Observation.Builder said, String name) {
    said(said, name, "The circuit breaker " + name + " opened, and lets calls through again");
  }

  private static void said(Observation.Builder said, String name, String message) {
    said.finding(
        Finding.of("breaker.open", subject(name), message)
            .withType(ErrorType.API_FAILURE)
            .withSeverity(ErrorSeverity.HIGH)
            .withHint("See why calls of " + name + " fail; the breaker tries again by itself.")
            .withEvidence("breaker", name));
  }

  /** It tries whether calls succeed again, so it is neither sick nor well. */
  static void halfOpen(Observation.Builder said, String name) {
    said.noData(subject(name), "the breaker is half open: it tries whether calls succeed again");
  }

  static void closed(Observation.Builder said, String name) {
    said.clear(subject(name), "closed");
  }

  static void unknown(Observation.Builder said, String name) {
    said.clear(subject(name), "no longer registered");
  }

  static void exhausted(Observation.Builder said, String name, Attempts.Count count) {
    String times = count.failed() == 1 ? "once" : count.failed() + " times";
    String last = count.lastError().isEmpty() ? "" : "; at last: " + count.lastError();
    said.finding(
        Finding.of(
                "retry.exhausted",
                subject(name),
                "All attempts of " + name + " failed, " + times + " since the start" + last)
            .withType(ErrorType.API_FAILURE)
            .withSeverity(ErrorSeverity.HIGH)
            .withHint("See why calls of " + name + " fail; more attempts would not have helped.")
            .withCause(count.lastError())
            .withEvidence("retry", name));
  }

  static void succeeding(Observation.Builder said, String name) {
    said.clear(subject(name), "no attempts were used up lately");
  }
}
