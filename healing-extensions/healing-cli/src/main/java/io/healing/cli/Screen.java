package io.healing.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How wide the screen is: COLUMNS, else what stty says of a terminal; a file or a pipe is as wide
 * as what is written to it; 100 columns where nobody can tell.
 */
final class Screen {
  private static final int USUAL = 100;
  private static final int LEAST = 20;
  private static final int MOST = 10_000;

  private static final String NO_TERMINAL = "none";
  private static final String QUESTION =
      "if test -t 1; then stty size </dev/tty >&2 2>/dev/null; else echo none >&2; fi";

  private final Map<String, String> environment;
  private final ProcessBuilder.Redirect output;

  Screen(Map<String, String> environment) {
    this(environment, ProcessBuilder.Redirect.INHERIT);
  }

  /**
   * @param output where the lists are written
   */
  Screen(Map<String, String> environment, ProcessBuilder.Redirect output) {
    this.environment = environment;
    this.output = output;
  }

  int columns() {
    int told = number(environment.getOrDefault("COLUMNS", ""));
    int columns = told > 0 ? told : asked();
    return columns > 0 ? Math.max(LEAST, Math.min(MOST, columns)) : USUAL;
  }

  /** Rows and columns, as in "24 80"; what is no terminal has all the room that is wanted. */
  private int asked() {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", QUESTION);
    shell.redirectInput(ProcessBuilder.Redirect.INHERIT).redirectOutput(output);
    try {
      Process process = shell.start();
      String answer =
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      process.waitFor(1, TimeUnit.SECONDS);
      return answer.equals(NO_TERMINAL) ? MOST : number(answer.replaceFirst("^\\d+ ", ""));
    } catch (IOException noShell) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }
}
