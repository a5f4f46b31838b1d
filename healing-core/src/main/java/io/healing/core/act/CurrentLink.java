package io.healing.core.act;

import io.healing.api.HealingException;
import io.healing.api.act.DeploymentConfig;
import io.healing.api.decide.BlockReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of releases with a symbolic link to the one that is in use. At every moment the link
 * leads to one release as a whole.
 *
 * @param link the link, its directory by its real path
 * @param releases the directory of the releases, by its real path
 */
record CurrentLink(Path link, Path releases) {

  /**
   * Finds both.
   *
   * @throws HealingException when one of them is not there
   */
  static CurrentLink of(DeploymentConfig declared, Path base) {
    RealPath paths = new RealPath(base);
    try {
      Path link = paths.absolute(declared.current()).toAbsolutePath().normalize();
      Path directory = Objects.requireNonNull(link.getParent(), "a link lies in a directory");
      Path name = Objects.requireNonNull(link.getFileName(), "a link has a name");
      Path releases = paths.absolute(declared.releases()).toRealPath();
      return new CurrentLink(directory.toRealPath().resolve(name), releases);
    } catch (IOException | InvalidPathException e) {
      throw new HealingException(
          "The deployment " + declared.name() + " cannot be looked at: " + e,
          "Check releases and current in self_healing.host.deployments",
          e);
    }
  }

  /**
   * Where the link leads, as it is written in the link.
   *
   * @throws HealingException when it is no link
   */
  String text() {
    if (!Files.isSymbolicLink(link)) {
      throw Refused.guarded(
          link + " is no symbolic link", "Let it be a link to one of the releases");
    }
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw new HealingException(link + " cannot be read: " + e, "Check its permissions", e);
    }
  }

  /**
   * The name of the release that a text of the link leads to.
   *
   * @throws Refused when that is none of the releases
   */
  String release(String text) {
    Path directory = Objects.requireNonNull(link.getParent(), "a link lies in a directory");
    Path there = Links.followed(directory.resolve(text));
    Path name = there.getFileName();
    if (name == null || !releases.equals(there.getParent())) {
      throw Refused.guarded(
          link + " leads to " + there + ", which is no release in " + releases,
          "Let it lead to one of the releases");
    }
    return name.toString();
  }

  /** The release before another, which may be gone; empty where there is none. */
  Optional<String> before(String release) {
    return all().stream()
        .filter(other -> Release.OLDEST_FIRST.compare(other, release) < 0)
        .max(Release.OLDEST_FIRST);
  }

  private List<String> all() {
    try (Stream<Path> entries = Files.list(releases)) {
      return entries
          .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> !name.startsWith("."))
          .toList();
    } catch (IOException e) {
      throw new HealingException(
          "The releases in " + releases + " cannot be listed: " + e, "Check its permissions", e);
    }
  }

  /** The text of a link to another release, written in the way of the one that is there. */
  String leadingTo(String release, String like) {
    Path other = Path.of(like).resolveSibling(release);
    Path directory = Objects.requireNonNull(link.getParent(), "a link lies in a directory");
    boolean same = Links.followed(directory.resolve(other)).equals(releases.resolve(release));
    return same ? other.toString() : releases.resolve(release).toString();
  }

  /**
   * Lets the link lead somewhere else, in one step.
   *
   * @throws HealingException when it was not done; it leads where it did then
   */
  void change(String expected, String next) {
    Path temp = link.resolveSibling(AtomicFile.MARK + link.getFileName());
    try {
      Files.deleteIfExists(temp);
      Files.createSymbolicLink(temp, Path.of(next));
      refuseMoved(expected);
      Files.move(temp, link, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UnsupportedOperationException e) {
      throw new HealingException(
          link + " could not be changed: " + e + "; it leads where it did before",
          "Check the permissions of " + link.getParent(),
          e);
    } finally {
      discard(temp);
    }
    sync();
  }

  private void refuseMoved(String expected) {
    if (!text().equals(expected)) {
      throw new Refused(
          BlockReason.WORLD_MOVED_ON,
          link + " was changed by somebody else at this moment; it was left alone",
          "Plan it again");
    }
  }

  private static void discard(Path temp) {
    try {
      Files.deleteIfExists(temp);
    } catch (IOException e) {
      throw new Uncertain("The link " + temp + " could not be removed, remove it by hand: " + e, e);
    }
  }

  private void sync() {
    try {
      AtomicFile.sync(Objects.requireNonNull(link.getParent(), "a link lies in a directory"));
    } catch (IOException e) {
      throw new Uncertain(
          link + " was changed, but it is not sure to survive a power cut: " + e, e);
    }
  }
}
