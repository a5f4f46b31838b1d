package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.ActionStatus;
import io.healing.api.job.FileVersion;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.IntentState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files: edited, made, taken back. */
class FilesTest {
  @TempDir Path home;
  private Workplace place;

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
  }

  private static ActionRequest make(ActionType type, Path path) {
    return ActionRequest.of(type, new Target("file", path.toString()));
  }

  private Undone undo(Applied applied) {
    return place.acting().undo(applied.entry().row().id(), "ann", false);
  }

  @Test
  void anEditChangesTheFileAndTakingItBackRestoresEveryByte() {
    byte[] bytes = {0, (byte) 0xff, 13, 10};
    Path file = place.own("report.bin", "");
    write(file, bytes);
    Applied applied =
        place.apply(
            make(ActionType.EDIT_SCRIPT, file)
                .with("content_base64", Base64.getEncoder().encodeToString(new byte[] {1, 2, 3})));
    assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(undo(applied).state()).isEqualTo(IntentState.DONE);
    assertThat(file).hasBinaryContent(bytes);
    assertThat(applied.entry().row().originalContent()).isEqualTo("[4 bytes that are not text]");
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anEmptyFileBecomesEmptyAgainAndNotAbsent() {
    Path file = place.own("report.conf", "");
    Applied applied = place.apply(place.edit(file, "dir=/srv"));
    assertThat(applied.entry().row().originalContent()).isEmpty();
    undo(applied);
    assertThat(file).exists().isEmptyFile();
  }

  @Test
  void aMadeFileBecomesAbsentAgainAndNotEmpty() {
    Path file = place.base.resolve("report.conf");
    place.list(file);
    Applied applied = place.apply(make(ActionType.CREATE_FILE, file));
    assertThat(file).exists().isEmptyFile();
    assertThat(applied.entry().row().originalContent()).isNull();
    assertThat(applied.entry().row().newContent()).isEmpty();
    assertThat(undo(applied).state()).isEqualTo(IntentState.DONE);
    assertThat(file).doesNotExist();
  }

  @Test
  void aMadeFileThatSomebodyFilledStays() throws IOException {
    Path file = place.base.resolve("report.conf");
    place.list(file);
    Applied applied = place.apply(make(ActionType.CREATE_FILE, file));
    Files.writeString(file, "mine");
    Undone undone = undo(applied);
    assertThat(undone.state()).isEqualTo(IntentState.FAILED);
    assertThat(undone.note()).contains("not as the action left it");
    assertThat(undone.entry().detail().note()).isEqualTo(undone.note());
    assertThat(undone.entry().row().status()).isEqualTo(ActionStatus.SUCCESS);
    assertThat(file).hasContent("mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-x--x", "rw-------", "r--r--r--"})
  void permissionsAndOwnerStayAsTheyWere(String permissions) throws IOException {
    Path file = place.own("run.sh", "exit 1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    boolean root = System.getProperty("user.name").equals("root");
    if (root) {
      Files.setAttribute(file, "unix:uid", 12_345);
      Files.setAttribute(file, "unix:gid", 23_456);
    }
    var before = Files.readAttributes(file, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
    undo(place.apply(place.edit(file, "exit 0\n")));
    place.apply(place.edit(file, "exit 0\n"));
    assertThat(file).hasContent("exit 0\n");
    assertThat(Files.readAttributes(file, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS))
        .isEqualTo(before);
  }

  @Test
  void theSetGroupBitStaysToo() throws IOException {
    Path file = place.own("run.sh", "exit 1\n");
    Files.setAttribute(file, "unix:mode", 02755);
    place.apply(place.edit(file, "exit 0\n"));
    assertThat((int) Files.getAttribute(file, "unix:mode") & 07777).isEqualTo(02755);
  }

  @Test
  void aMadeFileMayBeReadByThoseWhoMayReadItsDirectory() throws IOException {
    Path directory = Files.createDirectory(place.base.resolve("d"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
    place.list(directory.resolve("a"));
    place.apply(make(ActionType.CREATE_FILE, directory.resolve("a")));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("a"))))
        .isEqualTo("rw-r-----");
  }

  @Test
  void theTemporaryFileIsForItsOwnerOnlyUntilItIsWhole() throws IOException {
    Path file = place.own("report.conf", "dir=/gone");
    place.steps =
        step -> {
          if (step.equals("w.temp")) {
            assertThat(place.leftovers()).hasSize(1);
          }
        };
    assertThat(place.apply(place.edit(file, "dir=/srv")).state()).isEqualTo(IntentState.DONE);
    assertThat(place.leftovers()).isEmpty();
    Path other = place.base.resolve("private");
    Access.openPrivate(other).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsChangedAtTheLastMomentIsLeftAlone() {
    Path file = place.own("report.conf", "dir=/gone");
    place.steps =
        step -> {
          if (step.equals("w.temp")) {
            write(file, "dir=/mine".getBytes(java.nio.charset.StandardCharsets.UTF_8));
          }
        };
    Applied applied = place.apply(place.edit(file, "dir=/srv"));
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(applied.note()).contains("changed by somebody else");
    assertThat(file).hasContent("dir=/mine");
    assertThat(place.leftovers()).isEmpty();
  }

  @Test
  void aFileThatAppearsAtTheLastMomentIsLeftAlone() {
    Path file = place.base.resolve("report.conf");
    place.list(file);
    place.steps =
        step -> {
          if (step.equals("w.temp")) {
            place.file("report.conf", "mine");
          }
        };
    assertThat(place.apply(make(ActionType.CREATE_FILE, file)).state())
        .isEqualTo(IntentState.FAILED);
    assertThat(file).hasContent("mine");
  }

  @Test
  void aFullDiskLeavesTheOldFileWhole() throws Exception {
    Path disk = Files.createDirectory(place.base.resolve("disk"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "none", disk.toString()));
    try {
      Path file = place.own("disk/report.conf", "dir=/gone");
      Applied applied = place.apply(place.edit(file, "dir=/srv\n".repeat(20_000)));
      assertThat(applied.state()).isEqualTo(IntentState.FAILED);
      assertThat(applied.note()).contains("No space left").contains("as it was before");
      assertThat(file).hasContent("dir=/gone");
      assertThat(place.leftovers()).isEmpty();
    } finally {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aDirectoryIsMadeWithThoseAboveItAndExactlyTheseAreRemoved() throws IOException {
    Path directory = place.base.resolve("out/2026/11");
    Files.createDirectory(place.base.resolve("out"));
    place.list(directory.resolve("report.csv"));
    Applied applied = place.apply(make(ActionType.CREATE_DIRECTORY, directory));
    assertThat(directory).isDirectory();
    assertThat(applied.entry().row().canRollback()).isTrue();
    assertThat(undo(applied).state()).isEqualTo(IntentState.DONE);
    assertThat(place.base.resolve("out")).isEmptyDirectory();
  }

  @Test
  void aDirectoryThatIsUsedStays() throws IOException {
    Path directory = place.base.resolve("out/2026");
    place.list(directory.resolve("report.csv"));
    Applied applied = place.apply(make(ActionType.CREATE_DIRECTORY, directory));
    Files.writeString(place.base.resolve("out/other.csv"), "x");
    assertThat(undo(applied).state()).isEqualTo(IntentState.FAILED);
    assertThat(directory).isDirectory();
    assertThat(place.base.resolve("out/other.csv")).hasContent("x");
  }

  @Test
  void aDirectoryOfNobodyIsNotMade() {
    Path directory = place.base.resolve("stray");
    place.list(place.base.resolve("other/report.csv"));
    assertThatThrownBy(() -> place.plan(make(ActionType.CREATE_DIRECTORY, directory)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("does not belong");
    assertThat(directory).doesNotExist();
  }

  @Test
  void aFileInTheWayOfADirectoryIsTold() {
    Path file = place.own("out", "x");
    place.list(file.resolve("2026/a"));
    assertThatThrownBy(() -> place.plan(make(ActionType.CREATE_DIRECTORY, file.resolve("2026"))))
        .isInstanceOf(HealingException.class);
    assertThat(file).hasContent("x");
  }

  @Test
  void whatIsThereAlreadyOrNotAtAllIsTold() {
    Path file = place.own("report.conf", "dir=/srv");
    Path missing = place.base.resolve("d/missing.conf");
    place.list(missing);
    place.list(file.getParent());
    assertThatThrownBy(() -> place.plan(place.edit(file, "dir=/srv")))
        .hasMessageContaining("has that content already");
    assertThatThrownBy(() -> place.plan(place.edit(missing, "x")))
        .hasMessageContaining("There is no file");
    assertThatThrownBy(() -> place.plan(make(ActionType.CREATE_FILE, file)))
        .hasMessageContaining("is there already");
    assertThatThrownBy(() -> place.plan(make(ActionType.CREATE_FILE, missing)))
        .hasMessageContaining("Make the directory first");
    assertThatThrownBy(() -> place.plan(make(ActionType.CREATE_DIRECTORY, file.getParent())))
        .hasMessageContaining("is there already");
    assertThatThrownBy(() -> place.plan(make(ActionType.EDIT_CONFIG, file)))
        .hasMessageContaining("needs either");
    assertThatThrownBy(
            () -> place.plan(make(ActionType.EDIT_CONFIG, file).with("content_base64", "?")))
        .hasMessageContaining("not Base64");
  }

  @Test
  void newContentIsOfMediumRiskAndTheLastGoodContentOfLow() {
    Path file = place.own("report.conf", "dir=/gone");
    ActionPlan fresh = place.plan(place.edit(file, "dir=/new"));
    place
        .store
        .files()
        .keep(
            new FileVersion(
                0, "report", file.toString(), Image.of("dir=/srv"), place.clock.instant()));
    ActionPlan known = place.plan(place.edit(file, "dir=/srv"));
    assertThat(fresh.risk()).isEqualTo(SuggestionSeverity.MEDIUM);
    assertThat(known.risk()).isEqualTo(SuggestionSeverity.LOW);
  }
}
