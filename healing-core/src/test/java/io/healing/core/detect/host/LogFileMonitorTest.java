package io.healing.core.detect.host;

import static io.healing.core.detect.host.Host.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileMonitorTest {
  @TempDir private Path home;
  private final Host host = new Host();

  private void log(String file, String... lines) throws IOException {
    Files.write(
        home.resolve(file), List.of(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Monitor logs() {
    return host.base(home).option("paths", "app.log").monitor("log");
  }

  @Test
  void onlyLinesWrittenSinceTheFirstLookAreCounted() throws IOException {
    log("app.log", "ERROR old");
    Monitor log = logs();
    assertThat(host.look(log).findings()).isEmpty();
    log("app.log", "INFO all is well", "ERROR the mail server is gone", "NO ERRORS here");
    Finding found = only(host.look(log));

    assertThat(found.id()).isEqualTo("log.errors");
    assertThat(found.severity()).isEqualTo(ErrorSeverity.MEDIUM);
    assertThat(found.message()).startsWith("1 lines of app.log in 300 s tell of errors");
    assertThat(found.evidence()).containsEntry("lines", "ERROR the mail server is gone");
  }

  @Test
  void aLineThatIsNotYetWholeWaits() throws IOException {
    log("app.log", "begin");
    Monitor log = logs();
    host.look(log);
    Files.writeString(home.resolve("app.log"), "ERR", StandardOpenOption.APPEND);
    assertThat(host.look(log).findings()).isEmpty();
    Files.writeString(home.resolve("app.log"), "OR now\n", StandardOpenOption.APPEND);
    assertThat(host.look(log).findings()).hasSize(1);
  }

  @Test
  void aRotatedFileIsReadToItsEndAndTheNewOneFromItsBegin() throws IOException {
    log("app.log", "begin");
    Monitor log = logs();
    host.look(log);
    log("app.log", "ERROR before");
    Files.move(home.resolve("app.log"), home.resolve("app.log.1"));
    log("app.log", "ERROR after");

    assertThat(only(host.look(log)).evidence()).containsEntry("lines", "ERROR before\nERROR after");
  }

  @Test
  void aFileThatWasCutIsReadFromItsBegin() throws IOException {
    log("app.log", "a long first line");
    Monitor log = logs();
    host.look(log);
    Files.writeString(home.resolve("app.log"), "ERROR x\n");

    assertThat(host.look(log).findings()).hasSize(1);
  }

  @Test
  void whatIsTooMuchToReadAtOnceIsLeftOutAndSaid() throws IOException {
    log("app.log", "begin");
    Monitor log = logs();
    host.look(log);
    Files.writeString(
        home.resolve("app.log"), "x".repeat(1_500_000) + "\nERROR y\n", StandardOpenOption.APPEND);

    assertThat(only(host.look(log)).evidence()).containsKey("skipped_bytes");
  }

  @Test
  void errorsOfLongAgoNoLongerCount() throws IOException {
    log("app.log", "begin");
    Monitor log = logs();
    host.look(log);
    log("app.log", "ERROR x");
    assertThat(host.look(log).findings()).hasSize(1);

    assertThat(host.looks(log, 14).findings()).isEmpty();
  }

  @Test
  void aLogFileThatIsNotThereIsNoData() {
    assertThat(host.look(logs()).noData().get(Subject.environment("log/app.log")))
        .contains("cannot be read");
  }
}
