package io.healing.sqlite.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

/** Another process that holds a lock on a database until it is closed. */
final class LockChild implements AutoCloseable {
  private final Process process;

  private LockChild(Process process) {
    this.process = process;
  }

  static LockChild holding(Path file, String lock) throws IOException {
    Process process = java(LockChild.class, List.of(file.toString(), lock));
    if (!"locked".equals(process.inputReader(StandardCharsets.UTF_8).readLine())) {
      throw new IllegalStateException("The child did not get the lock");
    }
    return new LockChild(process);
  }

  static Process java(Class<?> main, List<String> arguments) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  public static void main(String[] args) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + args[0])) {
      connection.createStatement().executeUpdate("BEGIN " + args[1]);
      System.out.println("locked");
      System.in.read();
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
