package io.healing.core.detect.host;

import io.healing.api.Subject;
import io.healing.api.environment.DiskRequirement;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the disks of the store, of the environment and of the paths that the option names. */
final class Disks {
  private static final double ALL = 100;

  private final Path store;
  private final Space space;

  /** Tells what a disk has. */
  @FunctionalInterface
  interface Space {
    Room of(Path path) throws IOException;
  }

  /** Bytes. */
  record Room(long usable, long total) {}

  Disks(Path store) {
    this(store, Disks::real);
  }

  Disks(Path store, Space space) {
    this.store = store;
    this.space = space;
  }

  private static Room real(Path path) throws IOException {
    FileStore disk = Files.getFileStore(path);
    return new Room(disk.getUsableSpace(), disk.getTotalSpace());
  }

  void read(Sheet sheet) {
    Path base = sheet.request().baseDirectory();
    Map<String, Path> paths = new LinkedHashMap<>();
    paths.put("store", nearest(store));
    DiskRequirement required = sheet.request().environment().disk();
    if (required != null) {
      paths.put(required.path(), nearest(base.resolve(required.path()).toAbsolutePath()));
    }
    sheet
        .options()
        .texts("paths")
        .forEach(path -> paths.put(path, base.resolve(path).toAbsolutePath()));
    paths.forEach((name, path) -> look(name, path, sheet));
  }

  /** What is not made yet will be made on the disk of its nearest parent. */
  private static Path nearest(Path path) {
    @Nullable Path there = path;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there == null ? path : there;
  }

  private void look(String name, Path path, Sheet sheet) {
    Subject disk = Words.part("disk/" + name);
    try {
      Room room = space.of(path);
      if (room.total <= 0) {
        sheet.noData(disk, "the file system of " + path + " does not tell its size");
        return;
      }
      double used = ALL * (room.total - room.usable) / room.total;
      String words =
          "%s of the disk of %s are used, %s are free"
              .formatted(Words.percent(used), path, Words.size(room.usable));
      Levels levels = LevelMonitor.percent(sheet.options());
      sheet.saw(new Sheet.Entry(disk, Words.which(name), used, levels, words, Map.of()));
    } catch (IOException e) {
      sheet.noData(disk, "the disk of " + path + " cannot be read: " + e);
    }
  }
}
