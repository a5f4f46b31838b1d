package io.healing.core.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.healing.api.ActionType;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.detect.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directories and the space on the disk. */
class FileChecksTest {
  @TempDir Path home;
  private Path base;
  private final DirectoriesCheck check = new DirectoriesCheck(Rights.ofSystem());

  @BeforeEach
  void follow() throws IOException {
    base = home.toRealPath();
  }

  @Test
  void aDirectoryThatIsThereIsWell() throws IOException {
    Yard yard = Yard.of(base, "directories: [data, java]");
    Files.createDirectories(base.resolve("data"));
    Files.createDirectories(base.resolve("java"));
    assertThat(yard.well(check))
        .containsEntry(Subject.environment("data"), "directory data")
        .containsEntry(Subject.environment("./java"), "directory java");
  }

  @Test
  void aMissingOneIsToldAndCanBeMade() {
    Yard yard = Yard.of(base, "directories: [data/in, { path: logs, level: warning }]");
    assertThat(yard.findings(check))
        .containsExactly(
            "high directory_missing data/in: The directory data/in is missing",
            "medium directory_missing logs: The directory logs is missing");
    Finding first = check.check(yard).findings().get(0);
    assertThat(first.hint()).isEqualTo("mkdir -p data/in");
    assertThat(check.mends(first, yard))
        .singleElement()
        .satisfies(
            wish -> {
              assertThat(wish.type()).isEqualTo(ActionType.CREATE_DIRECTORY);
              assertThat(wish.target()).isEqualTo(Target.file(base.resolve("data/in")));
            });
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void aPathIsLookedAtWithoutItsDetours() throws IOException {
    Yard yard = Yard.of(base, "directories: [a/../b, -p]");
    List<Finding> all = check.check(yard).findings();
    assertThat(all.get(0).hint()).isEqualTo("mkdir -p a/../b");
    assertThat(all.get(1).hint()).isEqualTo("mkdir -p ./-p");
    assertThat(check.mends(all.get(0), yard).get(0).target())
        .isEqualTo(Target.file(base.resolve("b")));
    Files.createDirectory(base.resolve("b"));
    assertThat(yard.findings(check)).hasSize(1);
  }

  @Test
  void whatTheSystemSaysOfAPathIsTold() {
    Yard yard = Yard.of(base, "directories: [" + "a".repeat(300) + ", data/in]");
    yard.file("data", "precious");
    assertThat(yard.findings(check).get(0)).contains("bad_path").contains("File name too long");
    assertThat(yard.findings(check).get(1))
        .contains("not_a_directory data/in: data/in cannot be there, because ")
        .endsWith("data is a file");
  }

  @Test
  void aFileInItsPlaceIsLeftToAPerson() {
    Yard yard = Yard.of(base, "directories: [data]");
    yard.file("data", "precious");
    assertThat(yard.findings(check))
        .containsExactly(
            "high not_a_directory data: data is wanted as a directory, but a file is in its place");
    assertThat(check.mends(yard.only(check), yard)).isEmpty();
    assertThat(yard.only(check).hint()).contains("by hand");
  }

  @Test
  void aLinkThatLeadsToNothingIsLeftToAPerson() throws IOException {
    Yard yard = Yard.of(base, "directories: [data]");
    Files.createSymbolicLink(base.resolve("data"), base.resolve("lost"));
    assertThat(yard.findings(check))
        .containsExactly("high broken_link data: data is a link that leads to nothing");
    assertThat(check.mends(yard.only(check), yard)).isEmpty();
  }

  /** Says what the system would say to another user than root. */
  @Test
  void oneThatCannotBeUsedIsToldWithOwnerAndMode() throws IOException {
    Yard yard = Yard.of(base, "directories: [data]");
    Path data = Files.createDirectories(base.resolve("data"));
    Yard.mode(data, "r-x------");
    DirectoriesCheck denied = new DirectoriesCheck(new Rights(p -> true, p -> false, p -> true));
    assertThat(yard.findings(denied))
        .containsExactly(
            "high permission_denied data: The directory "
                + data
                + " cannot be written: owner "
                + Files.getOwner(data).getName()
                + ", mode r-x------");
    assertThat(yard.only(denied).hint()).isEqualTo("chmod u+rwx " + data);
    assertThat(denied.mends(yard.only(denied), yard)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-wx------,read", "r-x------,written", "rw-------,entered"})
  void theSystemItselfIsAsked(String mode, String denied) throws IOException {
    Yard yard = Yard.of(base, "directories: [data]");
    Path data = Files.createDirectories(base.resolve("data"));
    Yard.mode(data, mode);
    assumeFalse(Files.isReadable(data) && Files.isWritable(data), "root may do everything");
    assertThat(yard.findings(check)).singleElement().asString().contains("cannot be " + denied);
  }

  @Test
  void whatLiesBelowAClosedDirectoryIsNotCalledMissing() throws IOException {
    Yard yard = Yard.of(base, "directories: [closed/data]");
    Path closed = Files.createDirectories(base.resolve("closed/data")).getParent();
    Yard.mode(closed, "---------");
    assumeFalse(Files.isExecutable(closed), "root may do everything");
    try {
      assertThat(yard.findings(check))
          .singleElement()
          .asString()
          .startsWith("high permission_denied closed/data: closed/data cannot be looked at")
          .contains(closed + " may not be entered: owner ")
          .endsWith("mode ---------");
    } finally {
      Yard.mode(closed, "rwx------");
    }
  }

  @ParameterizedTest
  @CsvSource({"1023,false", "1024,true", "1025,true"})
  void theDiskIsWellAtAndAboveWhatIsWanted(long free, boolean well) {
    Yard yard = Yard.of(base, "disk: { min_free: 1KB }");
    DiskCheck disk = new DiskCheck(path -> free);
    if (well) {
      assertThat(yard.well(disk).keySet()).containsExactly(Subject.environment("disk/."));
    } else {
      assertThat(yard.findings(disk))
          .containsExactly(
              "medium disk_low disk/.: 1023 bytes are free on the disk of ., 1 KB are wanted");
      assertThat(disk.mends(yard.only(disk), yard)).isEmpty();
    }
  }

  @Test
  void theRealDiskIsAskedAlsoForAPathThatIsMissing() {
    assertThat(Yard.of(base, "disk: { path: not/there, min_free: 1 }").well(new DiskCheck()))
        .hasSize(1);
    assertThat(Yard.of(base, "disk: { min_free: 8388607TB }").findings(new DiskCheck()))
        .singleElement()
        .asString()
        .endsWith("8 EB are wanted");
  }

  @Test
  void aDiskThatCannotBeAskedIsTold() {
    DiskCheck disk =
        new DiskCheck(
            path -> {
              throw new IOException("gone");
            });
    assertThat(Yard.of(base, "disk: { min_free: 1 }").findings(disk))
        .singleElement()
        .asString()
        .startsWith("medium disk_unreadable disk/.")
        .contains("gone");
  }

  @ParameterizedTest
  @CsvSource({"0,0 bytes", "1023,1023 bytes", "1024,1 KB", "1536,1.5 KB", "209715200,200 MB"})
  void sizesAreToldForPeople(long bytes, String words) {
    assertThat(DiskCheck.size(bytes)).isEqualTo(words);
  }

  @Test
  void longAndOddNamesAreStillOneSubjectEach() {
    String name = "d".repeat(300);
    List<Subject> subjects =
        List.of(Parts.path(name), Parts.path(name + "e"), Parts.path("a\nb"), Parts.path("a\tb"));
    assertThat(subjects).doesNotHaveDuplicates();
    assertThat(subjects.get(0).name()).hasSize(200);
    assertThat(Parts.path(name)).isEqualTo(subjects.get(0));
    assertThat(Parts.path("d".repeat(187)).name()).isEqualTo("@environment/" + "d".repeat(187));
    assertThat(Parts.path("😀".repeat(150)).name().codePoints().noneMatch(c -> c == 0xD83D))
        .isTrue();
    assertThat(Parts.path("disk/x")).isNotEqualTo(Parts.named("disk", "x"));
  }
}
