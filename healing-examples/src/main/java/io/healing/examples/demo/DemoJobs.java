package io.healing.examples.demo;

import io.healing.examples.demo.DemoRunner.Log;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The jobs of the demonstration: they really read files, start processes and talk to sockets. */
final class DemoJobs {
  private final Path home;

  DemoJobs(Path home) {
    this.home = home;
  }

  /** Writes a report into a directory that somebody has deleted. */
  long report(Log log) throws IOException {
    Path file = home.resolve("out/reports").resolve("report.csv");
    log.line("writing " + file);
    Files.writeString(file, "customer;amount\nmiller;12\nsmith;7\n");
    return Files.size(file);
  }

  /** Imports the orders that its configuration names. */
  long importOrders(Log log) throws IOException {
    Properties config = new Properties();
    try (BufferedReader in = Files.newBufferedReader(home.resolve("import.properties"))) {
      config.load(in);
    }
    String batch = config.getProperty("batch.size", "");
    log.line("importing with batch.size=" + batch);
    int size = Integer.parseInt(batch.strip());
    return Files.readAllLines(home.resolve("orders.csv")).stream().limit(size).count();
  }

  /** Fetches rates from a server that may not answer. */
  long fetchRates(Log log, int port) throws IOException {
    log.line("asking localhost:" + port);
    try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("localhost", port))) {
      channel.write(ByteBuffer.wrap("rates?\n".getBytes(StandardCharsets.UTF_8)));
      ByteBuffer answer = ByteBuffer.allocate(64);
      int read = channel.read(answer);
      log.line("got " + read + " bytes");
      return read;
    }
  }

  /** Sends data to a server that is gone for good. */
  long syncStock(Log log, int port) throws IOException {
    log.line("connecting to localhost:" + port);
    try (Socket socket = new Socket("localhost", port)) {
      return socket.getInputStream().read();
    }
  }

  /** Runs a shell script as a process of its own. */
  long runScript(Log log, Path script) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of("sh", script.toString()))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .start();
    long lines = 0;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        log.line(line);
        lines++;
      }
    }
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(script.getFileName() + " ended with exit code " + code);
    }
    return lines;
  }
}
