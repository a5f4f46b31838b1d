package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which machine it is that tells. */
class HostNameTest {
  @TempDir Path home;

  @Test
  void theMachineHasANameInOneLine() {
    assertThat(HostName.of()).isNotBlank().isEqualTo(HostName.of().strip());
  }

  @Test
  void theWordOfTheKernelIsTakenWithoutItsLineEndWhereThereIsOne() throws IOException {
    Path named = Files.writeString(home.resolve("named"), "web-3\n");
    Path blank = Files.writeString(home.resolve("blank"), "\n");

    assertThat(HostName.file(named)).contains("web-3");
    assertThat(HostName.file(blank)).isEmpty();
    assertThat(HostName.file(home.resolve("missing"))).isEmpty();
  }
}
