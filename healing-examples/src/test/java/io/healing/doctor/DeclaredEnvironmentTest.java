package io.healing.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.environment.DoctorEntry;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorScope;
import io.healing.api.environment.DoctorState;
import io.healing.core.EnvironmentDoctor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A declaration in healing.yaml, from the check to what is on the disk afterwards. */
class DeclaredEnvironmentTest {
  private static final String TEMPLATE = "\uFEFF# keys\r\nA_KEY=sk-...\r\n";

  @TempDir Path base;

  @BeforeEach
  void declare() throws IOException {
    base = base.toRealPath();
    Files.writeString(base.resolve(".env.example"), TEMPLATE);
    Files.writeString(base.resolve("kept"), "precious");
    for (String web : List.of("web", "admin")) {
      Files.createDirectory(base.resolve(web));
      Files.writeString(base.resolve(web + "/package.json"), "{}");
    }
    Files.writeString(
        base.resolve("healing.yaml"),
        """
        environment:
          java: { min_version: 17 }
          env_file: { path: conf/.env, template: .env.example, keys: [A_KEY], placeholders: [sk-...] }
          directories: [data/in, kept]
          packages:
            - { dir: web, manifest: package.json, check: [test, -f, done], install: [touch, done] }
            - { dir: admin, manifest: package.json, check: [test, -f, done], install: [touch, done] }
        """);
  }

  private EnvironmentDoctor doctor() {
    return EnvironmentDoctor.of(base.resolve("healing.yaml"));
  }

  private static DoctorEntry entry(DoctorReport report, String place) {
    return report.entries().stream()
        .filter(entry -> entry.place().equals(place))
        .findFirst()
        .orElseThrow(() -> new AssertionError(place + " is not in " + report.entries()));
  }

  @Test
  void aCheckListsDirectoryAndFileTogetherAndMakesNothing() throws IOException {
    Map<String, String> before = tree();
    DoctorReport report = doctor().check();
    assertThat(entry(report, "conf/.env").state()).isEqualTo(DoctorState.CAN_BE_FIXED);
    assertThat(entry(report, "conf/.env").changes())
        .containsExactly(
            "Make the directory " + base.resolve("conf"),
            "Make the file " + base.resolve("conf/.env"));
    assertThat(entry(report, "kept").state()).isEqualTo(DoctorState.NEEDS_YOU);
    assertThat(entry(report, "java").state()).isEqualTo(DoctorState.OK);
    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void healingMakesWhatIsDeclaredAndLeavesTheRest() throws IOException {
    DoctorReport report = doctor().heal();
    assertThat(entry(report, "conf/.env").state()).isEqualTo(DoctorState.CHANGED);
    assertThat(entry(report, "data/in").state()).isEqualTo(DoctorState.CHANGED);
    Path file = base.resolve("conf/.env");
    assertThat(file).hasBinaryContent(TEMPLATE.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(base.resolve("data/in")).isDirectory();
    assertThat(base.resolve("kept")).hasContent("precious");
    assertThat(entry(report, "packages/web/package.json").state()).isEqualTo(DoctorState.SKIPPED);
    assertThat(base.resolve("web/done")).doesNotExist();
    assertThat(report.exitCode()).isEqualTo(1);
    DoctorReport again = doctor().heal();
    assertThat(again.entries()).noneMatch(entry -> entry.state() == DoctorState.CHANGED);
    assertThat(entry(again, "conf/.env#A_KEY").code()).isEqualTo("environment.env_key_placeholder");
  }

  @Test
  void packagesAreInstalledEachInItsDirectoryWhenAsked() {
    DoctorReport report = doctor().heal(DoctorScope.all().withInstall(true));
    assertThat(entry(report, "packages/web/package.json").state()).isEqualTo(DoctorState.CHANGED);
    assertThat(entry(report, "packages/admin/package.json").state()).isEqualTo(DoctorState.CHANGED);
    assertThat(base.resolve("web/done")).exists();
    assertThat(base.resolve("admin/done")).exists();
    assertThat(base.resolve("done")).doesNotExist();
  }

  private Map<String, String> tree() throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> all = Files.walk(base)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        tree.put(path.toString(), Files.isRegularFile(path) ? Files.readString(path) : "");
      }
    }
    return tree;
  }
}
