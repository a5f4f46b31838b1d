package io.healing.core.diagnose;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.healing.api.Image;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The difference of two contents of a file, for a person: a unified diff where both are text. */
final class TextDiff {
  private static final int MOST_LINES = 5_000;
  private static final int MOST_SHOWN = 200;
  private static final int CONTEXT = 3;

  private TextDiff() {}

  /** The diff, cut after 200 lines; one line with the sizes where a diff would say nothing. */
  static String of(Path file, Image from, Image to) {
    Optional<List<String>> before = lines(from);
    Optional<List<String>> after = lines(to);
    if (before.isEmpty() || after.isEmpty()) {
      return file + ": " + from + " → " + to;
    }
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            "a/" + file.getFileName(),
            "b/" + file.getFileName(),
            before.get(),
            DiffUtils.diff(before.get(), after.get()),
            CONTEXT);
    return diff.isEmpty() ? file + ": only line ends differ" : shown(diff);
  }

  private static String shown(List<String> diff) {
    int more = diff.size() - MOST_SHOWN;
    String text = String.join("\n", more > 0 ? diff.subList(0, MOST_SHOWN) : diff);
    return more > 0 ? text + "\n… " + more + " more lines" : text;
  }

  /** The lines of a content that is text and not too long to compare. */
  private static Optional<List<String>> lines(Image image) {
    return text(image).map(text -> text.lines().toList()).filter(all -> all.size() <= MOST_LINES);
  }

  private static Optional<String> text(Image image) {
    if (!image.present()) {
      return Optional.of("");
    }
    try {
      byte[] bytes = image.content().orElseThrow();
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text).filter(decoded -> decoded.indexOf('\0') < 0);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
