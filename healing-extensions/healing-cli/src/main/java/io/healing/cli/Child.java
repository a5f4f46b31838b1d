package io.healing.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A command that was started, with all the processes that it starts. */
final class Child {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Process process;

  private Child(Process process) {
    this.process = process;
  }

  /**
   * Starts a command. Its standard input is ours.
   *
   * @throws NotStarted when it is not there or cannot be run
   */
  static Child start(ProcessBuilder builder) {
    List<String> command = builder.command();
    try {
      return new Child(builder.redirectInput(input()).start());
    } catch (IOException e) {
      boolean there = there(command.get(0));
      String why = there ? "cannot be run: " + e.getMessage() : "was not found";
      throw new NotStarted(
          command.get(0) + " " + why, there ? ExitCode.NOT_EXECUTABLE : ExitCode.NOT_FOUND);
    }
  }

  /**
   * Ours, but where it was closed before we began: its number may then stand for a file that this
   * process opened for itself.
   */
  private static ProcessBuilder.Redirect input() {
    try {
      Path open = Files.readSymbolicLink(Path.of("/proc/self/fd/0"));
      boolean own =
          open.startsWith(System.getProperty("java.home")) || open.toString().endsWith(".jar");
      return own ? nothing() : ProcessBuilder.Redirect.INHERIT;
    } catch (IOException | UnsupportedOperationException noSuchTable) {
      return Files.isDirectory(Path.of("/proc/self/fd"))
          ? nothing()
          : ProcessBuilder.Redirect.INHERIT;
    }
  }

  private static ProcessBuilder.Redirect nothing() {
    return ProcessBuilder.Redirect.from(new File("/dev/null"));
  }

  private static boolean there(String program) {
    Stream<String> places =
        program.contains(File.separator)
            ? Stream.of(program)
            : Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(directory -> directory + File.separator + program);
    return places.anyMatch(Child::exists);
  }

  private static boolean exists(String place) {
    try {
      return Files.exists(Path.of(place));
    } catch (InvalidPathException noPath) {
      return false;
    }
  }

  Process process() {
    return process;
  }

  long pid() {
    return process.pid();
  }

  /** Waits for its end; the code is the command's, or 128 and the signal that ended it. */
  int code() throws InterruptedException {
    return process.waitFor();
  }

  /** Whether it ended within this time. */
  boolean ends(Duration within) throws InterruptedException {
    return process.waitFor(within.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends it and all that it started: asked first, killed after 10 seconds. */
  void end() throws InterruptedException {
    List<ProcessHandle> tree = tree();
    tree.forEach(ProcessHandle::destroy);
    long until = System.nanoTime() + GRACE.toNanos();
    while (tree.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    Stream.concat(tree.stream(), tree().stream()).forEach(ProcessHandle::destroyForcibly);
  }

  private List<ProcessHandle> tree() {
    ProcessHandle root = process.toHandle();
    return Stream.concat(root.descendants(), Stream.of(root)).toList();
  }
}
