package io.healing.core.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java, runtimes and executables: at, below and above what is wanted, on real programs. */
@Timeout(60)
class ProgramChecksTest {
  @TempDir Path base;

  private RuntimesCheck runtimes() {
    return new RuntimesCheck(programs());
  }

  private Programs programs() {
    return new Programs("/no/such" + File.pathSeparator + base.resolve("bin"));
  }

  @ParameterizedTest
  @CsvSource({"16,true", "17,true", "18,false"})
  void javaIsWellAtAndAboveItsVersion(int wanted, boolean well) {
    JavaCheck java = new JavaCheck(Runtime.Version.parse("17.0.15+6"));
    Yard yard = Yard.of(base, "java: { min_version: " + wanted + " }");
    String words = "Java 17.0.15, " + wanted + " or newer is wanted";
    if (well) {
      assertThat(yard.well(java)).isEqualTo(Map.of(new Subject("@environment/java"), words));
    } else {
      assertThat(yard.findings(java)).containsExactly("high java_too_old java: " + words);
      assertThat(yard.only(java).hint()).contains("Install Java 18");
    }
  }

  @Test
  void theLevelOfTheDeclarationWins() {
    JavaCheck java = new JavaCheck(Runtime.Version.parse("17"));
    Yard yard = Yard.of(base, "java: { min_version: 21, level: warning }");
    assertThat(yard.findings(java)).singleElement().asString().startsWith("medium");
  }

  @Test
  void theRunningJavaIsTheOneThatIsAsked() {
    Yard yard = Yard.of(base, "java: { min_version: 17 }");
    assertThat(yard.well(new JavaCheck(Runtime.version())).values())
        .singleElement()
        .asString()
        .startsWith("Java " + Runtime.version().feature());
  }

  @ParameterizedTest
  @CsvSource({
    "3.8,Python 3.8.10,true",
    "3.8.10,Python 3.8.10,true",
    "3.8.11,Python 3.8.10,false",
    "3.9,Python 3.10.2,true",
    "3.10,Python 3.9.1,false",
    "3.10,Python 3.10,true",
    "3.10.0,Python 3.10,true",
    "4,Python 3.99,false",
    "1.21,go version go1.21.1 linux/amd64,true",
    "17,openjdk 17 2021-09-14,true",
    "18,openjdk 17 2021-09-14,false",
    "20.1,v20.1.0,true",
    "5.36,'This is perl 5, version 36, subversion 0 (v5.36.0)',true",
    "590,less 590 (GNU regular expressions),true"
  })
  void aRuntimeIsWellAtAndAboveItsVersion(String wanted, String says, boolean well) {
    Yard yard = Yard.of(base, "runtimes: [{ name: tool, min_version: \"" + wanted + "\" }]");
    yard.program("bin/tool", "[ \"$1\" = --version ] && echo '" + says + "'");
    if (well) {
      assertThat(yard.well(runtimes())).containsKey(new Subject("@environment/runtime/tool"));
    } else {
      assertThat(yard.findings(runtimes()))
          .singleElement()
          .asString()
          .startsWith("high runtime_too_old runtime/tool: tool ")
          .endsWith(", " + wanted + " or newer is wanted");
    }
  }

  @Test
  void aVersionOnStandardErrorIsReadToo() {
    Yard yard = Yard.of(base, "runtimes: [{ name: tool, min_version: 2.1 }]");
    yard.program("bin/tool", "echo tool 2.1 >&2");
    assertThat(yard.well(runtimes()).values()).containsExactly("tool 2.1, 2.1 or newer is wanted");
  }

  @Test
  void missingAndUnreadableAreToldApart() {
    Yard yard =
        Yard.of(base, "runtimes: [{ name: none }, { name: mute, min_version: 1 }, { name: ill }]");
    yard.program("bin/mute", "echo hello");
    yard.program("bin/ill", "echo error in libx.so.1.2; exit 127");
    assertThat(yard.findings(runtimes()))
        .containsExactly(
            "high runtime_missing runtime/none: none is not on the PATH",
            "high runtime_unreadable runtime/mute: The version of mute cannot be read, 1 or newer"
                + " is wanted: its answer has no number",
            "high runtime_unreadable runtime/ill: The version of ill cannot be read: it ended with"
                + " code 127: error in libx.so.1.2");
    assertThat(runtimes().check(yard).findings().get(2).hint())
        .isEqualTo("Run ill --version and mend what it says");
  }

  @Test
  void oneThatAnswersWithoutAVersionWillDoWhereAnyWill() {
    Yard yard = Yard.of(base, "runtimes: [{ name: mute }]");
    yard.program("bin/mute", "echo hello");
    assertThat(yard.well(runtimes()).values()).containsExactly("mute answers, without a version");
  }

  @Test
  void oneThatDoesNotAnswerIsKilledAfterItsTime() {
    Yard yard = Yard.of(base, "runtimes: [{ name: slow }]");
    yard.program("bin/slow", "exec sleep 300");
    RuntimesCheck check = new RuntimesCheck(programs(), new Asking(Duration.ofMillis(200)));
    assertThat(yard.findings(check))
        .singleElement()
        .asString()
        .startsWith("high runtime_unreadable runtime/slow")
        .contains("did not end within PT0.2S");
  }

  @Test
  void anExecutableIsFoundOnThePathOrByItsOwnPath() {
    Yard yard = Yard.of(base, "executables: [tool, tools/own, none, ./gone]");
    Path tool = yard.program("bin/tool", "");
    Path own = yard.program("tools/own", "");
    ExecutablesCheck check = new ExecutablesCheck(programs());
    assertThat(check.check(yard).seen().values())
        .containsExactly("tool is " + tool, "tools/own is " + own);
    assertThat(yard.findings(check))
        .containsExactly(
            "high executable_missing executable/none: The program none is not on the PATH",
            "high executable_missing executable/./gone: The program ./gone is missing");
  }

  @Test
  void oneThatMayNotBeRunIsToldWithOwnerAndMode() throws Exception {
    Yard yard = Yard.of(base, "executables: [tool]");
    Path tool = yard.file("bin/tool", "#!/bin/sh\n");
    Yard.mode(tool, "rw-r--r--");
    ExecutablesCheck check = new ExecutablesCheck(programs());
    assertThat(yard.findings(check))
        .containsExactly(
            "high permission_denied executable/tool: The program "
                + tool
                + " may not be run: owner "
                + Files.getOwner(tool).getName()
                + ", mode rw-r--r--");
    assertThat(yard.only(check).hint()).isEqualTo("chmod u+x " + tool);
  }

  @Test
  void aProgramThatMayBeRunWinsOverOneThatMayNot() {
    Yard yard = Yard.of(base, "executables: [tool]");
    Yard.mode(yard.file("first/tool", ""), "rw-r--r--");
    Path tool = yard.program("bin/tool", "");
    Programs both = new Programs(base.resolve("first") + File.pathSeparator + base.resolve("bin"));
    assertThat(yard.well(new ExecutablesCheck(both)).values()).containsExactly("tool is " + tool);
  }
}
