package io.healing.core.review;

import io.healing.api.review.BusinessLog;
import io.healing.api.review.BusinessLogConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the log of what a job achieved: its last lines, and 2,000 characters of its summary. */
final class BusinessLogReader {
  static final int MOST_OF_SUMMARY = 2_000;
  private static final int MOST_BYTES_OF_SUMMARY = 4 * MOST_OF_SUMMARY;

  private final UnaryOperator<String> redactor;
  private final Map<String, String> missing;

  BusinessLogReader(UnaryOperator<String> redactor, Map<String, String> missing) {
    this.redactor = redactor;
    this.missing = missing;
  }

  @Nullable BusinessLog read(Reading reading) {
    BusinessLogConfig config = reading.config().businessLog();
    if (config == null) {
      return null;
    }
    Path log = path(config.path(), reading.baseDirectory());
    String summary = config.summaryPath();
    String context = config.contextPrompt();
    return new BusinessLog(
        lines(log, config.maxLines()),
        summary == null ? "" : summary(path(summary, reading.baseDirectory())),
        context == null ? "" : context);
  }

  private static Path path(String text, Path directory) {
    String home = System.getProperty("user.home", "~");
    boolean atHome = text.equals("~") || text.startsWith("~/");
    return directory.resolve(atHome ? home + text.substring(1) : text).normalize();
  }

  /** Anything else, such as a pipe, might hold up whoever reads it for ever. */
  private boolean isFile(Path path) {
    boolean file = Files.isRegularFile(path);
    if (!file) {
      String why = Files.exists(path) ? "it is no regular file" : "it does not exist";
      missing.put("business_log " + path, why);
    }
    return file;
  }

  private List<String> lines(Path log, int most) {
    if (!isFile(log)) {
      return List.of();
    }
    try {
      return LastLines.of(log, most).stream().map(redactor).toList();
    } catch (IOException e) {
      missing.put("business_log " + log, "it cannot be read: " + e);
      return List.of();
    }
  }

  private String summary(Path file) {
    if (!isFile(file)) {
      return "";
    }
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES_OF_SUMMARY);
      String text = redactor.apply(new String(bytes, StandardCharsets.UTF_8));
      return text.substring(0, Math.min(MOST_OF_SUMMARY, text.length()));
    } catch (IOException e) {
      missing.put("business_log " + file, "it cannot be read: " + e);
      return "";
    }
  }
}
