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
  private static final int CAUSES = 20;

  private final Texts texts;
  private final MaskedFrames frames;

  ErrorTexts(Texts texts) {
    this.texts = texts;
    frames = new MaskedFrames(texts);
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
        Texts.start(stack(thrown), STACK));
  }

  private static String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? "" : message;
    } catch (RuntimeException | Error e) {
      return "[its message could not be read: " + e.getClass().getName() + "]";
    }
  }

  /** Redacted part by part: the same frames come again and again, with other messages. */
  private String stack(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable next = thrown;
    while (next != null && text.length() < STACK && seen.add(next) && seen.size() <= CAUSES) {
      if (next != thrown) {
        String line = next.getClass().getName() + ": " + message(next);
        text.append("Caused by: ").append(texts.redacted(line, MESSAGE)).append('\n');
      }
      text.append(frames.of(frames(next)));
      next = cause(next);
    }
    return text.toString();
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
