package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.healing.api.PluginState;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.learn.SystemStatus;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.StoreException;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.store.InMemoryStore;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Healing does on a database or a disk that is not as it should be. */
class KillBadInputTest {
  private static final Instant START = Instant.parse("2026-01-31T22:10:00Z");

  @TempDir Path directory;
  private KillHome home;

  @BeforeEach
  void makeTheFiles() throws IOException {
    home = KillHome.in(Files.createDirectory(directory.resolve("home")), 0);
  }

  @Test
  void onADatabaseThatNobodyMayWriteItObservesAndChangesNothing() throws Exception {
    fill();
    Files.setPosixFilePermissions(home.database(), PosixFilePermissions.fromString("r--r--r--"));
    byte[] before = Files.readAllBytes(home.database());
    observesOnly("read-only");
    assertThat(Files.readAllBytes(home.database())).isEqualTo(before);
  }

  @Test
  void onADatabaseThatTheFileSystemProtectsItObservesAndChangesNothing() throws Exception {
    fill();
    assumeTrue(ended("chattr", "+i", home.database().toString()), "chattr +i works here");
    try {
      byte[] before = Files.readAllBytes(home.database());
      observesOnly("read-only");
      assertThat(Files.readAllBytes(home.database())).isEqualTo(before);
    } finally {
      assertThat(ended("chattr", "-i", home.database().toString())).isTrue();
    }
  }

  @Test
  void onADiskThatIsMountedReadOnlyItObservesAndChangesNothing() throws Exception {
    Path mount = Files.createDirectory(directory.resolve("mount"));
    mount(mount, "size=4m");
    try {
      Path file = mount.resolve("healing.db");
      SqliteHealingStore.open(file).close();
      assumeTrue(ended("mount", "-o", "remount,ro", mount.toString()), "a disk can be remounted");
      try (HealingStore store = SqliteHealingStore.open(file)) {
        observesOnly(store, "read-only");
      }
    } finally {
      unmount(mount);
    }
  }

  private void fill() {
    try (HealingStore store = SqliteHealingStore.open(home.database());
        ManualHealing healing = home.open(store, "first", START)) {
      fail(healing);
      assertThat(healing.healing().admin().actions()).isNotEmpty();
    }
  }

  private void observesOnly(String because) throws Exception {
    try (HealingStore store = SqliteHealingStore.open(home.database())) {
      observesOnly(store, because);
    }
  }

  private void observesOnly(HealingStore store, String because) throws Exception {
    String file = home.markerOf(KillHome.AUTO);
    try (ManualHealing healing = home.open(store, "second", START.plus(Duration.ofHours(1)))) {
      fail(healing);
      SystemStatus status = healing.healing().status();
      assertThat(status.observeOnlyBecause()).contains(because);
      assertThat(status.activeIncidents()).isPositive();
    }
    assertThat(home.markerOf(KillHome.AUTO)).isEqualTo(file);
    assertThat(home.leftovers()).isEmpty();
  }

  @Test
  void withoutADurableStoreItObservesAndChangesNothing() throws Exception {
    observesOnly(InMemoryStore.create(), "not durable");
  }

  /** The same trouble with a store that can be written is repaired: only the store stops it. */
  @Test
  void onASoundDatabaseTheSameIsRepaired() throws Exception {
    fill();
    assertThat(home.markerOf(KillHome.AUTO)).isNotEqualTo("old");
  }

  @Test
  void whereTheDiskOfAFileIsFullItStaysAsItIsUntilThereIsRoom() throws Exception {
    Path mount = Files.createDirectory(directory.resolve("mount"));
    mount(mount, "size=128k");
    KillHome small = KillHome.in(mount, 0);
    Path filler = mount.resolve("filler");
    try (HealingStore store = SqliteHealingStore.open(home.database());
        ManualHealing healing = small.open(store, "one", START)) {
      fillUp(filler);
      approveNew(healing, "one");
      assertThat(small.markerOf("one")).isEqualTo("old");
      assertThat(small.leftovers()).isEmpty();
      assertThat(healing.healing().admin().suggestions(SuggestionStatus.FAILED)).hasSize(1);
      assertThat(healing.healing().admin().actions().get(0).row().errorMessage())
          .contains(small.file("one").toString())
          .contains("it is as it was before")
          .contains("Check the space on the disk");
      Files.delete(filler);
      approveNew(healing, "one");
      assertThat(small.markerOf("one")).isNotEqualTo("old");
    } finally {
      unmount(mount);
    }
  }

  @Test
  void whereTheDiskOfTheDatabaseIsFullNothingIsChangedAndItGoesOnWhenThereIsRoom()
      throws Exception {
    Path mount = Files.createDirectory(directory.resolve("mount"));
    mount(mount, "size=2m");
    Path filler = mount.resolve("filler");
    try (HealingStore store = SqliteHealingStore.open(mount.resolve("healing.db"));
        ManualHealing healing = home.open(store, "one", START)) {
      SuggestionEntry wanted = proposeNew(healing, "one");
      healing.healing().admin().approve(wanted.row().id(), wanted.detail().plan().hash(), "anna");
      fillUp(filler);
      eatTheRest(store);
      RunHandle run = healing.healing().observer().started("two");
      tickPatiently(healing);
      healing.healing().observer().finished(run, RunResult.success());
      tickPatiently(healing);
      assertThat(home.markerOf("one")).isEqualTo("old");
      assertThat(home.leftovers()).isEmpty();
      Files.delete(filler);
      healing.tick(Duration.ofSeconds(40)).tick(Duration.ofSeconds(40));
      assertThat(home.markerOf("one")).isNotEqualTo("old");
      assertThat(store.runs().find(run.id())).isPresent();
      assertThat(healing.healing().admin().actions()).hasSize(1);
    } finally {
      unmount(mount);
    }
  }

  /** As the loop's own thread does: a turn that failed is followed by the next. */
  private static void tickPatiently(ManualHealing healing) {
    try {
      healing.tick(Duration.ofSeconds(31));
    } catch (StoreException full) {
      assertThat(full).hasMessageContaining("full");
    }
  }

  private static void eatTheRest(HealingStore store) {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                String text = "x".repeat(1_000);
                store.states().save("kill.filler", Map.of("k" + i, new PluginState(1, text)));
              }
            })
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("full");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws Exception {
    Files.writeString(home.database(), "Somebody's notes, and no database.\n".repeat(100));
    refused("not a sound SQLite database");
  }

  @Test
  void aDatabaseOfANewerReleaseIsRefusedAndLeftAsItIs() throws Exception {
    fill();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.database());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE healing_schema_version SET version = 9999"
              + " WHERE version = (SELECT MAX(version) FROM healing_schema_version)");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    refused("9999");
  }

  @Test
  void aDirectoryInPlaceOfTheDatabaseIsRefusedAndLeftAsItIs() throws Exception {
    Files.createDirectory(home.database());
    assertThatThrownBy(() -> SqliteHealingStore.open(home.database()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(home.database().toString())
        .hasMessageContaining("is not a file");
    assertThat(home.database()).isEmptyDirectory();
  }

  private void refused(String because) throws IOException {
    byte[] before = Files.readAllBytes(home.database());
    assertThatThrownBy(() -> SqliteHealingStore.open(home.database()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(home.database().toString())
        .hasMessageContaining(because);
    assertThat(Files.readAllBytes(home.database())).isEqualTo(before);
  }

  private static void fail(ManualHealing healing) {
    RunHandle run = healing.healing().observer().started(KillHome.AUTO);
    healing.healing().observer().finished(run, RunResult.failure("the input is damaged"));
    healing.tick(Duration.ofSeconds(11)).tick(Duration.ofSeconds(11));
  }

  private static SuggestionEntry proposeNew(ManualHealing healing, String job) {
    healing.healing().review(job, true);
    healing.tick(Duration.ofSeconds(11));
    return healing.healing().admin().suggestions(SuggestionStatus.PENDING).get(0);
  }

  private static void approveNew(ManualHealing healing, String job) {
    SuggestionEntry entry = proposeNew(healing, job);
    healing.healing().admin().approve(entry.row().id(), entry.detail().plan().hash(), "anna");
    healing.tick(Duration.ofSeconds(11));
  }

  private static void fillUp(Path filler) throws IOException {
    byte[] block = "0123456789abcdef".repeat(64).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static void mount(Path at, String size) throws Exception {
    assumeTrue(
        ended("mount", "-t", "tmpfs", "-o", size, "tmpfs", at.toString()),
        "only root can mount a small disk to fill");
  }

  private static void unmount(Path at) throws Exception {
    assertThat(ended("umount", at.toString())).isTrue();
  }

  private static boolean ended(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }
}
