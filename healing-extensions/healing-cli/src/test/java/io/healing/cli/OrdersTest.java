package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What a person orders, and what is said to it. */
class OrdersTest extends FilledScreen {
  @Test
  void aReviewOfHealingItselfIsWantedByItsName() throws IOException {
    assertThat(screen("review", "@healing/self").get(0)).startsWith("The wish is kept");
    Files.writeString(
        config,
        "store: { path: h.db }\nself_healing: { learning: { continuous_improvement: false } }\n");
    assertThat(screen.call("review", "@healing/self")).isEqualTo(ExitCode.REFUSED);
    assertThat(screen.err()).contains("continuous_improvement: false");
  }

  @Test
  void aPersonPausesRejectsAndResumes() {
    assertThat(screen("pause", "--by", "anna", "--reason", "release")).hasSize(1);
    assertThat(screen("status")).contains("paused                  anna: release");
    assertThat(screen("resume")).containsExactly("The pause is lifted.");
    assertThat(screen("resume")).containsExactly("It was not paused.");
    assertThat(screen("reject", "s1", "--by", "anna", "--reason", "no"))
        .containsExactly("s1 is rejected.");
    assertThat(screen.call("approve", "s1", "--by", "bert")).isEqualTo(ExitCode.REFUSED);
    assertThat(screen.err()).contains("s1");
    assertThat(screen.call("reject", "a1", "--by", "x", "--reason", "y"))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(screen.err()).contains("There is no suggestion \"a1\"");
  }

  @Test
  void approvingWithoutALivingProgramSaysWhoMustBeStarted() {
    assertThat(screen.call("approve", "s1", "--by", "anna", "--plan", "0000"))
        .isEqualTo(ExitCode.REFUSED);
    assertThat(screen("review", "report").get(0)).contains("Start the one that runs report");
    assertThat(screen.call("review", "nobody")).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void whoActsIsNamed() {
    for (String[] call :
        new String[][] {
          {"approve", "s1", "--by="},
          {"reject", "s1", "--by= ", "--reason", "no"},
          {"reject", "s1", "--by", "anna", "--reason="},
          {"apply", "s1", "--by="},
          {"rollback", "a1", "--by="},
          {"pause", "--by=", "--reason", "release"}
        }) {
      assertThat(screen.call(call)).as(String.join(" ", call)).isEqualTo(ExitCode.USAGE);
      assertThat(screen.err()).contains("it must not be empty");
    }
  }

  @Test
  void aSecondPauseTellsOfTheFirst() {
    screen("pause", "--by", "anna", "--reason", "release");
    assertThat(screen("pause", "--by", "bob", "--reason", "move").get(0))
        .isEqualTo("It was paused already (anna: release); this takes the place of that.");
  }
}
