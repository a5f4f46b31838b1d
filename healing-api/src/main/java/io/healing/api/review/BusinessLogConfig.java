package io.healing.api.review;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A log in which the job writes what it achieved, one JSON object a line; one more source that a
 * review reads.
 *
 * @param path the log file; must be set
 * @param summaryPath a file with a summary of the log; default null, none
 * @param maxLines how many of the most recent lines are read, 1 to 100,000; default 500
 * @param contextPrompt what the lines mean, told to an analyzer along with them; default null,
 *     nothing
 */
public record BusinessLogConfig(
    @NotBlank String path,
    @Size(min = 1) @Nullable String summaryPath,
    @Min(1) @Max(100_000) int maxLines,
    @Nullable String contextPrompt) {

  /**
   * The last 500 lines of a log whose path must still be set; valid only {@linkplain #withPath with
   * a path}.
   *
   * @return the defaults
   */
  public static BusinessLogConfig defaults() {
    return new BusinessLogConfig("", null, 500, null);
  }

  /**
   * Replaces the path.
   *
   * @param value the log file
   * @return the changed copy
   */
  public BusinessLogConfig withPath(String value) {
    return new BusinessLogConfig(value, summaryPath, maxLines, contextPrompt);
  }
}
