package io.healing.core.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JDK that knows virtual threads: this one, or a newer one installed beside it. */
final class SecondJdk {
  private static final int WANTED = 21;

  private SecondJdk() {}

  /** Runs the main method of a class of the tests; gives back what it said. */
  static String run(Class<?> main, Path home, String... options) throws Exception {
    Optional<Path> java = java();
    assumeTrue(
        java.isPresent(),
        "No JDK " + WANTED + " or newer is beside this one or named by a JAVA_HOME_… variable");
    List<String> command = new ArrayList<>(List.of(java.get().toString(), "-ea"));
    command.addAll(List.of(options));
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", classes, main.getName()));
    File said = home.resolve("said").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(said.toPath(), UTF_8);
    return process.exitValue() == 0 ? text : text + "\nexit " + process.exitValue();
  }

  private static Optional<Path> java() throws IOException {
    Path own = Path.of(System.getProperty("java.home"));
    List<Path> homes = new ArrayList<>(List.of(own));
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      if (variable.getKey().startsWith("JAVA_HOME_")) {
        homes.add(Path.of(variable.getValue()));
      }
    }
    try (Stream<Path> beside = Files.list(own.resolveSibling(""))) {
      beside.sorted().forEach(homes::add);
    }
    return homes.stream()
        .filter(home -> version(home) >= WANTED)
        .map(home -> home.resolve("bin/java"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int version(Path home) {
    try {
      Properties release = new Properties();
      release.load(new StringReader(Files.readString(home.resolve("release"))));
      String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
      return Integer.parseInt(version.split("[.+_-]", 2)[0]);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
