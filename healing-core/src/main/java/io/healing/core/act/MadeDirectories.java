package io.healing.core.act;

import io.healing.api.HealingException;
import io.healing.api.decide.BlockReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A chain of directories that are made and removed together.
 *
 * @param highest the first of them, whose parent exists
 * @param lowest the last of them
 */
record MadeDirectories(Path highest, Path lowest, Consumer<String> steps) {

  private List<Path> chain() {
    List<Path> all = new ArrayList<>();
    Path next = lowest;
    while (next != null && next.startsWith(highest)) {
      all.add(0, next);
      next = next.getParent();
    }
    return all;
  }

  boolean allThere() {
    return chain().stream().allMatch(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
  }

  /** Whether all are there and hold nothing but one another. */
  boolean allEmpty() {
    List<Path> chain = chain();
    for (int i = 0; i < chain.size(); i++) {
      List<Path> expected = i + 1 < chain.size() ? List.of(chain.get(i + 1)) : List.of();
      if (!Files.isDirectory(chain.get(i), LinkOption.NOFOLLOW_LINKS)
          || !held(chain.get(i)).equals(expected)) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> held(Path directory) {
    try (Stream<Path> all = Files.list(directory)) {
      return all.limit(2).toList();
    } catch (IOException e) {
      throw new HealingException(directory + " cannot be listed: " + e, "Check its permissions", e);
    }
  }

  /** Makes them aside and puts them in place in one step, so that never only some are there. */
  void make() {
    Path parent = Objects.requireNonNull(highest.getParent(), "its parent exists");
    AtomicFile place = new AtomicFile(highest, steps);
    Path temp = place.temporary();
    try {
      Leftover.remove(temp);
      Files.createDirectories(temp.resolve(highest.relativize(lowest)).normalize());
      steps.accept("w.temp");
      refuseMoved(parent);
      Files.move(temp, highest, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new HealingException(
          lowest + " could not be made: " + e,
          "Check the permissions of " + parent + " and the space on the disk",
          e);
    } finally {
      place.discardLeftover();
    }
    steps.accept("w.renamed");
    sync(parent);
  }

  private void refuseMoved(Path parent) throws IOException {
    if (Files.exists(highest, LinkOption.NOFOLLOW_LINKS) || !parent.toRealPath().equals(parent)) {
      throw new Refused(
          BlockReason.WORLD_MOVED_ON, highest + " was made by somebody else at this moment", "");
    }
  }

  /** Removes exactly these, the lowest first; one that is not empty stays with those above it. */
  void remove() {
    List<Path> chain = chain();
    try {
      for (int i = chain.size() - 1; i >= 0; i--) {
        Files.delete(chain.get(i));
        steps.accept("w.deleted");
      }
    } catch (IOException e) {
      throw new Uncertain("Not all of " + chain + " could be removed: " + e, e);
    }
    sync(Objects.requireNonNull(highest.getParent(), "its parent exists"));
  }

  private void sync(Path parent) {
    try {
      AtomicFile.sync(parent);
    } catch (IOException e) {
      throw new Uncertain(lowest + " is not sure to survive a power cut: " + e, e);
    }
  }
}
