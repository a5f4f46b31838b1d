package io.healing.sqlite.schema;

import io.healing.api.HealingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToLongFunction;

/** Says before anything begins that the disk has not enough room. */
final class Space {
  private static final long SLACK = 1024 * 1024;

  private final ToLongFunction<Path> usable;

  Space(ToLongFunction<Path> usable) {
    this.usable = usable;
  }

  static Space ofTheDisk() {
    return new Space(Space::onTheDisk);
  }

  private static long onTheDisk(Path place) {
    Path there = place;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      return Files.getFileStore(there).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot see how much room there is at " + there, e);
    }
  }

  /**
   * @param bytes what is about to be written there
   * @throws HealingException when there is not enough room
   */
  void require(Path place, long bytes) {
    long free = usable.applyAsLong(place);
    if (free < bytes + SLACK) {
      throw new HealingException(
          "The disk of "
              + place
              + " has "
              + megabytes(free)
              + " free, but "
              + megabytes(bytes + SLACK)
              + " may be needed; nothing was changed",
          "Make room on it");
    }
  }

  private static String megabytes(long bytes) {
    return (bytes + 999_999) / 1_000_000 + " MB";
  }
}
