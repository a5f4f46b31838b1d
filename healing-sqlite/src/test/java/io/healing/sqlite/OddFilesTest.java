package io.healing.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.healing.api.Samples;
import io.healing.api.store.Counter;
import io.healing.api.store.HealingStore;
import io.healing.api.store.StoreException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OddFilesTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("healing.db");
  }

  @Test
  void aFileAndItsDirectoriesAreMadeForTheirOwnerOnly() throws Exception {
    Path deep = directory.resolve("a/b/healing.db");
    try (HealingStore store = SqliteHealingStore.open(deep)) {
      store.instances().register("one", 1, Samples.NOON);
      assertThat(permissions(deep)).isEqualTo("rw-------");
      assertThat(permissions(deep.getParent())).isEqualTo("rwx------");
      assertThat(permissions(deep.getParent().getParent())).isEqualTo("rwx------");
      assertThat(permissions(deep.resolveSibling("healing.db-wal"))).isEqualTo("rw-------");
      assertThat(permissions(deep.resolveSibling("healing.db.instances"))).isEqualTo("rwx------");
      assertThat(permissions(deep.resolveSibling("healing.db.instances/1.lock")))
          .isEqualTo("rw-------");
      assertThat(store.info().durable()).isTrue();
      assertThat(store.info().trusted()).isTrue();
    }
    assertThat(Raw.one(deep, "PRAGMA journal_mode")).isEqualTo("wal");
  }

  @Test
  void aNameWithSpecialCharactersIsThatFile() {
    Path odd = directory.resolve("a b?c#d%20e=&.db");
    SqliteHealingStore.open(odd).close();
    assertThat(odd).exists();
    SqliteHealingStore.openReading(odd).close();
  }

  @Test
  void whatIsNoDatabaseIsRefusedAndLeftAsItIs() throws Exception {
    Files.writeString(file, "This is not a database, but somebody's notes.\n".repeat(50));
    assertRefused("not a sound SQLite database");
  }

  @Test
  void aDatabaseWithADamagedHeaderIsRefused() throws Exception {
    fill();
    overwrite(0, "SQLite formaX");
    assertRefused("not a sound SQLite database");
  }

  @Test
  void aDatabaseThatIsCutOffIsRefused() throws Exception {
    fill();
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(cut.length() / 2);
    }
    assertRefused("");
  }

  @Test
  void aDatabaseWithADamagedPageIsRefused() throws Exception {
    fill();
    for (int page = 1; page < 40; page++) {
      overwrite(page * 4096L, "\u0001garbage".repeat(40));
    }
    assertRefused("");
  }

  @Test
  void aDatabaseWithDamageFarFromTheSchemaIsRefused() throws Exception {
    fill();
    overwrite(Files.size(file) - 4096, "\u0001garbage".repeat(400));
    assertRefused("");
  }

  @Test
  void aNewerDatabaseWhoseLastChangesWaitInItsJournalIsLeftWithThem() throws Exception {
    fill();
    Path copy = directory.resolve("copy.db");
    Path journal = directory.resolve("copy.db-wal");
    try (Connection open = Raw.connect(file);
        Statement statement = open.createStatement()) {
      statement.execute("INSERT INTO healing_schema_version VALUES (11)");
      Files.copy(file, copy);
      Files.copy(directory.resolve("healing.db-wal"), journal);
    }
    byte[] before = Files.readAllBytes(copy);
    byte[] waiting = Files.readAllBytes(journal);
    assertThatThrownBy(() -> SqliteHealingStore.open(copy))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("version 11");
    assertThat(Files.readAllBytes(copy)).isEqualTo(before);
    assertThat(Files.readAllBytes(journal)).isEqualTo(waiting);
  }

  @Test
  void aDirectoryIsRefused() throws Exception {
    Files.createDirectory(file);
    assertThatThrownBy(() -> SqliteHealingStore.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is not a file");
    assertThat(file).isEmptyDirectory();
  }

  @Test
  void aFileThatThisUserMayNotReadIsNamedWithTheMend() throws Exception {
    fill();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(file)).as("root reads all").isFalse();
    assertThatThrownBy(() -> SqliteHealingStore.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file + " cannot be opened")
        .hasMessageContaining("this user may read");
  }

  @Test
  void anEmptyFileBecomesADatabase() throws Exception {
    Files.createFile(file);
    try (HealingStore store = SqliteHealingStore.open(file)) {
      assertThat(store.runs().count()).isZero();
    }
  }

  @Test
  void openingForReadingNeverMakesAFile() throws Exception {
    assertThatThrownBy(() -> SqliteHealingStore.openReading(directory.resolve("x/none.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is not there");
    Files.createFile(file);
    assertThatThrownBy(() -> SqliteHealingStore.openReading(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is no database of Healing, or an empty one");
    assertThat(directory.resolve("x")).doesNotExist();
    assertThat(Files.size(file)).isZero();
  }

  @Test
  void aStoreForReadingReadsAndRefusesToWrite() throws Exception {
    fill();
    byte[] bytes = Files.readAllBytes(file);
    try (HealingStore store = SqliteHealingStore.openReading(file)) {
      assertThat(store.runs().count()).isEqualTo(500);
      assertThat(store.info().trusted()).isFalse();
      assertThat(store.info().readOnlyBecause()).contains("reading only");
      assertCannotWrite(store);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void aStoreForReadingLeavesNothingBehind() throws Exception {
    fill();
    List<Path> before = files();
    try (HealingStore store = SqliteHealingStore.openReading(file)) {
      assertThat(store.runs().count()).isEqualTo(500);
    }
    assertThat(files()).isEqualTo(before);
    assertThat(files().toString()).doesNotContain("-wal").doesNotContain("-shm");
  }

  @Test
  void aStoreForReadingLeavesWhatACrashLeftForTheNextWriter() throws Exception {
    Path copy = directory.resolve("crashed.db");
    try (HealingStore writer = SqliteHealingStore.open(file)) {
      writer.counters().save(Counter.none("k"));
      for (String ending : List.of("", "-wal", "-shm")) {
        Files.copy(Path.of(file + ending), Path.of(copy + ending));
      }
    }
    byte[] bytes = Files.readAllBytes(copy);
    try (HealingStore store = SqliteHealingStore.openReading(copy)) {
      assertThat(store.counters().find("k")).isPresent();
    }
    assertThat(Files.readAllBytes(copy)).isEqualTo(bytes);
    assertThat(Path.of(copy + "-wal")).isNotEmptyFile();
  }

  private List<Path> files() throws java.io.IOException {
    try (java.util.stream.Stream<Path> all = Files.list(directory)) {
      return all.sorted().toList();
    }
  }

  @Test
  void aReaderSeesWhatALivingWriterCommits() {
    try (HealingStore writer = SqliteHealingStore.open(file);
        HealingStore reader = SqliteHealingStore.openReading(file)) {
      writer.counters().save(Counter.none("k"));
      assertThat(reader.counters().find("k")).isPresent();
      long id = writer.instances().register("one", 1, Samples.NOON).id();
      assertThat(reader.instances().alive(id)).isTrue();
    }
  }

  @Test
  void aFileThatNobodyMayWriteIsOnlyReadAlsoByRoot() throws Exception {
    fill();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assertOnlyRead("the file " + file.toRealPath() + " is read-only");
  }

  @Test
  void aFileInADirectoryThatNobodyMayWriteIsOnlyReadAlsoByRoot() throws Exception {
    fill();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assertOnlyRead("the directory " + directory.toRealPath() + " is read-only");
    } finally {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aFileThatTheFileSystemProtectsIsOnlyRead() throws Exception {
    fill();
    assumeThat(chattr("+i")).as("chattr works here").isTrue();
    try {
      assertOnlyRead("read-only");
    } finally {
      assertThat(chattr("-i")).isTrue();
    }
  }

  @Test
  void aFullStoreSaysSoLosesNothingAndRecovers() throws Exception {
    SqliteSettings small = SqliteSettings.defaults().withMaxBytes(1 << 20);
    try (HealingStore store = SqliteHealingStore.open(file, small)) {
      store.counters().save(Counter.none("before"));
      int saved = fillUp(store);
      assertThat(saved).isPositive();
      assertThatThrownBy(
              () ->
                  store.transaction(
                      () -> {
                        store.counters().save(Counter.none("half"));
                        store.files().keep(Samples.fileVersion("x".repeat(500_000), Samples.NOON));
                        return true;
                      }))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("full")
          .hasMessageContaining("Make room");
      assertThat(store.counters().find("half")).isEmpty();
      assertThat(store.counters().find("before")).isPresent();
      assertThat(store.runs().count()).isEqualTo(saved);
      assertThat(store.forget(Samples.NOON.plusSeconds(99_999), Samples.NOON)).isEqualTo(saved);
      store.files().keep(Samples.fileVersion("x".repeat(100_000), Samples.NOON));
      assertThat(store.files().of("report", "/srv/app/report.conf")).hasSize(1);
    }
    assertThat(Raw.one(file, "PRAGMA integrity_check")).isEqualTo("ok");
  }

  private static int fillUp(HealingStore store) {
    for (int batch = 0; batch < 1_000; batch++) {
      long first = batch * 100L;
      try {
        store
            .runs()
            .save(
                LongStream.range(first, first + 100)
                    .mapToObj(i -> Samples.run(i, "job", Samples.NOON.plusSeconds(i)))
                    .toList());
      } catch (StoreException full) {
        return batch * 100;
      }
    }
    return -1;
  }

  private void assertOnlyRead(String because) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    try (HealingStore store = SqliteHealingStore.open(file)) {
      assertThat(store.info().readOnlyBecause()).contains(because);
      assertThat(store.info().trusted()).isFalse();
      assertThat(store.runs().count()).isEqualTo(500);
      assertCannotWrite(store);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  private static void assertCannotWrite(HealingStore store) {
    assertThatThrownBy(() -> store.counters().save(Counter.none("k")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be written");
    assertThatThrownBy(() -> store.transaction(() -> 1)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.forget(Samples.NOON, Samples.NOON))
        .isInstanceOf(StoreException.class);
  }

  private void assertRefused(String because) throws Exception {
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> SqliteHealingStore.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toRealPath().toString())
        .hasMessageContaining(because)
        .hasMessageContaining("left as it is");
    assertThatThrownBy(() -> SqliteHealingStore.openReading(file))
        .isInstanceOf(StoreException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  private void fill() {
    try (HealingStore store = SqliteHealingStore.open(file)) {
      store
          .runs()
          .save(
              LongStream.range(0, 500)
                  .mapToObj(i -> Samples.run(i, "job", Samples.NOON.plusSeconds(i)))
                  .toList());
    }
  }

  private void overwrite(long at, String text) throws Exception {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      if (at < open.length()) {
        open.seek(at);
        open.writeBytes(text);
      }
    }
  }

  private boolean chattr(String flag) throws Exception {
    try {
      return new ProcessBuilder(List.of("chattr", flag, file.toString())).start().waitFor() == 0;
    } catch (java.io.IOException notInstalled) {
      return false;
    }
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
