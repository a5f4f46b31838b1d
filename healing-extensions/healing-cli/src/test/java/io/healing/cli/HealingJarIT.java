package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed jar alone. */
class HealingJarIT {
  private static final Path JAR = Path.of(System.getProperty("healing.jar", "none"));

  @TempDir private Path directory;

  @Test
  void itHoldsAllThatItNeedsAndNothingTwice() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names = jar.stream().map(entry -> entry.getName()).toList();
      assertThat(names)
          .doesNotHaveDuplicates()
          .noneMatch(name -> name.endsWith("module-info.class"));
      assertThat(names)
          .anyMatch(name -> name.matches("org/sqlite/native/Linux/x86_64/.*\\.so"))
          .contains("META-INF/services/io.healing.api.store.StoreProvider")
          .contains("META-INF/services/java.sql.Driver");
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo(HealingCli.class.getName());
    }
  }

  @Test
  void itTellsItsVersionAndHealsAFolder() throws Exception {
    Call version = Call.begin(directory, "--version");
    assertThat(version.code()).isZero();
    assertThat(version.out()).matches("healing [0-9].*\\n");
    Files.writeString(directory.resolve("healing.yaml"), "environment: { directories: [logs] }\n");
    Call doctor = Call.begin(directory, "doctor", "--fix");
    assertThat(doctor.code()).as(doctor.err()).isZero();
    assertThat(doctor.err()).isEmpty();
    Call run = Call.begin(directory, "run", "--job", "report", "--", "echo", "fine");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("fine\n");
    Call jobs = Call.begin(directory, "jobs");
    assertThat(jobs.out()).contains("report").contains("success");
  }
}
