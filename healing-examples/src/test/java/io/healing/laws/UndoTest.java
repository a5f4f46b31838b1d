package io.healing.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.IncidentState;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 5: what was done is taken back exactly, and only where nobody has touched it since. */
class UndoTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  @TempDir Path home;

  @Test
  void aRollbackBringsBackEveryByte() throws IOException {
    byte[] odd =
        "\uFEFFbatch.size=1OO\r\nname=\u00e4\u0000\u00ff x".getBytes(StandardCharsets.UTF_16LE);
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.remember();
      scenario.edit(odd);
      scenario
          .run(
              io.healing.api.job.RunTrigger.SCHEDULED,
              io.healing.api.job.RunResult.failure(new NumberFormatException("1OO")))
          .pass(MINUTE);
      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);

      scenario.admin().rollback(scenario.actions().get(0).row().id(), "anna");

      assertThat(scenario.file()).hasBinaryContent(odd);
      ActionEntry action = scenario.actions().get(0);
      assertThat(action.row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
      assertThat(action.row().rolledBackAt()).isNotNull();
      assertThat(scenario.admin().suggestion(action.row().suggestionId()).row().status())
          .isEqualTo(SuggestionStatus.REJECTED);
    }
  }

  @Test
  void whoTookAnActionBackIsTold() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play();
      ActionEntry action = scenario.actions().get(0);
      scenario.admin().rollback(action.row().id(), "anna");

      assertThat(scenario.admin().show("a" + action.row().id())).contains("taken back by anna");
      long suggestion = action.row().suggestionId();
      assertThat(scenario.admin().show("s" + suggestion)).contains("decided by    anna");
      assertThatThrownBy(() -> scenario.admin().approve(suggestion, "any", "ben"))
          .hasMessageContaining("rejected")
          .hasMessageContaining("by anna");
    }
  }

  @Test
  void whatAPersonRolledBackIsNotDoneAgain() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play();
      scenario.admin().rollback(scenario.actions().get(0).row().id(), "anna");
      scenario.pass(MINUTE);
      assertThat(scenario.incidents())
          .isNotEmpty()
          .noneMatch(incident -> incident.state() == IncidentState.VERIFYING);
      scenario.pass(Duration.ofHours(1), MINUTE).breakFile().run().pass(MINUTE);

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.actions()).hasSize(1);
      assertThat(scenario.why()).contains(BlockReason.REJECTED_BEFORE.sentence());
    }
  }

  @Test
  void aLaterEditOfAPersonIsNotOverwrittenByARollback() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play();
      long action = scenario.actions().get(0).row().id();
      scenario.edit("batch.size=7\n");

      assertThatThrownBy(() -> scenario.admin().rollback(action, "anna"))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("a" + action + " was not taken back")
          .hasMessageContaining("is not as the action left it");
      assertThat(scenario.content()).isEqualTo("batch.size=7\n");
      assertThat(scenario.actions().get(0).row().status()).isEqualTo(ActionStatus.SUCCESS);
      assertThat(scenario.actions().get(0).detail().note()).contains("not as the action left it");
    }
  }

  @Test
  void anEmptyFileComesBackEmptyAndNotAbsent() {
    ActionRequest wish = edit(BrokenConfigScenario.GOOD);
    try (BrokenConfigScenario scenario = wishing(wish).open()) {
      scenario.edit("").run().pass(MINUTE);
      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);

      scenario.admin().rollback(scenario.actions().get(0).row().id(), "anna");

      assertThat(scenario.file()).exists().isEmptyFile();
    }
  }

  @Test
  void aFileThatWasMadeIsGoneAfterTheRollback() throws IOException {
    try (BrokenConfigScenario scenario =
        wishing(
                ActionRequest.of(ActionType.CREATE_FILE, Target.file(path()))
                    .with("content_base64", Base64.getEncoder().encodeToString(new byte[0])))
            .open()) {
      Files.delete(scenario.file());
      scenario
          .run(
              io.healing.api.job.RunTrigger.SCHEDULED,
              io.healing.api.job.RunResult.failure("there is nothing"))
          .pass(MINUTE);
      assertThat(scenario.file()).as(scenario.why()).exists().isEmptyFile();

      scenario.admin().rollback(scenario.actions().get(0).row().id(), "anna");

      assertThat(scenario.file()).doesNotExist();
    }
  }

  @Test
  void theNewerActionOnATargetIsTakenBackFirst() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      twice(scenario);
      List<ActionEntry> actions = scenario.actions();
      assertThat(actions).as(scenario.why()).hasSize(2);
      long older = actions.get(0).row().id();
      long newer = actions.get(1).row().id();

      assertThatThrownBy(() -> scenario.admin().rollback(older, "anna"))
          .hasMessageContaining("a" + newer);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);

      scenario.admin().rollback(newer, "anna");
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD + "x=1\n");
    }
  }

  /** The second edit is a person's, so that it is restored only when a person approves. */
  private static void twice(BrokenConfigScenario scenario) {
    scenario.play().run().pass(MINUTE);
    scenario.edit(BrokenConfigScenario.BAD + "x=1\n").run().pass(MINUTE);
    assertThat(scenario.why()).contains(BlockReason.TARGET_CONTESTED.sentence());
    scenario.approve(scenario.pending(), "anna").pass(MINUTE);
  }

  @Test
  void anApprovalThatWasNotCarriedOutInTimeIsOver() {
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home)
            .job(c -> c.withRemediation(c.remediation().withRequireApproval(true)))
            .open()) {
      scenario.play().admin().pause("month end", "anna");
      long id = scenario.pending().row().id();
      scenario.approve(scenario.pending(), "bert").pass(Duration.ofHours(25), Duration.ofHours(1));
      scenario.admin().resume();
      scenario.pass(MINUTE).pass(MINUTE);

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.actions()).isEmpty();
      assertThat(scenario.admin().suggestion(id).row().status())
          .isEqualTo(SuggestionStatus.REJECTED);
    }
  }

  private Path path() {
    return BrokenConfigScenario.in(home).file();
  }

  private ActionRequest edit(String content) {
    return ActionRequest.of(ActionType.EDIT_CONFIG, Target.file(path())).with("content", content);
  }

  private BrokenConfigScenario.Setup wishing(ActionRequest wish) {
    return BrokenConfigScenario.in(home)
        .job(
            c ->
                c.withSuggestions(
                    c.suggestions().withMinSeverityForApproval(SuggestionSeverity.CRITICAL)))
        .job(
            c ->
                c.withRemediation(
                    c.remediation().withAllowedActions(List.of("edit_config", "create_file"))))
        .plugin(WishingAnalyzer.whenSick(wish, UnaryOperator.identity()));
  }
}
