package io.healing.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A planted violation must break the build: it proves that Error Prone and NullAway are alive. */
class StaticChecksTest {
  private static final String SOURCE =
      """
      package planted;

      import org.jspecify.annotations.NullMarked;
      import org.jspecify.annotations.Nullable;

      /** Planted. */
      @NullMarked
      final class Planted {
        private Planted() {}

        static int length(@Nullable String text) {
          return %s;
        }
      }
      """;

  @TempDir private Path dir;

  @Test
  void nullAwayRefusesDereferenceOfNullable() throws Exception {
    Outcome outcome = compile("text.length()");

    assertThat(outcome.exit()).as(outcome.output()).isNotZero();
    assertThat(outcome.output()).contains("error: [NullAway] dereferenced expression");
  }

  @Test
  void errorProneRefusesComparisonWithItself() throws Exception {
    Outcome outcome = compile("text == null || text.equals(text) ? 0 : 1");

    assertThat(outcome.exit()).as(outcome.output()).isNotZero();
    assertThat(outcome.output()).contains("error: [SelfEquals]");
  }

  @Test
  void compilerRefusesWarnings() throws Exception {
    Outcome outcome = compile("text == null ? 0 : (int) text.length()");

    assertThat(outcome.exit()).as(outcome.output()).isNotZero();
    assertThat(outcome.output()).contains("warning: [cast]", "error: warnings found and -Werror");
  }

  @Test
  void cleanSourcePasses() throws Exception {
    Outcome outcome = compile("text == null ? 0 : text.length()");

    assertThat(outcome.exit()).as(outcome.output()).isZero();
    assertThat(outcome.output()).doesNotContain("Planted.java");
  }

  /** Compiles as the build does: its flags for the JVM, its arguments, its processor path. */
  private Outcome compile(String expression) throws IOException, InterruptedException {
    Path source = Files.writeString(dir.resolve("Planted.java"), SOURCE.formatted(expression));
    Path log = dir.resolve("javac.log");
    Path javac = Path.of(System.getProperty("java.home"), "bin", "javac");
    Path jspecify = jarOf(NullMarked.class);

    List<String> command = new ArrayList<>();
    command.add(javac.toString());
    for (String flag : Files.readAllLines(Path.of("..", ".mvn", "jvm.config"))) {
      command.add("-J" + flag);
    }
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-Duser.language=en"));
    command.addAll(List.of("--release", System.getProperty("healing.release")));
    command.addAll(List.of("-proc:none", "-XDcompilePolicy=simple", "--should-stop=ifError=FLOW"));
    command.addAll(List.of(System.getProperty("healing.xlint"), "-Werror"));
    command.add(System.getProperty("healing.errorprone"));
    command.addAll(List.of("-processorpath", Files.readString(processorPath()).strip()));
    command.addAll(List.of("-classpath", jspecify.toString()));
    command.addAll(List.of("-d", dir.toString(), source.toString()));

    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("javac ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), Files.readString(log));
  }

  /** The file that the build writes, see pom.xml. */
  private static Path processorPath() {
    return Path.of("target", "static-checks", "processor-path");
  }

  private static Path jarOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private record Outcome(int exit, String output) {}
}
