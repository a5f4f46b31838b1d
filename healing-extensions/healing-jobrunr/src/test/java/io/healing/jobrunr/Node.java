package io.healing.jobrunr;

import io.healing.postgres.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A server in a JVM of its own; its runs never end. */
final class Node implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;

  private Node(Process process) {
    this.process = process;
    said = process.inputReader();
  }

  /** Works on that database. */
  static Node start(Database in, String work) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Node.class.getName(), in.url(), in.user(), in.password(), work));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Node node = new Node(builder.start());
    node.says("started");
    return node;
  }

  /** Waits until it says this line. */
  void says(String line) throws IOException {
    String next = said.readLine();
    while (next != null && !next.equals(line)) {
      next = said.readLine();
    }
    if (next == null) {
      throw new AssertionError("The other JVM ended before it said \"" + line + "\"");
    }
  }

  /** As a machine that loses its power. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws Exception {
    Database in = new Database(arguments[0], arguments[1], arguments[2]);
    String work = arguments[3];
    Works.put(
        work,
        () -> {
          System.out.println("running " + work);
          Failing.hang();
        });
    JobRunrRig.in(in, InstantSource.system()).started();
    System.out.println("started");
    new CountDownLatch(1).await();
  }
}
