package io.healing.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a store says goes from the level on that is wanted. */
class StoreLogTest {
  @TempDir Path directory;

  private final PrintStream console = System.err;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void listenNoMore() {
    System.setErr(console);
  }

  private String logged() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Path readByOthers() throws IOException {
    Path file = directory.resolve("healing.db");
    SqliteHealingStore.open(file).close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    bytes.reset();
    return file;
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aStoreThatIsOpenedForAConfigurationKeepsToItsLogLevel() throws IOException {
    Path file = readByOthers();

    new SqliteStoreProvider().open(file, LogLevel.ERROR).close();
    assertThat(logged()).doesNotContain("Others may read");
    new SqliteStoreProvider().open(file, LogLevel.WARNING).close();
    assertThat(logged()).contains("Others may read");
  }

  @Test
  void fromThenOnNothingBelowTheLevelIsHandedOn() {
    StoreLog log = new StoreLog();
    log.warn(Place.class, "{} is odd", 1);
    log.from(LogLevel.ERROR);
    log.warn(Place.class, "{} is odd", 2);
    log.info(Place.class, "{} is odd", 3);

    assertThat(logged()).contains("1 is odd").doesNotContain("2 is").doesNotContain("3 is");
  }
}
