package io.healing.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandPathsTest {
  private static final Path BASE = Path.of("/srv/app");

  private static List<Path> paths(String... command) {
    return List.copyOf(CommandPaths.of(List.of(command), BASE));
  }

  @Test
  void everyArgumentMayNameAPath() {
    assertThat(paths("sh", "bin/run.sh", "/etc/app.conf"))
        .containsExactly(BASE.resolve("sh"), BASE.resolve("bin/run.sh"), Path.of("/etc/app.conf"));
  }

  @Test
  void soMayWhatFollowsAnEqualsSignAndTheWordsOfAnArgument() {
    assertThat(paths("run", "--conf=a.yaml")).contains(BASE.resolve("a.yaml"));
    assertThat(paths("sh", "-c", "cat \"/data/in.csv\" > 'out file'"))
        .contains(Path.of("/data/in.csv"), BASE.resolve("out"));
    assertThat(paths("run", "my notes.txt")).contains(BASE.resolve("my notes.txt"));
  }

  @Test
  void theHomeDirectoryIsMeantByItsSign() {
    Path home = Path.of(System.getProperty("user.home"));
    assertThat(paths("~/job.sh", "~")).contains(home.resolve("job.sh"), home);
    assertThat(paths("~other/x")).containsExactly(BASE.resolve("~other/x"));
  }

  @Test
  void aWordThatCannotBeAPathNamesNone() {
    assertThat(paths("a\0b", " ", "")).isEmpty();
  }
}
