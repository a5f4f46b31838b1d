package io.healing.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntSupplier;
import picocli.CommandLine.Help.Ansi;

/**
 * Where the command line writes, and what that can show.
 *
 * @param out standard output
 * @param err standard error
 * @param charset how text is written
 * @param columns asks how wide the screen is
 * @param colours whether colours are wanted and can be shown
 */
record Terminal(
    PrintStream out, PrintStream err, Charset charset, IntSupplier columns, boolean colours) {
  private static final int BUFFER = 1 << 13;

  /** The one of this process. */
  static Terminal system() {
    Charset charset = usual();
    Map<String, String> environment = System.getenv();
    return new Terminal(
        stream(FileDescriptor.out, charset),
        stream(FileDescriptor.err, charset),
        charset,
        new Screen(environment)::columns,
        coloured(environment));
  }

  private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER), false, charset);
  }

  private static Charset usual() {
    String named = System.getProperty("stdout.encoding", System.getProperty("native.encoding", ""));
    return Charset.isSupported(named.isEmpty() ? "-" : named)
        ? Charset.forName(named)
        : StandardCharsets.UTF_8;
  }

  private static boolean coloured(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb")
        && Ansi.AUTO.enabled();
  }

  /** One of the two streams for a library that wants a writer. */
  PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, charset);
  }

  /** The first word where this terminal can show it, else the second. */
  String either(String word, String plain) {
    return charset.newEncoder().canEncode(word) ? word : plain;
  }

  /** What stands for a part that was cut off. */
  String mark() {
    return either("…", "~");
  }

  /** The text in a colour, where there are colours. */
  String paint(Colour colour, String text) {
    return colours ? "\u001b[" + colour.code() + "m" + text + "\u001b[0m" : text;
  }

  /** A line of text of any origin. */
  void say(String line) {
    out.println(Printable.line(line));
  }

  /** Several lines of text of any origin. */
  void sayLines(String lines) {
    out.println(Printable.lines(lines.stripTrailing()));
  }

  /** One JSON document, always in UTF-8. */
  void json(Object value) {
    byte[] document = (JsonText.pretty(value) + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(document, 0, document.length);
  }

  /** Something that is wrong. */
  void warn(String lines) {
    err.println("healing: " + Printable.lines(lines.stripTrailing()));
    err.flush();
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
