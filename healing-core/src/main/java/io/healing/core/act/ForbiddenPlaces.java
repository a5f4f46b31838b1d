package io.healing.core.act;

import io.healing.api.store.StoreInfo;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The places that no setting opens: keys, the system's directories, the Java that runs, the running
 * program itself, version control, and Healing's own database. Matched by whole names, without
 * regard to case, because some file systems have none.
 */
final class ForbiddenPlaces {
  private static final Set<String> NAMES =
      Set.of(".ssh", ".gnupg", ".aws", ".kube", ".git", ".hg", ".svn", ".healing");
  private static final List<String> TREES =
      List.of(
          "/etc",
          "/usr",
          "/bin",
          "/sbin",
          "/boot",
          "/dev",
          "/proc",
          "/sys",
          "/run",
          "/lib",
          "/lib32",
          "/lib64",
          "/libx32",
          "/System",
          "/Library",
          "/opt/homebrew",
          "C:\\Windows",
          "C:\\Program Files",
          "C:\\Program Files (x86)",
          "C:\\ProgramData");

  private final List<Path> trees;
  private final List<Path> program;
  private final Optional<Path> database;

  private ForbiddenPlaces(List<Path> trees, List<Path> program, Optional<Path> database) {
    this.trees = trees;
    this.program = program;
    this.database = database;
  }

  /** Those of this process. */
  static ForbiddenPlaces standard(Path base, StoreInfo store) {
    String paths =
        System.getProperty("java.class.path", "")
            + File.pathSeparator
            + System.getProperty("jdk.module.path", "");
    return of(base, List.of(paths.split(File.pathSeparator, -1)), store);
  }

  /** Those of a program that was started with this class path. */
  static ForbiddenPlaces of(Path base, List<String> classPath, StoreInfo store) {
    RealPath real = new RealPath(base);
    Path realBase = real.ifKnown(base).orElse(base.toAbsolutePath());
    List<Path> trees = new ArrayList<>(system(real));
    List<Path> program = new ArrayList<>();
    for (String entry : classPath) {
      if (!entry.isBlank() && Files.exists(Path.of(entry))) {
        Path path = Links.followed(Path.of(entry).toAbsolutePath());
        (realBase.startsWith(path) ? program : trees).add(path);
      }
    }
    return new ForbiddenPlaces(List.copyOf(trees), List.copyOf(program), place(real, store));
  }

  private static List<Path> system(RealPath real) {
    List<Path> all = new ArrayList<>();
    TREES.forEach(tree -> all.add(Path.of(tree)));
    TREES.forEach(tree -> all.add(Links.followed(Path.of(tree))));
    all.add(Links.followed(Path.of(System.getProperty("java.home"))));
    all.add(real.absolute("~/.config/gcloud"));
    all.add(real.absolute("~/.netrc"));
    return all;
  }

  private static Optional<Path> place(RealPath real, StoreInfo store) {
    if (!store.kind().equals("sqlite")) {
      return Optional.empty();
    }
    try {
      return real.ifKnown(Path.of(store.place()));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Which forbidden place a real path lies in, in words. */
  Optional<String> around(Path real) {
    return named(real).or(() -> inTree(real)).or(() -> inProgram(real)).or(() -> inDatabase(real));
  }

  private static Optional<String> named(Path real) {
    for (Path name : real) {
      String word = name.toString().toLowerCase(Locale.ROOT);
      if (NAMES.contains(word)) {
        return Optional.of("a " + word + " directory");
      }
    }
    return Optional.empty();
  }

  private Optional<String> inTree(Path real) {
    return trees.stream().filter(tree -> within(real, tree)).findFirst().map(Path::toString);
  }

  /** A class path directory that holds the whole configuration: its classes only. */
  private Optional<String> inProgram(Path real) {
    String name = String.valueOf(real.getFileName()).toLowerCase(Locale.ROOT);
    boolean code = name.endsWith(".class") || name.endsWith(".jar");
    boolean services = false;
    for (Path part : real) {
      services |= part.toString().equalsIgnoreCase("META-INF");
    }
    return !code && !services
        ? Optional.empty()
        : program.stream()
            .filter(tree -> within(real, tree))
            .findFirst()
            .map(tree -> "the running program in " + tree);
  }

  /** The database, and the files beside it whose names begin with its own. */
  private Optional<String> inDatabase(Path real) {
    return database
        .filter(file -> Objects.equals(real.getParent(), file.getParent()))
        .filter(file -> begins(real, file))
        .map(file -> "Healing's own database " + file);
  }

  private static boolean begins(Path real, Path file) {
    String name = String.valueOf(real.getFileName()).toLowerCase(Locale.ROOT);
    return name.startsWith(String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT));
  }

  /** Whether a path is this one or lies below it, by whole names. */
  static boolean within(Path path, Path tree) {
    if (!sameRoot(path, tree) || path.getNameCount() < tree.getNameCount()) {
      return false;
    }
    for (int i = 0; i < tree.getNameCount(); i++) {
      if (!path.getName(i).toString().equalsIgnoreCase(tree.getName(i).toString())) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameRoot(Path one, Path two) {
    return String.valueOf(one.getRoot()).equalsIgnoreCase(String.valueOf(two.getRoot()));
  }
}
