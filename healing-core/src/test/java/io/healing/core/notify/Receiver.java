package io.healing.core.notify;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that answers as it is told, and keeps what it got. */
final class Receiver implements AutoCloseable {
  final List<Call> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Answer answer = Answer.of(200);

  /** What somebody sent. */
  record Call(String method, String path, Headers headers, String body) {}

  /** What is answered: a status, a header and a body. */
  record Answer(int status, String header, String value, String body) {
    static Answer of(int status) {
      return new Answer(status, "", "", "");
    }

    Answer with(String name, String text) {
      return new Answer(status, name, text, body);
    }

    Answer saying(String text) {
      return new Answer(status, header, value, text);
    }
  }

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Receiver answers(Answer next) {
    answer = next;
    return this;
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add(
        new Call(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            body));
    Answer now = answer;
    if (now.status() == 0) {
      hang();
      exchange.close();
    } else if (now.status() < 0) {
      exchange.close();
    } else {
      answer(exchange, now);
    }
  }

  private static void answer(HttpExchange exchange, Answer now) throws IOException {
    boolean back =
        now.header().equals("Location") && exchange.getRequestURI().getPath().equals("/moved");
    if (!now.header().isEmpty()) {
      exchange.getResponseHeaders().set(now.header(), now.value());
    }
    byte[] text = now.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(back ? 200 : now.status(), text.length == 0 ? -1 : text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private void hang() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
