package io.healing.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A started {@link KillChild}, and all that it has said. */
final class KillProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final Path errors;
  private final List<String> said = new ArrayList<>();

  private KillProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a process; it waits with everything until it is let in. */
  static KillProcess start(KillHome home, String name, Instant at, String point)
      throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.io.healing.notify=off",
                "-Dorg.jboss.logging.provider=slf4j",
                "-cp",
                classPath,
                KillChild.class.getName(),
                home.directory().toString(),
                String.valueOf(home.more()),
                name,
                at.toString(),
                point)
            .redirectError(errors(home, name).toFile())
            .start();
    return new KillProcess(process, errors(home, name));
  }

  /** Where a process writes what went wrong in it. */
  static Path errors(KillHome home, String name) {
    return home.directory().resolve(name + ".err");
  }

  /** Lets it open the database. */
  KillProcess letIn() throws IOException {
    tell("go");
    return this;
  }

  /** Lets it open the database and waits until it has done that. */
  KillProcess ready() throws IOException {
    letIn();
    expect("ready");
    return this;
  }

  void tell(String line) throws IOException {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException itDied) {
      if (process.isAlive()) {
        throw itDied;
      }
    }
  }

  /** Tells it something and waits until it is done. */
  void tellAndWait(String line) throws IOException {
    tell(line);
    expect("done");
  }

  /** Reads until it says this. */
  void expect(String wanted) {
    String line = next();
    while (line != null && !line.equals(wanted)) {
      line = next();
    }
    if (line == null) {
      throw new IllegalStateException(
          "It ended before it said " + wanted + ", but: " + said + "\n" + wrong());
    }
  }

  /** What it wrote about what went wrong in it. */
  String wrong() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String next() {
    try {
      String line = output.readLine();
      if (line != null) {
        said.add(line);
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads so many lines, fewer where it ends before. */
  void listen(int lines) {
    int read = 0;
    while (read < lines && next() != null) {
      read++;
    }
  }

  /** Waits until it dies by itself; answers the exit code. */
  int death() throws InterruptedException {
    rest();
    return process.waitFor();
  }

  /** Kills it, after this time, as a power cut would; answers the exit code. */
  int kill(long afterMillis) throws InterruptedException {
    process.waitFor(afterMillis, TimeUnit.MILLISECONDS);
    process.destroyForcibly();
    rest();
    return process.waitFor();
  }

  private void rest() {
    try {
      while (next() != null) {
        Thread.onSpinWait();
      }
    } catch (UncheckedIOException closed) {
      said.add("");
    }
  }

  List<String> said() {
    return List.copyOf(said);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
