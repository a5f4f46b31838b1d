package io.healing.core.detect.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was written to a file since the last time. A file that was renamed to make room for a new
 * one is read to its end first; one that was cut is read from its begin.
 *
 * @param lines whole lines, oldest first
 * @param place where to go on
 * @param skipped bytes that were left out because they were too many
 */
record Tail(List<String> lines, Place place, long skipped) {
  private static final int MOST = 1_048_576;

  /** Which file, and how far it was read. */
  record Place(String key, long offset) {
    /** Nothing was read yet. */
    static Place none() {
      return new Place("", -1);
    }

    static Place of(String text) {
      int colon = text.lastIndexOf(':');
      return new Place(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    }

    String text() {
      return key + ":" + offset;
    }
  }

  static Tail read(Path path, Place before) throws IOException {
    BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
    String key = key(file);
    if (before.offset < 0) {
      return new Tail(List.of(), new Place(key, file.size()), 0);
    }
    List<String> lines = new ArrayList<>();
    boolean same = before.key.equals(key);
    long skipped = 0;
    if (!same) {
      Optional<Path> renamed = renamed(path, before.key);
      if (renamed.isPresent()) {
        Tail rest = part(renamed.get(), before);
        lines.addAll(rest.lines);
        skipped = rest.skipped;
      }
    }
    long from = same && before.offset <= file.size() ? before.offset : 0;
    Tail now = part(path, new Place(key, from));
    lines.addAll(now.lines);
    return new Tail(lines, now.place, skipped + now.skipped);
  }

  /** What tells a file from another of the same name; some file systems have no such thing. */
  private static String key(BasicFileAttributes file) {
    return file.fileKey() == null ? "" : file.fileKey().toString().replaceAll("[;|]", "_");
  }

  private static Optional<Path> renamed(Path path, String key) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (key.isEmpty() || directory == null) {
      return Optional.empty();
    }
    String begin = path.getFileName().toString();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            directory, f -> f.getFileName().toString().startsWith(stem(begin)))) {
      for (Path file : files) {
        if (key(Files.readAttributes(file, BasicFileAttributes.class)).equals(key)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  /** Such as app of app.log: both app.log.1 and app-2026-01-31.log begin with it. */
  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static Tail part(Path path, Place from) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      long size = channel.size();
      long begin = Math.max(from.offset, size - MOST);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(MOST, size - begin)));
      channel.position(begin);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
      int end = text.lastIndexOf('\n') + 1;
      boolean endless = end == 0 && text.length() == MOST;
      int used = endless ? text.length() : end;
      return new Tail(
          lines(text.substring(0, used)), new Place(from.key, begin + used), begin - from.offset);
    }
  }

  /** Cut by bytes, so that a place is a byte's; then read as UTF-8. */
  private static List<String> lines(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }
}
