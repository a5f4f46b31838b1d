package io.healing.quartz;

import io.healing.core.Healing;
import io.healing.postgres.Database;
import io.healing.sqlite.SqliteHealingStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An instance of a cluster in a JVM of its own; its runs never end. */
final class Node implements AutoCloseable {
  private static final String NONE = "-";

  private final Process process;
  private final BufferedReader said;

  private Node(Process process) {
    this.process = process;
    said = process.inputReader();
  }

  static Node start(String cluster, String instance, String job) throws IOException {
    return node(cluster, instance, job, NONE);
  }

  /** With a Healing of its own on this database. */
  static Node healed(String cluster, String instance, String job, Path database)
      throws IOException {
    return node(cluster, instance, job, database.toString());
  }

  private static Node node(String... arguments) throws IOException {
    Database in = JdbcStore.database();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Node.class.getName(), in.url(), in.user(), in.password()));
    command.addAll(List.of(arguments));
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

  static void until(BooleanSupplier happened) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within 40 s");
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws Exception {
    Database in = new Database(arguments[0], arguments[1], arguments[2]);
    String job = arguments[5];
    CountDownLatch never = new CountDownLatch(1);
    QuartzRig.work(
        job,
        () -> {
          System.out.println("running " + job);
          forEver(never);
        });
    QuartzRig rig = QuartzRig.instance(arguments[3], arguments[4], in);
    if (!arguments[6].equals(NONE)) {
      Healing.builder()
          .store(SqliteHealingStore.open(Path.of(arguments[6])))
          .job(RowScene.everythingAllowed(job))
          .runner(rig.adapter())
          .build()
          .start();
    }
    rig.started();
    System.out.println("started");
    never.await();
  }

  private static void forEver(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
