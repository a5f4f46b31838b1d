package io.healing.core.environment;

import io.healing.api.HealingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of keys and values as they are on the disk. */
final class EnvBytes {
  private static final long MOST_BYTES = 1_048_576;

  private EnvBytes() {}

  /** Whether a file can be made from this one. */
  static boolean usable(Path file) {
    try {
      return Files.isRegularFile(file) && Files.isReadable(file) && Files.size(file) <= MOST_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The bytes of a file.
   *
   * @throws HealingException when it cannot be read
   */
  static byte[] content(Path file) {
    try {
      return read(file);
    } catch (IOException e) {
      throw new HealingException(file + " cannot be read: " + e, "Check its permissions", e);
    }
  }

  /** The bytes of a file that is to be read as text. */
  static byte[] text(Path file) throws IOException {
    byte[] bytes = read(file);
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == 0) {
        throw new IOException("it is no text: its byte " + (at + 1) + " is zero");
      }
    }
    return bytes;
  }

  static byte[] read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("it has more than " + MOST_BYTES + " bytes");
    }
    return Files.readAllBytes(file);
  }
}
