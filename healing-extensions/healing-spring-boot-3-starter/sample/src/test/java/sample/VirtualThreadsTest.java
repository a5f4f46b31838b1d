package sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a JDK that has virtual threads: this one, or one that is installed beside it. */
class VirtualThreadsTest {
  @TempDir Path home;

  @Test
  void scheduledMethodsOnVirtualThreadsAreSeen() throws Exception {
    List<Path> newer = newer();
    assumeTrue(!newer.isEmpty(), "No JDK 21 or newer is beside this one");
    Path said = home.resolve("said");
    Process process =
        new ProcessBuilder(
                newer.get(0).toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                VirtualThreadsProgram.class.getName(),
                home.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(said)
        .content()
        .containsPattern("seen: success on VirtualThread\\[")
        .contains("goes on after 3 failed runs, told as silenced: false");
  }

  private static List<Path> newer() throws IOException {
    try (Stream<Path> beside = Files.list(Path.of(System.getProperty("java.home"), ".."))) {
      return beside
          .filter(jdk -> version(jdk.resolve("release")) >= 21)
          .map(jdk -> jdk.resolve("bin/java"))
          .filter(Files::isExecutable)
          .sorted()
          .toList();
    }
  }

  private static int version(Path release) {
    try (Stream<String> lines = Files.lines(release)) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("^[^0-9]*([0-9]+).*$", "$1"))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException notAJdk) {
      return 0;
    }
  }
}
