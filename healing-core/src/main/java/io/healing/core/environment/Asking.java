package io.healing.core.environment;

import io.healing.api.HealingException;
import io.healing.core.process.BoundedCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Asks other programs, each within a time limit. Immutable and thread-safe. */
final class Asking {
  private static final int MOST_BYTES = 65_536;
  private static final int LONGEST_LINE = 200;

  private final BoundedCommand runner;

  Asking(Duration limit) {
    runner = new BoundedCommand(limit, MOST_BYTES);
  }

  /**
   * What came of a question.
   *
   * @param code the exit code; -1 where there was no answer
   * @param output what was written to both outputs
   * @param fault why there was no answer; empty when there was one
   */
  record Answer(int code, String output, String fault) {
    boolean good() {
      return fault.isEmpty() && code == 0;
    }

    /** Why it is not good, in words. */
    String why() {
      if (!fault.isEmpty()) {
        return fault;
      }
      String last = lastLine();
      return "it ended with code " + code + (last.isEmpty() ? "" : ": " + last);
    }

    private String lastLine() {
      String last =
          output.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce("", (a, b) -> b);
      return last.length() > LONGEST_LINE ? last.substring(0, LONGEST_LINE) + "…" : last;
    }
  }

  /**
   * Runs a program.
   *
   * @throws HealingException when this thread is interrupted
   */
  Answer ask(Path program, List<String> arguments, Path directory) {
    List<String> command =
        Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
    try {
      BoundedCommand.Ended ended = runner.end(command, directory);
      return new Answer(ended.code(), ended.output(), "");
    } catch (HealingException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return new Answer(-1, "", String.valueOf(e.getMessage()));
    }
  }
}
