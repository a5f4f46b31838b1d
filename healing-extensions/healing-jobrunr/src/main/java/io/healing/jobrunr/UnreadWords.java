package io.healing.jobrunr;

import io.healing.api.Plural;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.jobrunr.Salvage.Unread;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words in which is told what of JobRunr's storage could not be read. */
final class UnreadWords {
  private static final String ID = "jobrunr.not_read";
  private static final int LONGEST = 200;

  private final Words words;

  UnreadWords(Words words) {
    this.words = words;
  }

  /** One part of the storage, as {@code The servers}. Nothing is said of what it would tell. */
  Finding all(String what, RuntimeException cause) {
    return Finding.of(
            ID, words.adapter(), what + " in JobRunr's storage could not be read: " + reason(cause))
        .withType(ErrorType.DATABASE_CONNECTION)
        .withSeverity(ErrorSeverity.HIGH)
        .withCause(what)
        .withHint("Look whether the storage answers. What is told of it otherwise may be old.");
  }

  /** The rows among others that could be read; empty where there are none. */
  Optional<Finding> rows(Salvage read) {
    List<Unread> unread = read.unread();
    return unread.isEmpty() ? Optional.empty() : Optional.of(finding(read, unread));
  }

  private Finding finding(Salvage read, List<Unread> unread) {
    String state = read.state().name();
    String many = Plural.of(unread.size(), "instance");
    String rest = read.gaveUp() ? "; what comes after them was not looked at" : "";
    return Finding.of(
            ID,
            words.adapter(),
            many
                + (" in state " + state + " could not be read: number " + places(unread))
                + (" in the order of the last change, " + unread.get(0).order() + rest + ": ")
                + reason(unread.get(0).cause()))
        .withType(ErrorType.DEPENDENCY_FAILURE)
        .withSeverity(ErrorSeverity.MEDIUM)
        .withCause(state)
        .withEvidence(Words.STATE, state)
        .withHint(
            "The others are told. Look at the rows of jobrunr_jobs with state '"
                + state
                + "', ordered by updatedAt, and mend or delete what JobRunr cannot read in"
                + " jobAsJson; until then an incident of a job here does not end by itself.");
  }

  private static String places(List<Unread> unread) {
    return unread.stream().map(row -> Long.toString(row.place())).collect(Collectors.joining(", "));
  }

  /** JobRunr reads all of the recurring jobs or none. */
  Finding recurring(RuntimeException cause) {
    return Finding.of(
            "jobrunr.recurring_not_read",
            words.component(),
            "JobRunr's recurring jobs could not be read: " + reason(cause))
        .withType(ErrorType.DEPENDENCY_FAILURE)
        .withSeverity(ErrorSeverity.HIGH)
        .withCause("recurring jobs")
        .explaining(Words.MISSED)
        .withHint(
            "JobRunr reads them all or none, so one row is enough: a server that starts now starts"
                + " no recurring job. Mend or delete the row of jobrunr_recurring_jobs whose"
                + " jobAsJson it cannot read. What was known of them stands until then.");
  }

  /** The innermost cause in one line, without the text that it was to read. */
  static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    String line = cause.getClass().getSimpleName() + ": " + message;
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
