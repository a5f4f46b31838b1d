package io.healing.api.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.WireWord;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActValuesTest {

  @Test
  void statusesHaveTheirWordsAndUnknownComesLast() {
    assertThat(ActionStatus.values())
        .extracting(WireWord::word)
        .containsExactly("success", "failed", "rolled_back", "unknown");
  }

  @Test
  void aJobMayBeRunAgainThreeTimes() {
    assertThat(HealingRemediationConfig.defaults())
        .isEqualTo(
            new HealingRemediationConfig(
                true, 3, List.of("restart_job"), List.of(), false, List.of(), List.of()));
  }

  @Test
  void anActionHasTheColumnsOfItsTable() {
    assertThat(HealingAction.class.getRecordComponents())
        .extracting(ActValuesTest::column)
        .containsExactly(
            "long id",
            "long suggestionId",
            "String jobId",
            "String actionType",
            "String filePath",
            "String originalContent",
            "String newContent",
            "String commandExecuted",
            "ActionStatus status",
            "String errorMessage",
            "boolean canRollback",
            "Instant rolledBackAt",
            "Long executionDurationMs",
            "String aiSessionKey",
            "Instant createdAt");
  }

  @Test
  void aCommandKeepsCopiesOfItsArguments() {
    List<String> command = new ArrayList<>(List.of("systemctl", "stop", "feed"));
    List<String> undo = new ArrayList<>(List.of("systemctl", "start", "feed"));
    AllowedCommand allowed = new AllowedCommand(command, undo);
    command.clear();
    undo.clear();
    assertThat(allowed.command()).containsExactly("systemctl", "stop", "feed");
    assertThat(allowed.undo()).containsExactly("systemctl", "start", "feed");
  }

  @Test
  void aCommandMayHaveNoUndo() {
    assertThat(new AllowedCommand(List.of("true"), null).undo()).isNull();
  }

  @Test
  void aRemediationKeepsCopiesOfItsLists() {
    List<String> words = new ArrayList<>(List.of("a"));
    List<AllowedCommand> commands =
        new ArrayList<>(List.of(new AllowedCommand(List.of("true"), null)));
    HealingRemediationConfig config =
        new HealingRemediationConfig(true, 3, words, words, false, commands, words);
    words.clear();
    commands.clear();
    assertThat(Arrays.asList(config.allowedActions(), config.forbiddenPaths()))
        .containsOnly(List.of("a"));
    assertThat(config.allowedRoots()).containsExactly("a");
    assertThat(config.allowedCommands()).hasSize(1);
  }

  private static String column(RecordComponent component) {
    return component.getType().getSimpleName() + " " + component.getName();
  }
}
