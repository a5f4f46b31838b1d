package io.healing.core.detect;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The frames of a stack that belong neither to the platform nor to Healing. */
final class OwnFrames {
  private static final List<String> OTHERS =
      List.of(
          "java.", "javax.", "jdk.", "sun.", "com.sun.", "io.healing.core.job.", "io.healing.api.");

  private OwnFrames() {}

  static boolean own(String className) {
    return OTHERS.stream().noneMatch(className::startsWith);
  }

  static String ofStack(String stack, int most) {
    return stack
        .lines()
        .filter(line -> line.startsWith("at "))
        .map(OwnFrames::method)
        .filter(OwnFrames::own)
        .limit(most)
        .collect(Collectors.joining("\n"));
  }

  /** Such as com.acme.Orders.read of "at app//com.acme.Orders.read(Orders.java:12)". */
  private static String method(String line) {
    int bracket = line.indexOf('(');
    String qualified = line.substring(3, bracket < 0 ? line.length() : bracket);
    return qualified.substring(qualified.lastIndexOf('/') + 1);
  }

  static String ofThread(List<StackTraceElement> frames, int most) {
    return own(frames)
        .limit(most)
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .collect(Collectors.joining("\n"));
  }

  private static Stream<StackTraceElement> own(List<StackTraceElement> frames) {
    return frames.stream().filter(frame -> own(frame.getClassName()));
  }
}
