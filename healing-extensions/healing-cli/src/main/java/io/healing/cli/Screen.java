package io.healing.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How wide the screen is: COLUMNS, else what stty says of a terminal, else 100 columns. */
final class Screen {
  private static final int USUAL = 100;
  private static final int LEAST = 20;
  private static final int MOST = 1_000;

  private final Map<String, String> environment;

  Screen(Map<String, String> environment) {
    this.environment = environment;
  }

  @SuppressWarnings("SystemConsoleNull") // where it is not null without a terminal, stty says so
  int columns() {
    int told = number(environment.getOrDefault("COLUMNS", ""));
    int columns = told > 0 || System.console() == null ? told : asked();
    return columns > 0 ? Math.max(LEAST, Math.min(MOST, columns)) : USUAL;
  }

  /** Rows and columns, as in "24 80". */
  private static int asked() {
    ProcessBuilder stty = new ProcessBuilder("stty", "size");
    stty.redirectInput(new File("/dev/tty")).redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = stty.start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      process.waitFor(1, TimeUnit.SECONDS);
      return number(answer.strip().replaceFirst("^\\d+ ", ""));
    } catch (IOException noTerminal) {
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
