package io.healing.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.detect.Incident;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message says what, why, evidence, what happens next and how to stop it. */
class MessageTest {
  private static final Incident INCIDENT = Samples.incident("i-00000001");

  @Test
  void aMessageSaysNoLessWhenHealingActs() {
    Message without = Message.about(NotificationKind.GIVE_UP, INCIDENT, Known.nothing());
    Known acted = new Known("", List.of("edit_config: ineffective"), List.of(), "a5");
    Message with = Message.about(NotificationKind.GIVE_UP, INCIDENT, acted);

    assertThat(with.title()).isEqualTo(without.title()).isEqualTo(INCIDENT.message());
    assertThat(with.body().lines()).containsAll(without.body().lines().toList());
    assertThat(with.body()).contains("Now: edit_config: ineffective");
    assertThat(without.body()).contains("i-00000001", "job.failed", "high", INCIDENT.hint());
  }

  @ParameterizedTest
  @EnumSource
  void everyKindSaysWhatWhyWhatIsNextAndHowToStopIt(NotificationKind kind) {
    Known known =
        new Known("The disk is full (0.91)", List.of("A line"), List.of("s3", "s4"), "a5");
    String body = Message.about(kind, INCIDENT, known).body();

    assertThat(body.lines().map(line -> line.replaceFirst(":.*", "")))
        .contains("What", "Why", "Now", "Next", "To stop");
    assertThat(body)
        .contains("Why: The disk is full (0.91)", "healing pause --by NAME --reason TEXT");
  }

  @Test
  void theCommandsNameWhatTheyAreAbout() {
    Known known = new Known("", List.of(), List.of("s3"), "a5");

    assertThat(Message.about(NotificationKind.SUGGESTION, INCIDENT, known).body())
        .contains(
            "healing show s3",
            "healing approve s3 --by NAME",
            "healing reject s3 --by NAME --reason TEXT",
            "healing why i-00000001",
            "healing.admin().end(\"i-00000001\")");
    assertThat(Message.about(NotificationKind.SUCCESS, INCIDENT, known).body())
        .contains("healing rollback a5 --by NAME")
        .doesNotContain("Evidence:", "Mend:", ".end(");
  }

  @Test
  void newSuggestionsAreCountedAndTheFirstFiveNamed() {
    List<HealingSuggestion> rows = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      HealingSuggestion row = Samples.suggestion(1, "report", Samples.NOON);
      rows.add(Samples.suggestion(i, row, SuggestionStatus.PENDING));
    }
    Message message = Message.about(Subject.job("report"), rows);

    assertThat(message.kind()).isEqualTo(NotificationKind.SUGGESTION);
    assertThat(message.title()).contains("7", "report");
    assertThat(message.body())
        .contains("s1 [low] Restore the configuration", "s5", "and 2 more", "healing approve s1")
        .doesNotContain("s6");
    assertThat(Message.about(Subject.job("report"), rows.subList(0, 5)).body())
        .contains("s5")
        .doesNotContain("more");
  }

  @Test
  void whatIsTooLongIsCutInItsEvidenceAndNotInWhatIsNext() {
    String body =
        "What: it\nEvidence:\n  log: " + "x".repeat(5_000) + "\nNext: act.\nTo stop: end.";

    String cut = Cut.body(body, 300);

    assertThat(cut).hasSizeLessThanOrEqualTo(300).startsWith("What: it\nEvidence:\n  log: xxx");
    assertThat(cut).endsWith("are left out)\nNext: act.\nTo stop: end.");
    assertThat(Cut.body(body, body.length())).isEqualTo(body);
    assertThat(Cut.body(body, 20)).hasSize(20).endsWith("…");
  }

  @Test
  void aCharacterOfTwoHalvesIsNotCutInTwo() {
    String cut = Cut.line("a".repeat(8) + "\uD83D\uDE00 tail", 10);

    assertThat(cut).isEqualTo("a".repeat(8) + "…");
  }
}
