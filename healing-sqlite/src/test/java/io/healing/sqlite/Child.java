package io.healing.sqlite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A started {@link StoreChild}. */
final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private Child(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts a process and waits until it has opened the database. */
  static Child start(String what, Path file, String name, int count) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath,
                StoreChild.class.getName(),
                what,
                file.toString(),
                name,
                String.valueOf(count))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Child child = new Child(process);
    child.expect("ready");
    return child;
  }

  void go() throws IOException {
    process.getOutputStream().write('g');
    process.getOutputStream().flush();
  }

  /** The next line, or null at the end. */
  String next() {
    try {
      return output.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void expect(String line) {
    String said = next();
    if (!line.equals(said)) {
      throw new IllegalStateException("The child should say " + line + ", but said " + said);
    }
  }

  /** All lines until it ends. */
  List<String> rest() {
    List<String> lines = new ArrayList<>();
    for (String line = next(); line != null; line = next()) {
      lines.add(line);
    }
    return lines;
  }

  /** Kills it at once, and reads what it had said until then. */
  List<String> kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    List<String> last = rest();
    process.waitFor();
    return last;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
