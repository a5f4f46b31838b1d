package io.healing.core.environment;

import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.DiskRequirement;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.api.environment.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Enough space is free. */
final class DiskCheck implements EnvironmentCheck {
  private static final long STEP = 1_024;
  private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB", "PB", "EB"};

  private final Space space;

  /** Tells how many bytes this program may still write on the disk of a path. */
  @FunctionalInterface
  interface Space {
    long usable(Path path) throws IOException;
  }

  DiskCheck() {
    this(path -> Files.getFileStore(path).getUsableSpace());
  }

  DiskCheck(Space space) {
    this.space = space;
  }

  @Override
  public String id() {
    return "healing.environment-disk";
  }

  @Override
  public EnvironmentGroup group() {
    return EnvironmentGroup.FILE_SYSTEM;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Observation.Builder said = Observation.builder();
    DiskRequirement required = request.environment().disk();
    if (required != null) {
      look(required, request.baseDirectory(), said);
    }
    return said.build();
  }

  private void look(DiskRequirement required, Path base, Observation.Builder said) {
    Trouble disk =
        Trouble.of(
            Parts.named("disk", required.path()),
            ErrorType.DEPENDENCY_FAILURE,
            required.level(),
            Level.WARNING);
    try {
      long free = space.usable(Rights.nearest(base.resolve(required.path()).toAbsolutePath()));
      compare(disk, required, free, said);
    } catch (IOException e) {
      said.finding(
          disk.told(
              "disk_unreadable",
              "The free space of " + required.path() + " cannot be read: " + e,
              "Check that the disk is mounted and may be read"));
    }
  }

  private static void compare(
      Trouble disk, DiskRequirement required, long free, Observation.Builder said) {
    String wanted = size(required.minFree());
    String words =
        size(free) + " are free on the disk of " + required.path() + ", " + wanted + " are wanted";
    if (free >= required.minFree()) {
      said.clear(disk.subject(), words);
    } else {
      said.finding(
          disk.told(
              "disk_low",
              words,
              "Remove what is not needed; see what is large with: du -xh "
                  + Shell.quoted(required.path())
                  + " | sort -h | tail"));
    }
  }

  /** A number of bytes for people, in the largest unit of which there is at least one. */
  static String size(long bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= STEP && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    String number = unit == 0 ? String.valueOf(bytes) : String.format(Locale.ROOT, "%.1f", value);
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number)
        + " "
        + UNITS[unit];
  }
}
