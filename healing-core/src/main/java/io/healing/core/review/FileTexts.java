package io.healing.core.review;

import io.healing.api.job.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The first 5,000 characters of a job's own files, redacted, by kind and path. */
final class FileTexts {
  static final int MOST_CHARACTERS = 5_000;
  private static final int MOST_BYTES = 4 * MOST_CHARACTERS + 4_096;

  private final UnaryOperator<String> redactor;
  private final Map<String, String> missing;
  private final Map<FileKind, Map<String, String>> texts = new EnumMap<>(FileKind.class);

  FileTexts(UnaryOperator<String> redactor, Map<String, String> missing) {
    this.redactor = redactor;
    this.missing = missing;
    for (FileKind kind : FileKind.values()) {
      texts.put(kind, new TreeMap<>());
    }
  }

  Map<String, String> of(FileKind kind) {
    return texts.getOrDefault(kind, Map.of());
  }

  /** Reads those whose kind is wanted; the command of the job tells what its files are. */
  void read(List<Path> files, List<String> command, Predicate<FileKind> wanted) {
    for (Path file : files) {
      FileKind.of(file, command).filter(wanted).ifPresent(kind -> read(file, kind));
    }
  }

  private void read(Path file, FileKind kind) {
    String source = kind.word() + " " + file;
    if (!Files.isRegularFile(file)) {
      missing.put(source, Files.exists(file) ? "it is no regular file" : "it does not exist");
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      take(file, kind, in.readNBytes(MOST_BYTES));
    } catch (IOException e) {
      missing.put(source, "it cannot be read: " + e);
    }
  }

  private void take(Path file, FileKind kind, byte[] bytes) {
    String source = kind.word() + " " + file;
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      missing.put(source, "it is no text");
      return;
    }
    String clean = redactor.apply(text);
    if (clean.length() > MOST_CHARACTERS) {
      missing.put(source, "only its first " + MOST_CHARACTERS + " characters were read");
    }
    of(kind).put(file.toString(), beginning(clean));
  }

  private static String beginning(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return text;
    }
    boolean torn = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
    return text.substring(0, torn ? MOST_CHARACTERS - 1 : MOST_CHARACTERS);
  }
}
