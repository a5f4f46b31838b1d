package io.healing.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server that leaves its first caller without an answer and answers every later one. */
final class SilentServer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<Socket> callers = new ArrayList<>();

  SilentServer() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "silent-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    try {
      while (!socket.isClosed()) {
        answer(socket.accept());
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void answer(Socket caller) throws IOException {
    callers.add(caller);
    if (callers.size() > 1) {
      caller.getOutputStream().write("1.0842\n".getBytes(StandardCharsets.UTF_8));
      caller.close();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket caller : callers) {
      caller.close();
    }
  }
}
