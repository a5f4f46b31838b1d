package io.healing.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A log file that a command writes by itself: what is new in it belongs to the run. */
final class LogFile {
  private final Path file;
  private final long before;

  /** As it is before the run. */
  LogFile(Path file) {
    this.file = file;
    before = file.toFile().length();
  }

  /**
   * Adds the end of what came since; all of a file that was begun anew.
   *
   * @throws IOException when it is there and cannot be read
   */
  void addTo(Tail tail, int most) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("it is a directory");
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
      long size = channel.size();
      long from = Math.max(size < before ? 0 : before, size - most);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, size - from));
      channel.position(from);
      int read;
      do {
        read = channel.read(bytes);
      } while (read >= 0 && bytes.hasRemaining());
      tail.add(bytes.array(), bytes.position());
    } catch (NoSuchFileException notWritten) {
      if (before > 0) {
        throw notWritten;
      }
    }
  }
}
