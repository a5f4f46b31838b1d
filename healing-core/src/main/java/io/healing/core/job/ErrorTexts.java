package io.healing.core.job;

import io.healing.api.job.RunError;
import io.healing.api.job.RunResult;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts what went wrong into words, whatever the exception does when it is asked. */
final class ErrorTexts {
  static final int MESSAGE = 4_096;
  static final int STACK = 16_384;
  static final int FRAMES = 100;
  private static final int CAUSES = 20;

  private final Texts texts;

  ErrorTexts(Texts texts) {
    this.texts = texts;
  }

  /** What went wrong in a run that ended like this; null for one that did not go wrong. */
  @Nullable RunError of(RunResult result) {
    if (result.cause().isPresent()) {
      return of(result.cause().get());
    }
    if (result.message().isEmpty()) {
      return null;
    }
    String type = result.exitCode().isPresent() ? "exit" : "failed";
    return new RunError(type, texts.redacted(result.message().get(), MESSAGE), "");
  }

  RunError of(Throwable thrown) {
    return new RunError(
        thrown.getClass().getName(),
        texts.redacted(message(thrown), MESSAGE),
        texts.redacted(stack(thrown), STACK));
  }

  private static String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? "" : message;
    } catch (RuntimeException | Error e) {
      return "[its message could not be read: " + e.getClass().getName() + "]";
    }
  }

  private static String stack(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable next = thrown;
    while (next != null && seen.add(next) && seen.size() <= CAUSES) {
      if (next != thrown) {
        String line = next.getClass().getName() + ": " + message(next);
        text.append("Caused by: ").append(Texts.start(line, MESSAGE)).append('\n');
      }
      frames(next, text);
      next = cause(next);
    }
    return text.toString();
  }

  private static void frames(Throwable thrown, StringBuilder text) {
    StackTraceElement[] frames = frames(thrown);
    int shown = Math.min(frames.length, FRAMES);
    for (int i = 0; i < shown; i++) {
      text.append("at ").append(frames[i]).append('\n');
    }
    if (frames.length > shown) {
      text.append("... ").append(frames.length - shown).append(" more\n");
    }
  }

  private static StackTraceElement[] frames(Throwable thrown) {
    try {
      StackTraceElement[] frames = thrown.getStackTrace();
      return frames == null ? new StackTraceElement[0] : frames;
    } catch (RuntimeException | Error e) {
      return new StackTraceElement[0];
    }
  }

  private static @Nullable Throwable cause(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (RuntimeException | Error e) {
      return null;
    }
  }
}
