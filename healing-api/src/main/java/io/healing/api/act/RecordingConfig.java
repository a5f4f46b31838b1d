package io.healing.api.act;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * Where recordings of the Flight Recorder are written, and what bounds them.
 *
 * @param directory where they are written, relative to the configuration; it must exist. Default
 *     {@code recordings}
 * @param mostTime the longest that one lasts, also the time of one that names none; it stops by
 *     itself then. Longer than 0, at most 24 h; default 5 min
 * @param mostSize bytes of a recording that are kept at most, 1 MiB or more; the oldest are dropped
 *     first. Default 100 MiB
 */
public record RecordingConfig(
    @NotBlank String directory, @NotNull Duration mostTime, @Min(1_048_576) long mostSize) {

  /** Five minutes and 100 MiB, in {@code recordings}. */
  public static RecordingConfig defaults() {
    return new RecordingConfig("recordings", Duration.ofMinutes(5), 104_857_600);
  }
}
