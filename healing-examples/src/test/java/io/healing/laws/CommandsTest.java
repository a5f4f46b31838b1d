package io.healing.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.AllowedCommand;
import io.healing.api.config.LimitsConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.ActionEntry;
import io.healing.laws.BrokenConfigScenario.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 4: commands are argument lists that the configuration names, with an end to all of them. */
class CommandsTest {
  @TempDir Path home;

  private Setup allowing(List<String> command, List<String> undo, List<String> wished) {
    return BrokenConfigScenario.in(home)
        .job(
            c ->
                c.withSuggestions(
                    c.suggestions().withMinSeverityForApproval(SuggestionSeverity.CRITICAL)))
        .job(
            c ->
                c.withRemediation(
                    c.remediation()
                        .withAllowedActions(List.of("run_command"))
                        .withAllowedCommands(List.of(new AllowedCommand(command, undo)))))
        .plugin(
            WishingAnalyzer.whenSick(
                ActionRequest.of(
                    ActionType.RUN_COMMAND, new Target("command", String.join(" ", wished))),
                UnaryOperator.identity()));
  }

  private static void fail(BrokenConfigScenario scenario) {
    scenario.edit(BrokenConfigScenario.BAD).run().pass(Duration.ofMinutes(1));
  }

  @Test
  void aCommandGetsItsArgumentsAsTheyAreAndNoShellSeesThem() {
    List<String> command = List.of("touch", "a; touch b", "$(touch c)", "d>e");
    try (BrokenConfigScenario scenario = allowing(command, List.of("true"), command).open()) {
      fail(scenario);

      assertThat(scenario.actions()).as(scenario.why()).hasSize(1);
      assertThat(home.resolve("a; touch b")).exists();
      assertThat(home.resolve("$(touch c)")).exists();
      assertThat(home.resolve("d>e")).exists();
      assertThat(home.resolve("b")).doesNotExist();
      assertThat(home.resolve("c")).doesNotExist();
    }
  }

  @Test
  void aSecretInAnArgumentIsNotShown() {
    List<String> command = List.of("true", "--password=hunter2Xq9ZtopSecret");
    try (BrokenConfigScenario scenario = allowing(command, List.of("true"), command).open()) {
      fail(scenario);

      assertThat(scenario.actions()).as(scenario.why()).hasSize(1);
      long action = scenario.actions().get(0).row().id();
      long suggestion = scenario.actions().get(0).row().suggestionId();
      assertThat(scenario.admin().show("a" + action)).contains("run_command");
      assertThat(scenario.admin().show("a" + action) + scenario.admin().show("s" + suggestion))
          .doesNotContain("hunter2Xq9ZtopSecret");
    }
  }

  @Test
  void aCommandThatIsNotNamedExactlyIsNotRun() {
    List<String> allowed = List.of("touch", "a");
    for (List<String> wished :
        List.of(List.of("touch", "b"), List.of("touch", "a", "b"), List.of("touch"))) {
      try (BrokenConfigScenario scenario = allowing(allowed, List.of("true"), wished).open()) {
        fail(scenario);

        assertThat(scenario.actions()).isEmpty();
        assertThat(scenario.why()).contains(BlockReason.GUARDED.sentence());
        assertThat(home.resolve("a")).doesNotExist();
        assertThat(home.resolve("b")).doesNotExist();
      }
    }
  }

  @Test
  void aCommandThatDoesNotEndIsKilledWithWhatItStarted() throws IOException {
    Path script =
        Files.writeString(
            home.resolve("hang.sh"), "sleep 600 & echo $! > child; echo $$ > parent; wait\n");
    List<String> command = List.of("sh", script.toString());
    try (BrokenConfigScenario scenario =
        allowing(command, List.of("true"), command)
            .root(root -> root.withLimits(limits(Duration.ofSeconds(1), 1_024)))
            .open()) {
      fail(scenario);

      assertThat(scenario.actions())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.row().status()).isEqualTo(ActionStatus.FAILED);
                assertThat(entry.row().errorMessage()).contains("did not end within");
              });
      assertThat(dies(home.resolve("child"))).isTrue();
      assertThat(dies(home.resolve("parent"))).isTrue();
    }
  }

  /** Killed is not yet gone: its end is waited for. */
  private static boolean dies(Path pid) throws IOException {
    long id = Long.parseLong(Files.readString(pid).strip());
    return ProcessHandle.of(id)
        .map(
            handle ->
                handle
                    .onExit()
                    .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                    .handle((ended, late) -> late == null)
                    .join())
        .orElse(true);
  }

  @Test
  void onlyTheEndOfALongOutputIsKept() {
    List<String> command = List.of("seq", "1", "100000");
    try (BrokenConfigScenario scenario =
        allowing(command, List.of("true"), command)
            .root(root -> root.withLimits(limits(Duration.ofSeconds(60), 1_024)))
            .open()) {
      fail(scenario);

      assertThat(scenario.actions()).as(scenario.why()).hasSize(1);
      String note = scenario.actions().get(0).detail().note();
      assertThat(note).contains("100000").doesNotContain("\n98000\n");
      assertThat(note.length()).isLessThan(1_200);
    }
  }

  @Test
  void aCommandIsTakenBackByTheOneThatTheConfigurationNamesForIt() {
    List<String> command = List.of("touch", "made");
    try (BrokenConfigScenario scenario = allowing(command, List.of("rm", "made"), command).open()) {
      fail(scenario);
      ActionEntry action = scenario.actions().get(0);
      assertThat(home.resolve("made")).exists();

      scenario.admin().rollback(action.row().id(), "anna");

      assertThat(home.resolve("made")).doesNotExist();
      assertThat(scenario.actions().get(0).row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
    }
  }

  private static LimitsConfig limits(Duration time, int output) {
    LimitsConfig l = LimitsConfig.defaults();
    return new LimitsConfig(
        l.settleTime(),
        l.checkTimeout(),
        l.analysisTimeout(),
        time,
        output,
        l.pluginFailures(),
        l.pluginRest(),
        l.coolDown(),
        l.coolDownMax(),
        l.breakerFailures(),
        l.breakerHalfOpen(),
        l.actionsPerHour(),
        l.blastRadiusSubjects(),
        l.blastRadiusPercent(),
        l.stormSubjects(),
        l.stormPercent(),
        l.stormWindow(),
        l.pendingExpiry(),
        l.approvedExpiry(),
        l.unscheduledDeadline(),
        l.eventQueue(),
        l.logTail(),
        l.goodRunsPerMinute());
  }
}
