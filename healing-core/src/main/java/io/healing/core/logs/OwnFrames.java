package io.healing.core.logs;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The frames of a stack that belong to the program itself: not to the platform, not to Healing, and
 * not made by a proxy or for a lambda.
 */
public final class OwnFrames {
  private static final List<String> OTHERS =
      List.of(
          "java.", "javax.", "jdk.", "sun.", "com.sun.", "io.healing.core.job.", "io.healing.api.");

  private static final List<String> MADE = List.of("$$", "$Proxy");

  private OwnFrames() {}

  /** Whether the program's own code is there; {@code name} of a class or of its method. */
  public static boolean own(String name) {
    return OTHERS.stream().noneMatch(name::startsWith) && !made(name);
  }

  private static boolean made(String name) {
    return MADE.stream().anyMatch(name::contains);
  }

  /**
   * The first own frames of a printed stack, one a line, as in {@code com.acme.Orders.read}.
   *
   * @param most how many, 0 or more
   */
  public static String ofStack(String stack, int most) {
    return stack
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("at ") && !made(line))
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

  /**
   * The first own frames of a thread, one a line.
   *
   * @param most how many, 0 or more
   */
  public static String ofThread(List<StackTraceElement> frames, int most) {
    return frames.stream()
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .filter(OwnFrames::own)
        .limit(most)
        .collect(Collectors.joining("\n"));
  }
}
