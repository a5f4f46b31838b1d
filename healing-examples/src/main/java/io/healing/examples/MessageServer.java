package io.healing.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Receives what a webhook is sent, and prints it. */
final class MessageServer {
  private MessageServer() {}

  static HttpServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", MessageServer::take);
    server.start();
    return server;
  }

  private static void take(HttpExchange call) throws IOException {
    System.out.println(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    call.sendResponseHeaders(204, -1);
    call.close();
  }
}
