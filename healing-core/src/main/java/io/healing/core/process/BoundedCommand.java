package io.healing.core.process;

import io.healing.api.HealingException;
import io.healing.api.Plural;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command without a shell, with an end to its time, its output and its processes. Immutable
 * and thread-safe.
 */
public final class BoundedCommand {
  private static final long SLICE_MS = 50;
  private static final long LAST_WORDS_MS = 2_000;

  private final Duration limit;
  private final int mostBytes;

  /**
   * @param limit after which it is killed with all processes that it started
   * @param mostBytes of its output are kept, the last ones
   */
  public BoundedCommand(Duration limit, int mostBytes) {
    this.limit = limit;
    this.mostBytes = mostBytes;
  }

  /**
   * How a command ended.
   *
   * @param code its exit code
   * @param output the end of what it wrote to both its outputs
   */
  public record Ended(int code, String output) {}

  /**
   * Runs it to its end, with nothing to read.
   *
   * @return the end of what it wrote to both its outputs
   * @throws HealingException when it cannot be started, ends with another code than 0, or is killed
   */
  public String run(List<String> arguments, Path directory) {
    Ended ended = end(arguments, directory);
    if (ended.code() != 0) {
      throw new HealingException(
          "The command " + arguments + " ended with code " + ended.code() + ": " + ended.output(),
          "");
    }
    return ended.output();
  }

  /**
   * Runs it to its end, whatever its code, with nothing to read.
   *
   * @throws HealingException when it cannot be started, or is killed
   */
  public Ended end(List<String> arguments, Path directory) {
    Process process = started(arguments, directory);
    OutputTail tail = OutputTail.of(process.getInputStream(), mostBytes);
    Set<ProcessHandle> tree = new LinkedHashSet<>();
    try {
      process.getOutputStream().close();
      boolean ended = awaited(process, tree);
      if (!ended) {
        throw killed(arguments, process, tree, "did not end within " + limit);
      }
      return new Ended(process.exitValue(), tail.text(LAST_WORDS_MS));
    } catch (InterruptedException e) {
      HealingException fault = killed(arguments, process, tree, "was interrupted");
      Thread.currentThread().interrupt();
      throw fault;
    } catch (IOException e) {
      throw killed(arguments, process, tree, "could not be handed its empty input: " + e);
    }
  }

  private static Process started(List<String> arguments, Path directory) {
    try {
      return new ProcessBuilder(arguments)
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new HealingException(
          "The command " + arguments + " cannot be started: " + e.getMessage(),
          "Check that the program is there and may be run",
          e);
    }
  }

  /** Looks again and again, because children whose parent has ended cannot be found any more. */
  private boolean awaited(Process process, Set<ProcessHandle> tree) throws InterruptedException {
    long left = limit.toMillis();
    while (left > 0) {
      long slice = Math.min(SLICE_MS, left);
      if (process.waitFor(slice, TimeUnit.MILLISECONDS)) {
        return true;
      }
      process.descendants().forEach(tree::add);
      left -= slice;
    }
    return false;
  }

  private static HealingException killed(
      List<String> arguments, Process process, Set<ProcessHandle> tree, String why) {
    process.descendants().forEach(tree::add);
    process.destroyForcibly();
    tree.forEach(ProcessHandle::destroyForcibly);
    return new HealingException(
        "The command "
            + arguments
            + " "
            + why
            + " and was killed with the "
            + Plural.of(tree.size(), "process", "processes")
            + " that it had started",
        "Look what it left behind");
  }
}
