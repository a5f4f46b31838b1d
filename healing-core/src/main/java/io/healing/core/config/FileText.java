package io.healing.core.config;

import io.healing.api.HealingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a file, or a clear word why there is none. */
final class FileText {
  private static final int MOST_BYTES = 4 * Document.MOST_CHARACTERS + 4;

  private FileText() {}

  static String of(Path file) {
    if (Files.notExists(file)) {
      throw fault(file, "there is no such file. Create it, or name another one", null);
    }
    if (Files.isDirectory(file)) {
      throw fault(file, "is a directory. Name the file in it", null);
    }
    if (!Files.isRegularFile(file)) {
      throw fault(file, "is no regular file. Name a file with text", null);
    }
    return decode(file, bytes(file));
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw fault(file, "has more than 12 MiB. Give every job a file of its own", null);
      }
      return bytes;
    } catch (AccessDeniedException e) {
      throw fault(file, "may not be read by this user. Give the right to read it", e);
    } catch (IOException e) {
      throw fault(file, "cannot be read: " + e, e);
    }
  }

  private static String decode(Path file, byte[] bytes) {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(left)
          .toString();
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < left.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      throw new HealingException(
          file + ":" + line + ": is not UTF-8 text. Save the file as UTF-8", "", e);
    }
  }

  private static HealingException fault(
      Path file, String message, @org.jspecify.annotations.Nullable Throwable cause) {
    return new HealingException(file + ": " + message, "", cause);
  }
}
