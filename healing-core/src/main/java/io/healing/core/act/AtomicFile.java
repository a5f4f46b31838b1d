package io.healing.core.act;

import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.decide.BlockReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One file that is read and written whole: at every moment, and after a crash at any moment, it has
 * either its old or its new content. Its path is a real path; see {@link RealPath}.
 */
final class AtomicFile {
  /** What the names of our temporary files begin with. */
  static final String MARK = ".healing-tmp-";

  private static final long MOST_BYTES = 8_388_608;

  private final Path path;
  private final Path directory;
  private final Consumer<String> steps;

  AtomicFile(Path path, Consumer<String> steps) {
    this.path = path;
    this.directory = Objects.requireNonNull(path.getParent(), "a file lies in a directory");
    this.steps = steps;
  }

  /**
   * What is there now.
   *
   * @throws HealingException when it is there but cannot be read, is not a file, or is too large
   */
  Image read() {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return Image.absent();
    }
    try {
      return readWhole();
    } catch (IOException e) {
      throw new HealingException(path + " cannot be read: " + e, "Check its permissions", e);
    }
  }

  private Image readWhole() throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw Refused.guarded(path + " is not a regular file", "Name a file");
    }
    long size = Files.size(path);
    if (size > MOST_BYTES) {
      throw Refused.guarded(
          path + " has " + size + " bytes, more than the " + MOST_BYTES + " that are changed here",
          "Change it by hand");
    }
    return Image.of(Files.readAllBytes(path));
  }

  /**
   * Puts another content in place of the one expected.
   *
   * @throws HealingException when it was not done; the old content is in place then
   */
  void replace(Image expected, Image next) {
    write(expected, next, Access.of(path));
  }

  /**
   * Makes the file, which must not be there yet.
   *
   * @throws HealingException when it was not done; there is no file then
   */
  void create(Image next) {
    write(Image.absent(), next, Access.forNewFileIn(directory));
  }

  /**
   * Makes the file, which must not be there yet, so that only its owner can read and write it.
   *
   * @throws HealingException when it was not done; there is no file then
   */
  void createPrivate(Image next) {
    write(Image.absent(), next, Access.forOwnerOnly());
  }

  private void write(Image expected, Image next, Access access) {
    Path temp = temporary();
    try {
      Files.deleteIfExists(temp);
      fill(temp, next, access);
      steps.accept("w.temp");
      refuseMoved(expected);
      put(temp, expected);
    } catch (IOException e) {
      throw new HealingException(
          path + " could not be written: " + e + "; it is as it was before",
          "Check the space on the disk and the permissions of " + directory,
          e);
    } finally {
      discardLeftover();
    }
    steps.accept("w.renamed");
    syncDirectory();
  }

  private static void fill(Path temp, Image next, Access access) throws IOException {
    try (FileChannel channel = Access.openPrivate(temp)) {
      ByteBuffer bytes = ByteBuffer.wrap(next.content().orElseThrow());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      access.give(temp);
      channel.force(true);
    }
  }

  /** The last look before it is done; what changes after it in the same instant is not seen. */
  private void refuseMoved(Image expected) throws IOException {
    if (Files.isSymbolicLink(path) || !directory.toRealPath().equals(directory)) {
      throw Refused.guarded(path + " leads somewhere else now", "Plan it again");
    }
    if (!read().equals(expected)) {
      throw new Refused(
          BlockReason.WORLD_MOVED_ON,
          path + " was changed by somebody else at this moment; it was left alone",
          "Plan it again");
    }
  }

  private void put(Path temp, Image expected) throws IOException {
    if (expected.present()) {
      Files.move(temp, path, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    try {
      Files.createLink(path, temp);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      moveNew(temp);
    }
  }

  /** Where there are no hard links, nothing tells in one step that no file is there. */
  private void moveNew(Path temp) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    Files.move(temp, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Removes the file, if it has the expected content.
   *
   * @throws HealingException when it was not done
   */
  void delete(Image expected) {
    try {
      refuseMoved(expected);
      Files.delete(path);
    } catch (IOException e) {
      throw new HealingException(
          path + " could not be removed: " + e, "Check the permissions of " + directory, e);
    }
    steps.accept("w.deleted");
    syncDirectory();
  }

  private void syncDirectory() {
    try {
      sync(directory);
    } catch (IOException e) {
      throw new Uncertain(
          path + " was written, but it is not sure to survive a power cut: " + e, e);
    }
  }

  /** Makes the names in a directory durable, where the system can do that. */
  static void sync(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Removes what an attempt that did not end has left beside the file. */
  void discardLeftover() {
    try {
      Leftover.remove(temporary());
    } catch (IOException e) {
      throw new Uncertain(
          "The temporary file " + temporary() + " could not be removed, remove it by hand: " + e,
          e);
    }
  }

  /** One name per file, so that what is left of an attempt is found again. */
  Path temporary() {
    byte[] name = String.valueOf(path.getFileName()).getBytes(StandardCharsets.UTF_8);
    return directory.resolve(MARK + Image.of(name).hash().substring(0, 16));
  }
}
