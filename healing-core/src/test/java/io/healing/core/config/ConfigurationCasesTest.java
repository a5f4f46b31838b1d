package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.healing.api.HealingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files and what they must give, as data: {@code name.yaml} with {@code name.faults} (every fault,
 * one a line), or {@code name.expect} (places in the JSON of the configuration and their values)
 * and {@code name.warnings}.
 */
class ConfigurationCasesTest {
  private static final Path CASES =
      Path.of(System.getProperty("basedir", "."), "src/test/resources/config");
  private static final Path FILE = Path.of("healing.yaml");

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void thereAreCases() throws IOException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(25);
    assertThat(cases())
        .allMatch(
            file ->
                Stream.of("faults", "expect", "warnings")
                    .anyMatch(kind -> Files.exists(beside(file, kind))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFileGivesWhatIsWrittenBesideIt(Path file) throws IOException {
    String text = Files.readString(file);
    if (Files.exists(beside(file, "faults"))) {
      HealingException refused =
          catchThrowableOfType(HealingException.class, () -> Configuration.parse(text, FILE));
      assertThat(refused).as("the file must be refused").isNotNull();
      assertThat(refused.getMessage().lines()).containsExactlyElementsOf(lines(file, "faults"));
      return;
    }
    Configuration.Loaded loaded = Configuration.parse(text, FILE);
    assertThat(loaded.warnings()).containsExactlyElementsOf(lines(file, "warnings"));
    JsonNode tree = new ObjectMapper().readTree(Configuration.json().write(loaded.config()));
    for (String line : lines(file, "expect")) {
      String[] sides = line.split(" = ", 2);
      JsonNode found = tree.at(sides[0]);
      assertThat(found.isMissingNode() ? "missing" : found.toString())
          .as(sides[0])
          .isEqualTo(sides[1]);
    }
  }

  private static List<String> lines(Path file, String kind) {
    try {
      Path lines = beside(file, kind);
      return Files.exists(lines) ? Files.readAllLines(lines) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path beside(Path file, String kind) {
    return file.resolveSibling(file.getFileName().toString().replace(".yaml", "." + kind));
  }
}
