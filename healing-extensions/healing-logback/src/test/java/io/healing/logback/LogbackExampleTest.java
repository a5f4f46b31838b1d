package io.healing.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LogbackExampleTest {
  @Test
  void theExampleRunsAndHasAtMostFifteenLines() throws IOException {
    assertThat(LogbackExample.play()).isEqualTo("WARN acme.import: 3 of 40 orders left out\n");

    Path file =
        Path.of(System.getProperty("basedir", "."))
            .resolve("src/test/java/io/healing/logback/LogbackExample.java");
    String source = Files.readString(file);
    String code = source.substring(source.indexOf("final class"));
    assertThat(code.lines().filter(line -> !line.isBlank()).count()).isBetween(5L, 15L);
  }
}
