package io.healing.core.job;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The frames of an exception as redacted text. To mask a deep stack takes milliseconds, and in a
 * storm the same frames come thousands of times, so the text of the 128 stacks that were used last
 * is kept: at most 2 MiB of it. Thread-safe.
 */
final class MaskedFrames {
  /** Frames of one exception that are shown. */
  static final int MOST = 100;

  static final int KEPT = 128;
  private static final int LONGEST = ErrorTexts.STACK;

  private final Texts texts;
  private final Map<List<StackTraceElement>, String> known =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<StackTraceElement>, String> eldest) {
          return size() > KEPT;
        }
      };

  MaskedFrames(Texts texts) {
    this.texts = texts;
  }

  /** The first 100 frames, a line each, and how many there are more. */
  String of(StackTraceElement[] frames) {
    int shown = Math.min(frames.length, MOST);
    List<StackTraceElement> key = Arrays.asList(Arrays.copyOf(frames, shown));
    synchronized (known) {
      String text = known.get(key);
      if (text == null) {
        text = masked(key);
        known.put(key, text);
      }
      return frames.length > shown ? text + "... " + (frames.length - shown) + " more\n" : text;
    }
  }

  private String masked(List<StackTraceElement> frames) {
    StringBuilder text = new StringBuilder();
    frames.forEach(frame -> text.append("at ").append(frame).append('\n'));
    return texts.redacted(text.toString(), LONGEST);
  }
}
