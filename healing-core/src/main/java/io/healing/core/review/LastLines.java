package io.healing.core.review;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The last lines of a file of any length, read from its end; at most the last 8 MiB. */
final class LastLines {
  private static final int BLOCK = 65_536;
  private static final int MOST_BYTES = 8 * 1_048_576;

  private LastLines() {}

  /** The last lines that are not blank, oldest first. */
  static List<String> of(Path file, int most) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = end(in, most);
      List<String> lines =
          new String(end, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
      return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }
  }

  /** From the beginning of a line on; more lines than asked for may be in it. */
  private static byte[] end(RandomAccessFile in, int most) throws IOException {
    long length = in.length();
    byte[] end = tail(in, BLOCK);
    while (end.length < Math.min(length, MOST_BYTES) && newlines(end) <= most) {
      end = tail(in, 2L * end.length);
    }
    return end.length == length ? end : fromNextLine(end);
  }

  private static byte[] tail(RandomAccessFile in, long wanted) throws IOException {
    long length = Math.min(in.length(), Math.min(wanted, MOST_BYTES));
    byte[] bytes = new byte[(int) length];
    in.seek(in.length() - length);
    in.readFully(bytes);
    return bytes;
  }

  private static byte[] fromNextLine(byte[] bytes) {
    int i = 0;
    while (i < bytes.length && bytes[i] != '\n') {
      i++;
    }
    return Arrays.copyOfRange(bytes, Math.min(i + 1, bytes.length), bytes.length);
  }

  private static int newlines(byte[] bytes) {
    int count = 0;
    for (byte b : bytes) {
      if (b == '\n') {
        count++;
      }
    }
    return count;
  }
}
