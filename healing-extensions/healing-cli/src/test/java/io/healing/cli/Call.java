package io.healing.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Calls the command line as a process of its own: the packed jar where there is one. */
final class Call {
  /** Who started the tests may ignore signals, and what is ignored is inherited. */
  private static final List<String> HEEDING = List.of("env", "--default-signal=HUP,INT,TERM");

  private final Path directory;
  private final Process process;
  private final Path out;
  private final Path err;

  private Call(Path directory, List<String> command) throws IOException {
    this.directory = directory;
    out = Files.createTempFile("healing", ".out");
    err = Files.createTempFile("healing", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("COLUMNS");
    process =
        builder
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
  }

  static Call begin(Path directory, String... args) throws IOException {
    List<String> command = new ArrayList<>(HEEDING);
    command.addAll(java());
    command.addAll(List.of(args));
    return new Call(directory, command);
  }

  /** Within a line of the shell; {@code $healing} calls the command line. */
  static Call shell(Path directory, String line) throws IOException {
    String healing = String.join(" ", java().stream().map(word -> "'" + word + "'").toList());
    return new Call(directory, List.of("bash", "-c", line.replace("$healing", healing)));
  }

  private static List<String> java() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = System.getProperty("healing.jar");
    return new ArrayList<>(
        jar != null
            ? List.of(java, "-jar", jar)
            : List.of(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HealingCli.class.getName()));
  }

  long pid() {
    return process.pid();
  }

  int code() throws InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("did not end; it said " + out() + err());
    }
    return process.exitValue();
  }

  /** Waits until it has written this on its standard output. */
  Call said(String words) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!out().contains(words)) {
      if (System.nanoTime() > until) {
        throw new AssertionError("did not say " + words + " but " + out() + err());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return this;
  }

  Call signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, Long.toString(pid())).start().waitFor();
    return this;
  }

  String out() {
    return text(out);
  }

  String err() {
    return text(err);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "call in " + directory;
  }
}
