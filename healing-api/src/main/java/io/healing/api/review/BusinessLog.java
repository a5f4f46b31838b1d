package io.healing.api.review;

import java.util.List;

/**
 * What a review read of the job's {@linkplain BusinessLogConfig business log}, redacted.
 *
 * @param lines the most recent lines, oldest first
 * @param summary the beginning of the summary; empty where there is none
 * @param context what the lines mean, as the configuration tells it; may be empty
 */
public record BusinessLog(List<String> lines, String summary, String context) {
  /** Copies the list. */
  public BusinessLog {
    lines = List.copyOf(lines);
  }
}
