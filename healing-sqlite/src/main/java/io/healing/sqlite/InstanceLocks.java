package io.healing.sqlite;

import io.healing.api.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The locked files of the instances that this store registered, and a look at those of others. An
 * instance has a file of its own, since a process loses its locks on a file when it closes any
 * channel to it.
 */
final class InstanceLocks {
  private static final Set<StandardOpenOption> MAKE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  private final Place place;
  private final Map<Long, FileChannel> held = new ConcurrentHashMap<>();

  /** What a look at a lock tells. */
  enum Look {
    HELD,
    FREE,
    /** The file is gone or closed to this user. */
    UNKNOWN
  }

  InstanceLocks(Place place) {
    this.place = place;
  }

  /**
   * Makes the file of a new instance and locks it for as long as this process lives.
   *
   * @return false when somebody holds a lock of this number, as after the database was made anew
   */
  boolean take(long id) {
    boolean interrupted = Thread.interrupted();
    try {
      Place.makeDirectory(place.instances());
      return keep(id, FileChannel.open(file(id), MAKE, ownerOnly()));
    } catch (IOException e) {
      throw fault(id, e);
    } finally {
      restore(interrupted);
    }
  }

  private boolean keep(long id, FileChannel channel) throws IOException {
    boolean locked = lock(channel);
    if (locked) {
      held.put(id, channel);
    } else {
      channel.close();
    }
    return locked;
  }

  private FileAttribute<?>[] ownerOnly() throws IOException {
    return Place.attributes(place.instances(), "rw-------");
  }

  /** Whether somebody holds the lock. Not for an instance of this process. */
  Look look(long id) {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(file(id), StandardOpenOption.WRITE)) {
      return lock(channel) ? Look.FREE : Look.HELD;
    } catch (NoSuchFileException e) {
      return Look.UNKNOWN;
    } catch (IOException e) {
      place.log().debug(InstanceLocks.class, "{} cannot be looked at", file(id), e);
      return Look.UNKNOWN;
    } finally {
      restore(interrupted);
    }
  }

  /** Lets go of a lock, if it is held here. */
  void release(long id) {
    FileChannel channel = held.remove(id);
    if (channel != null) {
      forget(id);
      close(channel);
    }
  }

  /** Removes the file of an instance that is dead. */
  void forget(long id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      place.log().warn(InstanceLocks.class, "{} of a dead instance cannot be removed", file(id), e);
    }
  }

  boolean holds(long id) {
    return held.containsKey(id);
  }

  /** The instances that were registered here and did not leave. */
  Set<Long> mine() {
    return Set.copyOf(held.keySet());
  }

  private Path file(long id) {
    return place.instances().resolve(id + ".lock");
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      place.log().warn(InstanceLocks.class, "The lock of an instance could not be closed", e);
    }
  }

  private StoreException fault(long id, IOException cause) {
    return new StoreException(
        "The instance " + id + " cannot lock " + file(id) + ": " + cause.getMessage(),
        "Keep the database on a local disk that can lock files and that this user may write.",
        cause);
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
