package io.healing.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small real SMTP server: it keeps what it is sent, or answers as it is told. */
final class MailServer implements AutoCloseable {
  final List<String> mails = new CopyOnWriteArrayList<>();
  final List<String> said = new CopyOnWriteArrayList<>();
  volatile String toRecipient = "250 OK";
  volatile String password = "";
  volatile String toSender = "250 OK";
  volatile String toWrongPassword = "535 no";
  volatile boolean hangs;
  volatile boolean leavesWithoutAWord;
  private final ServerSocket socket;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  MailServer() {
    try {
      socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "mail-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket one = socket.accept();
        open.add(one);
        if (!hangs) {
          talk(one);
        }
      } catch (IOException e) {
        said.add("closed: " + e.getMessage());
      }
    }
  }

  private void talk(Socket one) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.UTF_8));
    Writer out = new java.io.OutputStreamWriter(one.getOutputStream(), StandardCharsets.UTF_8);
    answer(out, "220 ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      said.add(line);
      String word = line.toUpperCase(java.util.Locale.ROOT);
      if (word.startsWith("EHLO")) {
        answer(out, "250-here\r\n250 AUTH PLAIN");
      } else if (word.startsWith("AUTH PLAIN")) {
        answer(out, right(line) ? "235 OK" : toWrongPassword);
      } else if (word.startsWith("MAIL")) {
        answer(out, toSender);
      } else if (word.startsWith("RCPT")) {
        answer(out, toRecipient);
      } else if (word.equals("DATA")) {
        answer(out, "354 go on");
        mails.add(mail(in));
        answer(out, "250 taken");
      } else if (word.startsWith("QUIT")) {
        if (leavesWithoutAWord) {
          one.setSoLinger(true, 0);
        } else {
          answer(out, "221 bye");
        }
        one.close();
        return;
      } else {
        answer(out, "250 OK");
      }
    }
  }

  private boolean right(String line) {
    String text =
        new String(Base64.getDecoder().decode(line.substring(11)), StandardCharsets.UTF_8);
    return text.endsWith("\0" + password);
  }

  private static String mail(BufferedReader in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      lines.add(line);
    }
    return String.join("\n", lines);
  }

  private static void answer(Writer out, String line) throws IOException {
    out.write(line + "\r\n");
    out.flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket one : open) {
        one.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
