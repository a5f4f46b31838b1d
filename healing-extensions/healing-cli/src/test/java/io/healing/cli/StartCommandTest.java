package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, as a process of its own. */
class StartCommandTest {
  @TempDir private Path directory;

  private Call start(String environment, String... args) throws Exception {
    Files.writeString(directory.resolve("healing.yaml"), "environment: { " + environment + " }\n");
    String[] all = new String[args.length + 1];
    all[0] = "start";
    System.arraycopy(args, 0, all, 1, args.length);
    return Call.begin(directory, all);
  }

  @Test
  void aBrokenFolderIsHealedAndTheCommandRuns() throws Exception {
    Call call = start("directories: [logs]", "--", "sh", "-c", "ls -d logs; echo oops >&2; exit 9");
    assertThat(call.code()).isEqualTo(9);
    assertThat(call.out()).isEqualTo("logs\n");
    assertThat(call.err()).isEqualTo("oops\n");
  }

  @Test
  void withErrorsLeftTheCommandIsNotStarted() throws Exception {
    Call call = start("executables: [no-such-program]", "--", "sh", "-c", "echo ran");
    assertThat(call.code()).isEqualTo(1);
    assertThat(call.out()).isEmpty();
    assertThat(call.err())
        .contains("no-such-program is not on the PATH")
        .contains("was not started");
  }

  @Test
  void warningsStopItOnlyWhenItIsStrict() throws Exception {
    String unreachable = "endpoints: [\"127.0.0.1:1\"]";
    Call strict = start(unreachable, "--strict", "echo", "ran");
    assertThat(strict.code()).isEqualTo(2);
    assertThat(strict.out()).isEmpty();
    Call lax = start(unreachable, "echo", "ran");
    assertThat(lax.code()).isZero();
    assertThat(lax.out()).isEqualTo("ran\n");
    assertThat(lax.err()).contains("127.0.0.1:1");
  }

  @Test
  void aSignalReachesTheCommand() throws Exception {
    Call call =
        start(
            "directories: []",
            "--",
            "sh",
            "-c",
            "trap 'echo bye; exit 4' TERM; echo up; sleep 60 & wait");
    call.said("up").signal("TERM");
    assertThat(call.code()).isEqualTo(4);
    assertThat(call.out()).isEqualTo("up\nbye\n");
  }

  @Test
  void whatCannotBeStartedHasTheCodesOfAShell() throws Exception {
    assertThat(start("directories: []", "--", "no-such-program").code()).isEqualTo(127);
    assertThat(start("directories: []", "--", "/").code()).isEqualTo(126);
  }
}
