package io.healing.core.diagnose;

import io.healing.api.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file as it is now.
 *
 * @param content its content, or absent
 * @param changedAt when it was changed; empty when it is absent
 */
record FileOnDisk(Image content, Optional<Instant> changedAt) {
  private static final long LARGEST = 8L * 1024 * 1024;

  /** The file; empty when it is no regular file, larger than 8 MiB, or cannot be read. */
  static Optional<FileOnDisk> read(Path file) {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(new FileOnDisk(Image.absent(), Optional.empty()));
    }
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      Instant changed = Files.getLastModifiedTime(file).toInstant();
      return Optional.of(new FileOnDisk(Image.of(Files.readAllBytes(file)), Optional.of(changed)));
    } catch (IOException unreadable) {
      // What cannot be read cannot be compared; the hint about permissions is another analyzer's.
      return Optional.empty();
    }
  }
}
