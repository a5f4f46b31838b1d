package io.healing.core.detect;

import io.healing.api.job.ThreadLook;
import io.healing.core.logs.OwnFrames;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What the innermost frames of a thread say it is doing. */
final class Frames {
  private static final int INNERMOST = 24;

  private static final List<String> DATABASES =
      List.of(
          "java.sql.",
          "javax.sql.",
          "org.postgresql.",
          "com.mysql.",
          "org.mariadb.",
          "org.sqlite.",
          "oracle.jdbc.",
          "com.microsoft.sqlserver.",
          "com.ibm.db2.",
          "org.h2.",
          "org.hsqldb.",
          "org.apache.derby.",
          "org.duckdb.",
          "com.zaxxer.hikari.",
          "org.apache.commons.dbcp2.",
          "org.apache.tomcat.jdbc.",
          "com.mchange.v2.",
          "com.mongodb.");

  private static final List<String> NETWORK =
      List.of(
          "sun.nio.ch.NioSocketImpl.",
          "sun.nio.ch.SocketChannelImpl.",
          "sun.nio.ch.Net.",
          "sun.nio.ch.DatagramChannelImpl.",
          "sun.nio.ch.SocketDispatcher.",
          "java.net.SocketInputStream.",
          "java.net.Socket$SocketInputStream.",
          "java.net.PlainSocketImpl.",
          "java.net.Inet6AddressImpl.",
          "java.net.Inet4AddressImpl.",
          "sun.nio.ch.ServerSocketChannelImpl.",
          "jdk.internal.net.http.");

  private static final List<String> PROCESSES =
      List.of("java.lang.ProcessImpl.", "java.lang.Process.", "java.lang.ProcessHandleImpl.");

  private static final List<String> FILES =
      List.of(
          "java.io.FileInputStream.",
          "java.io.FileOutputStream.",
          "java.io.RandomAccessFile.",
          "java.io.UnixFileSystem.",
          "java.io.WinNTFileSystem.",
          "sun.nio.ch.FileChannelImpl.",
          "sun.nio.ch.FileDispatcherImpl.",
          "sun.nio.ch.UnixFileDispatcherImpl.",
          "sun.nio.fs.UnixNativeDispatcher.",
          "sun.nio.fs.WindowsNativeDispatcher.");

  private static final List<String> SLEEPS = List.of("java.lang.Thread.sleep");

  private static final List<String> WAITS =
      List.of("java.lang.Object.wait", "jdk.internal.misc.Unsafe.park", "java.lang.Thread.join");

  /** The first that matches wins: what a driver does on a socket is the database's. */
  private static final List<Map.Entry<Hang, List<String>>> KINDS =
      List.of(
          Map.entry(Hang.DATABASE, DATABASES),
          Map.entry(Hang.CHILD_PROCESS, PROCESSES),
          Map.entry(Hang.SOCKET_READ, NETWORK),
          Map.entry(Hang.FILE_IO, FILES),
          Map.entry(Hang.SLEEP, SLEEPS),
          Map.entry(Hang.PARK, WAITS));

  private Frames() {}

  /** What is done on behalf of the job's own innermost frame, or unknown. */
  static Hang hang(ThreadLook look) {
    List<String> callees = callees(look.frames());
    return KINDS.stream()
        .filter(kind -> callees.stream().anyMatch(startsWithAny(kind.getValue())))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Hang.UNKNOWN);
  }

  private static Predicate<String> startsWithAny(List<String> prefixes) {
    return frame -> prefixes.stream().anyMatch(frame::startsWith);
  }

  /** The frames that the job's own code called; drivers and pools are not its own code. */
  private static List<String> callees(List<StackTraceElement> frames) {
    return frames.stream()
        .takeWhile(frame -> !OwnFrames.own(frame.getClassName()) || driver(frame.getClassName()))
        .limit(INNERMOST)
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .toList();
  }

  private static boolean driver(String className) {
    return DATABASES.stream().anyMatch(className::startsWith);
  }
}
