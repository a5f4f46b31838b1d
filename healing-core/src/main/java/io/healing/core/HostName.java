package io.healing.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the machine, or the container, calls itself: its kernel's word, else what its environment
 * says, else what the network does, which may take seconds. Not for the loop's thread.
 */
final class HostName {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  static String of() {
    return file(KERNEL)
        .or(() -> variable("COMPUTERNAME"))
        .or(() -> variable("HOSTNAME"))
        .orElseGet(HostName::asked);
  }

  static Optional<String> file(Path file) {
    try {
      return known(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).flatMap(HostName::known);
  }

  private static Optional<String> known(String text) {
    return Optional.of(text.strip()).filter(name -> !name.isEmpty());
  }

  private static String asked() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a machine without a name";
    }
  }
}
